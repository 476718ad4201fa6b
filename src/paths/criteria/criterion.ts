import type { Observer } from '../../survey/product.ts';

/**
 * What a suite must reach, by one criterion: it says which goals a step reaches. Goals are given as sets (see
 * `GoalSets`). A step in which a machine throws is shown to `thrown` alone.
 */
export interface Criterion {
  /** Goals reached before the first step. */
  initial?(state: Uint32Array): number;
  /** Goals reached by a step, whatever came before it. Looked up for every step of a search: it must be quick. */
  step?(vector: Uint32Array): number;
  /** Goals reached by being in the state whose ids begin at `offset`. In a search, asked once per state. */
  state?(vector: Uint32Array, offset: number): number;
  /** Goals reached by being in a state without enabled actions. */
  deadEnd?(state: Uint32Array): number;
  /** Goals reached by a step in which a machine throws. */
  thrown?(vector: Uint32Array): number;
  /** Searches for goals that depend on the path, once the states have been searched. */
  searches?(): readonly MemorySearch[];
  /** Follows one path from its beginning, an initial state, for goals that depend on the path. */
  follow?(initial: Uint32Array): PathFollower;
  /** Names the goals that exist beside those that were found. */
  declare?(): void;
  /** Goals that may be reached although no step is known to reach them. Asked once all goals are named. */
  readonly doubtful?: readonly number[];
}

/** An observer that finds goals which depend on the path. */
export interface MemorySearch extends Pick<Observer, 'initialMemory'> {
  /** What it looks for, in words. */
  readonly title: string;
  /** The goals that there are to find: all others are known to be unreachable. */
  readonly wanted: readonly number[];
  /** Goals reached by a step of a path of which this is remembered. */
  goals(vector: Uint32Array, memory: number): number;
  /** See `Observer.step`. What can only lead to goals that have been reached need not be remembered. */
  memories(vector: Uint32Array, memory: number): readonly number[];
  /** Tells that a goal has been reached for the first time. */
  reached(goal: number): void;
}

/** Follows one path, step by step. */
export interface PathFollower {
  /** Goals reached by the next step. */
  step(vector: Uint32Array): number;
  /** Another one that goes on from here. */
  fork(): PathFollower;
}
