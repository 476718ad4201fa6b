import type { Formula } from '../../../../src/language/long-run/formula.ts';
import type { NaiveClaim } from './claims.ts';
import type { NaiveCondition } from './fairness.ts';
import type { Edge, NaiveGraph } from './graph.ts';

type Temporal = Extract<Formula<string>, { op: 'always' | 'eventually' | 'until' | 'release' }>;

/** A position: the edge that is taken there, and which temporal parts of the formula are true at the next position. */
interface Position {
  readonly edge: Edge;
  readonly ahead: readonly boolean[];
  /** Which temporal parts are true here, and, of each, whether it is fulfilled here. */
  readonly here: readonly boolean[];
  readonly fulfilled: readonly boolean[];
  readonly isTrue: boolean;
}

/**
 * The positions from which a fair behaviour goes on, of all behaviours along which the guesses are right: each temporal part
 * of the formula is guessed at each position, guesses must be what the laws of expansion say, and be fulfilled again and
 * again (Lichtenstein and Pnueli, POPL 1985). Conditions that only ask sometimes are guessed, too: from some point on
 * they never ask, or they are met again and again.
 */
export class NaiveSearch {
  readonly #positions: readonly Position[];
  readonly #next: readonly (readonly number[])[];
  readonly #graph: NaiveGraph;
  readonly #conditions: readonly NaiveCondition[];
  readonly #certain: boolean;

  /** @param certain whether a step that was cut off counts as one that any condition may speak of */
  constructor(graph: NaiveGraph, claim: NaiveClaim, conditions: readonly NaiveCondition[], certain: boolean) {
    this.#graph = graph;
    this.#conditions = conditions;
    this.#certain = certain;
    const temporal = temporalIn(claim.formula);
    this.#positions = graph.edges.flat().flatMap((edge) => positionsOf(edge, claim, temporal));
    const from = new Map<number, number[]>();
    for (const [i, { edge }] of this.#positions.entries())
      from.set(edge.from, [...(from.get(edge.from) ?? []), i]);
    this.#next = this.#positions.map(({ edge, ahead }) =>
      (from.get(edge.to) ?? []).filter((i) => {
        const other = this.#positions[i];
        // A behaviour that has stopped does not go on.
        if (other === undefined || (edge.step === null && other.edge.step !== null)) return false;
        return other.here.every((value, t) => value === ahead[t]);
      }),
    );
  }

  /** Whether a fair behaviour from an initial state makes the formula false. */
  isViolated(): boolean {
    const starts = this.#positions.flatMap(({ edge, isTrue }, i) =>
      edge.from < this.#graph.initials && !isTrue ? [i] : [],
    );
    const good = this.goodPositions();
    return reach(starts, this.#next).some((i) => good.has(i));
  }

  /** The states from which some fair behaviour goes on, whatever is true. */
  statesThatGoOn(): ReadonlySet<number> {
    const good = this.goodPositions();
    return new Set(
      this.#positions.flatMap(({ edge }, i) =>
        reach([i], this.#next).some((j) => good.has(j)) ? [edge.from] : [],
      ),
    );
  }

