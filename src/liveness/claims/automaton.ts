/**
 * An automaton on infinite words that accepts the behaviours that violate a claim: a generalised Büchi automaton. It reads a
 * word of bits (see `Atoms`) at each position: in which node it is before that position says what must be true there.
 */
export interface Automaton {
  readonly nodes: readonly AutomatonNode[];
  /** Nodes in which it may begin. */
  readonly initial: readonly number[];
  /** Bits, one for each set of which something must come again and again. */
  readonly sets: number;
}

export interface AutomatonNode {
  /** Bits that must be true, and those that must be false, at the position that is read in this node. */
  readonly required: number;
  readonly forbidden: number;
  readonly successors: readonly number[];
  /** Sets to which each position that is read in this node belongs. */
  readonly accepts: number;
  /** Sets to which it belongs if bits are true, or false. */
  readonly acceptsIf: readonly {
    readonly set: number;
    readonly required: number;
    readonly forbidden: number;
  }[];
}

/** Whether a node may read these bits, as far as `known` says which they are. */
export function reads({ required, forbidden }: AutomatonNode, bits: number, known: number): boolean {
  return (required & known & ~bits) === 0 && (forbidden & known & bits) === 0;
}

/** The sets to which a position belongs that is read in a node. */
export function acceptance({ accepts, acceptsIf }: AutomatonNode, bits: number): number {
  let sets = accepts;
  for (const each of acceptsIf) {
    if ((each.required & ~bits) === 0 && (each.forbidden & bits) === 0) sets |= each.set;
  }
  return sets;
}

/**
 * The nodes from which a word is accepted that has the same bits at every position: a strongly connected part of the nodes
 * that may read it must meet every set.
 */
export function acceptingForEver(automaton: Automaton, bits: number): ReadonlySet<number> {
  const ALL = ~0;
  const { nodes, sets } = automaton;
  const able = nodes.map((node) => reads(node, bits, ALL));
  const next = (n: number) => (nodes[n]?.successors ?? []).filter((m) => able[m] === true);
  const reachable = nodes.map((_, n) => (able[n] === true ? closure(next(n), next) : new Set<number>()));
  const good = nodes.flatMap((_, n) => {
    if (reachable[n]?.has(n) !== true) return [];
    const component = [...(reachable[n] ?? [])].filter((m) => reachable[m]?.has(n) === true);
    const met = component.reduce((sum, m) => {
      const node = nodes[m];
      return node === undefined ? sum : sum | acceptance(node, bits);
    }, 0);
    return (met & sets) === sets ? [n] : [];
  });
  return new Set(
    nodes.flatMap((_, n) =>
      able[n] === true && good.some((m) => m === n || reachable[n]?.has(m) === true) ? [n] : [],
    ),
  );
}

function closure(from: readonly number[], next: (n: number) => readonly number[]): Set<number> {
  const seen = new Set(from);
  for (const n of seen) for (const m of next(n)) seen.add(m);
  return seen;
}
