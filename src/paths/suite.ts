import type { ParameterValue } from '../language/parameters.ts';
import type { Bounds } from '../model/bounds.ts';
import type { Ending, Progress } from '../search/outcome.ts';
import type { Trace } from '../trace/trace.ts';
import type { LowerBound } from './cover/lower-bound.ts';
import type { CriterionName, Goal } from './goals/goals.ts';

/** What became of a goal. */
export type GoalOutcome = Goal &
  (
    | {
        readonly status: 'reached';
        /** Steps of a shortest path to it. */
        readonly distance: number;
      }
    /** `unreachable`: no path reaches it, within the model's bounds. `unknown`: none was found before a limit came. */
    | { readonly status: 'unreachable' | 'unknown' }
  );

/** One path of a suite. */
export interface TestPath {
  /** Its place in the suite, from 1. */
  readonly number: number;
  /** The replay string. */
  readonly replay: string;
  readonly path: readonly number[];
  /** All goals that it reaches, in the order in which it reaches them. */
  readonly goals: readonly Goal[];
  /** Those of them that no path before it in the suite reaches. */
  readonly first: readonly Goal[];
  /** The path in full; made when it is asked for. */
  trace(): Trace;
}

/** Few, short paths of a model that reach every goal of some criteria that can be reached. */
export interface TestSuite {
  readonly model: string;
  readonly variant: string | null;
  readonly parameters: Readonly<Record<string, ParameterValue>>;
  readonly endpoints: readonly string[];
  readonly criteria: readonly CriterionName[];
  readonly goals: {
    readonly total: number;
    readonly reached: number;
    readonly unreachable: readonly Goal[];
    readonly unknown: readonly Goal[];
    /** All of them. */
    readonly all: readonly GoalOutcome[];
  };
  /** In the order of their actions. */
  readonly paths: readonly TestPath[];
  /** Of all paths together. */
  readonly steps: number;
  /** Of the longest path. */
  readonly longest: number;
  readonly lowerBound: LowerBound;
  /** Whether every goal is reached, or known to be unreachable. */
  readonly complete: boolean;
  /** Why the search ended; `exhausted` if it left nothing out. */
  readonly ending: Ending;
  readonly search: Progress;
  readonly bounds: Bounds;
  /** The traces of all paths, one by one. */
  traces(): Generator<Trace, void>;
}
