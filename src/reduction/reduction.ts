import type { ActionPath } from '../model/action-path.ts';
import type { Steps } from '../model/steps.ts';
import type { Successors } from '../model/successors.ts';
import type { ReductionReport } from './report.ts';
import type { Watching } from './watching.ts';

/**
 * Which states a search goes on with, in place of the successors of a state.
 *
 * A step that need not be followed leads, as far as the search is concerned, to where it comes from. It stays among the
 * steps of the state: properties see it, and the indices of the others are those of the full model.
 */
export interface Reduction {
  /** Whether a state that is gone on with may be another one than the successor that was found: the one that stands for it. */
  readonly standsForOthers: boolean;
  /** A run begins: its properties have seen the initial state. */
  begin(watching: Watching): void;
  /** What the run goes on with, in place of the successors of a state. Valid until the next call. */
  successors(steps: Steps): Successors;
  /** The same, with none left out. */
  all(steps: Steps): Successors;
  /** Whether too little was left to follow: no step that need be followed leads to a new state. */
  isTooLittle(steps: Steps, targets: Int32Array): boolean;
  /** Number of steps of the state at hand that are not followed. */
  countLeftOut(steps: Steps): number;
  /** Tells that the successor by step `k` is new. */
  discovered(k: number): void;
  /** Tells that the state at hand is done with. Returns whether the run must be made anew, with what is known now. */
  isRefuted(steps: Steps): boolean;
  /** The state that stands for another one. */
  representative(state: Uint32Array): Uint32Array;
  /** The path of the full model that a path of the run is an image of. */
  lift(path: ActionPath): ActionPath;
  /**
   * The run has followed all that there is: what must be known of all of it is looked at.
   *
   * @throws ModelError for a symmetry that turns out to be none
   */
  finish(): void;
  /** What became of each reduction that was asked for. */
  reports(): readonly ReductionReport[];
}

/** Every step is followed. */
export const NO_REDUCTION: Reduction = {
  standsForOthers: false,
  begin: () => {},
  successors: (steps) => steps,
  all: (steps) => steps,
  isTooLittle: () => false,
  countLeftOut: () => 0,
  discovered: () => {},
  isRefuted: () => false,
  representative: (state) => state,
  lift: (path) => path,
  finish: () => {},
  reports: () => [],
};