  /** Positions that a fair behaviour may take again and again. */
  goodPositions(): ReadonlySet<number> {
    const sometimes = this.#conditions.filter(({ demand }) => demand === 'strong' || demand === 'if asked');
    const good = new Set<number>();
    for (let choice = 0; choice < 2 ** sometimes.length; choice++) {
      const silent = sometimes.filter((_, i) => ((choice >> i) & 1) === 1);
      const allowed = this.#positions.map(
        ({ edge }) => this.#isKnown(edge) && !silent.some((each) => asks(each, edge)),
      );
      const demanded = this.#conditions.filter((each) => !silent.includes(each));
      for (const part of componentsOf(this.#next, allowed)) {
        if (this.#isFair(part, demanded)) for (const i of part) good.add(i);
      }
    }
    return good;
  }

  #isKnown({ from, step }: Edge): boolean {
    if (!this.#certain || this.#graph.isCut[from] !== true) return true;
    return step !== null && !this.#graph.looksAtPossible;
  }

  #isFair(part: readonly number[], demanded: readonly NaiveCondition[]): boolean {
    const positions = part.flatMap((i) => this.#positions[i] ?? []);
    const temporal = positions[0]?.fulfilled ?? [];
    if (!temporal.every((_, t) => positions.some(({ fulfilled }) => fulfilled[t]))) return false;
    return demanded.every(({ demand, doing, possible, rest }) =>
      positions.some(({ edge }) => {
        if (doing.has(edge)) return true;
        return demand === 'weak' ? !possible.has(edge.from) : demand === 'always' && rest.has(edge.from);
      }),
    );
  }
}

function asks({ demand, possible, asking }: NaiveCondition, edge: Edge): boolean {
  return demand === 'strong' ? possible.has(edge.from) : asking.has(edge);
}

function positionsOf(edge: Edge, { formula, truth }: NaiveClaim, temporal: readonly Temporal[]): Position[] {
  return Array.from({ length: 2 ** temporal.length }, (_, guess) => {
    const ahead = temporal.map((_each, t) => ((guess >> t) & 1) === 1);
    const value = (of: Formula<string>): boolean => {
      if (typeof of === 'string') return truth(of, edge);
      switch (of.op) {
        case 'not':
          return !value(of.of);
        case 'and':
          return of.of.every(value);
        case 'or':
          return of.of.some(value);
        case 'implies':
          return !value(of.left) || value(of.right);
        case 'eventually':
          return value(of.of) || ahead[temporal.indexOf(of)] === true;
        case 'always':
          return value(of.of) && ahead[temporal.indexOf(of)] === true;
        case 'until':
          return value(of.right) || (value(of.left) && ahead[temporal.indexOf(of)] === true);
        case 'release':
          return value(of.right) && (value(of.left) || ahead[temporal.indexOf(of)] === true);
      }
    };
    const isFulfilled = (each: Temporal): boolean => {
      switch (each.op) {
        case 'eventually':
          return !value(each) || value(each.of);
        case 'until':
          return !value(each) || value(each.right);
        case 'always':
          return value(each) || !value(each.of);
        case 'release':
          return value(each) || !value(each.right);
      }
    };
    const fulfilled = temporal.map(isFulfilled);
    return { edge, ahead, here: temporal.map(value), fulfilled, isTrue: value(formula) };
  });
}

function temporalIn(formula: Formula<string>): readonly Temporal[] {
  if (typeof formula === 'string') return [];
  switch (formula.op) {
    case 'not':
      return temporalIn(formula.of);
    case 'and':
    case 'or':
      return formula.of.flatMap(temporalIn);
    case 'implies':
      return [...temporalIn(formula.left), ...temporalIn(formula.right)];
    case 'always':
    case 'eventually':
      return [formula, ...temporalIn(formula.of)];
    case 'until':
    case 'release':
      return [formula, ...temporalIn(formula.left), ...temporalIn(formula.right)];
  }
}

/** All that can be reached, what one starts from included. */
export function reach(start: readonly number[], next: readonly (readonly number[])[]): readonly number[] {
  const seen = new Set(start);
  for (const i of seen) for (const j of next[i] ?? []) seen.add(j);
  return [...seen];
}

/** The strongly connected parts in which something can be repeated, by Kosaraju's algorithm. */
function componentsOf(
  next: readonly (readonly number[])[],
  allowed: readonly boolean[],
): readonly (readonly number[])[] {
  const forward = next.map((targets, i) =>
    allowed[i] === true ? targets.filter((j) => allowed[j] === true) : [],
  );
  const backward: number[][] = next.map(() => []);
  for (const [i, targets] of forward.entries()) for (const j of targets) backward[j]?.push(i);
  const order: number[] = [];
  const seen = new Set<number>();
  for (let root = 0; root < next.length; root++) {
    const stack: [number, number][] = [[root, 0]];
    if (seen.has(root)) continue;
    seen.add(root);
    for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
      const target = forward[top[0]]?.[top[1]++];
      if (target === undefined) {
        order.push(top[0]);
        stack.pop();
      } else if (!seen.has(target)) {
        seen.add(target);
        stack.push([target, 0]);
      }
    }
  }
  const parts: number[][] = [];
  const placed = new Set<number>();
  for (const root of order.reverse()) {
    if (placed.has(root)) continue;
    const part = [root];
    placed.add(root);
    for (const i of part) {
      for (const j of backward[i] ?? []) {
        if (placed.has(j)) continue;
        placed.add(j);
        part.push(j);
      }
    }
    parts.push(part);
  }
  return parts.filter((part) => part.length > 1 || part.some((i) => forward[i]?.includes(i) === true));
}
