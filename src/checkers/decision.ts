import type { ReadMemo } from '../tables/read-memo.ts';

/** A part of a step that a function of the model reads: a local state or its value or context, the history, what is in flight, … */
export interface Read {
  /** Where it stands in the vector of a step. */
  readonly slot: number;
  /** What it is, as a path: `before`, `endpoints`, `client`, `value`. */
  readonly path: readonly string[];
}

/** What a function of the model says, by what it reads first, and then next. The numbers are its result. */
export type Decision = number | Fork;

export interface Fork {
  readonly read: Read;
  /** By what is found there: ids of what the path says. */
  readonly next: ReadonlyMap<number, Decision>;
}

/** A function that was never asked. */
const NEVER: Decision = { read: { slot: 0, path: [] }, next: new Map() };

/**
 * All that a function was ever seen to say, as a decision tree. Its memo must keep its facts.
 *
 * @param pathOf what a read is, as a path
 */
export function decisionOf(
  memo: ReadMemo | undefined,
  pathOf: (read: number) => readonly string[],
): Decision {
  let root: Growing | number | null = null;
  for (const { vector, reads, result } of memo?.facts ?? []) {
    const found = reads.map((read) => {
      const { slot, table } = memo?.sourceOf(read) ?? { slot: read, table: null };
      const id = vector[slot] ?? 0;
      return { read: { slot, path: pathOf(read) }, id: table === null ? id : (table[id] ?? 0) };
    });
    root = grown(root, found, result);
  }
  return root ?? NEVER;
}

/** All that is ever read. */
export function readsOf(decision: Decision): readonly Read[] {
  if (typeof decision === 'number') return [];
  return [decision.read, ...[...decision.next.values()].flatMap(readsOf)];
}

interface Growing {
  readonly read: Read;
  readonly next: Map<number, Growing | number>;
}

interface Found {
  readonly read: Read;
  readonly id: number;
}

/** The tree with one fact more. A function reads the same first, and then the same, as long as it finds the same. */
function grown(tree: Growing | number | null, found: readonly Found[], result: number): Growing | number {
  const [first, ...rest] = found;
  if (first === undefined) return result;
  const node = tree === null || typeof tree === 'number' ? { read: first.read, next: new Map() } : tree;
  node.next.set(first.id, grown(node.next.get(first.id) ?? null, rest, result));
  return node;
}
