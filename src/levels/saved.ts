import type { ThrowingStep } from '../property/throwing.ts';

/** What is counted of steps. */
export interface Sums {
  readonly transitions: number;
  readonly overflows: number;
  readonly cuts: number;
  readonly beyond: number;
}

export const NOTHING_COUNTED: Sums = { transitions: 0, overflows: 0, cuts: 0, beyond: 0 };

export function sumOf(a: Sums, b: Sums): Sums {
  return {
    transitions: a.transitions + b.transitions,
    overflows: a.overflows + b.overflows,
    cuts: a.cuts + b.cuts,
    beyond: a.beyond + b.beyond,
  };
}

/** What was counted of the states of a chunk. */
export interface ChunkSums {
  readonly first: number;
  readonly sums: Sums;
}

/** What decides a property, or shows that the premise of one is met. */
export interface Decision {
  /** The number of what is decided: see PropertyWatch. */
  readonly watch: number;
  /** The state, by its rank, and its step; -1 if it is the state itself. */
  readonly rank: number;
  readonly step: number;
  /** The state after the steps of which a search in memory knows it. */
  readonly end: number;
  /** A state that is found with the next level may come before. */
  readonly isTentative: boolean;
}

/** A step in which a machine throws, with its first place. */
export interface ThrowingAtRank extends ThrowingStep {
  readonly rank: number;
  readonly step: number;
}

/** Of which kind it is: of each kind, the first is told. */
export function throwingKey({
  endpoint,
  on,
  thrown,
}: Pick<ThrowingAtRank, 'endpoint' | 'on' | 'thrown'>): string {
  return JSON.stringify([endpoint, on, thrown]);
}

/** Where a search stands, between two levels. */
export interface Saved {
  /** What is searched: a search goes on only where this is the same. */
  readonly identity: string;
  /** Per level, the rank of its first state; the last level is the one to be expanded next. */
  readonly levels: readonly number[];
  /** Number of states. */
  readonly known: number;
  /** What was counted before the last two levels that were expanded, and of these, chunk by chunk. */
  readonly counted: Sums;
  readonly recent: readonly (readonly ChunkSums[])[];
  readonly decisions: readonly Decision[];
  readonly throwing: readonly ThrowingAtRank[];
  /** The most names that a state has. */
  readonly mostNames: number;
  /** Number of atoms per kind when there were half as many states, or fewer, and now; with the number of states now. */
  readonly growth: readonly { readonly states: number; readonly atoms: Readonly<Record<string, number>> }[];
  readonly milliseconds: number;
}
