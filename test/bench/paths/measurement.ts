import type { LowerBound } from '../../../src/testing.ts';

/** The figures of one run that makes test paths. */
export interface PathsMeasurement {
  /** What the paths must reach: names of criteria, or `every-state` where each global state is a goal. */
  readonly criteria: readonly string[];
  /** Global states of the model. */
  readonly distinctStates: number;
  /** States of all searches: for goals that depend on the path, with what must be remembered of it. */
  readonly searchedStates: number;
  /** Those that no path reaches included. */
  readonly goals: number;
  readonly reached: number;
  readonly paths: number;
  /** Of all paths together. */
  readonly steps: number;
  /** Steps of the longest path. */
  readonly longest: number;
  /** What no suite can undercut whose longest path is as short as it can be; null if the engine tells none. */
  readonly lowerBound: LowerBound | null;
  /** From the model to the paths: without the start of the process and without compiling anything. */
  readonly wallSeconds: number;
  /** User time of all threads of the process during that time. */
  readonly cpuSeconds: number;
  /** From the start of the process until it had loaded its code. */
  readonly startSeconds: number;
  /** The most memory that the process held. */
  readonly peakMemoryBytes: number;
}
