import type { Series } from '../rounds.ts';
import { median, type Runs, summed } from '../spread.ts';
import type { PathsMeasurement } from './measurement.ts';
import type { PathsTask } from './plan.ts';
import type { PathEngine } from './subjects.ts';

/** What several runs took that make test paths of one model: medians, unless something else is said. */
export interface PathsRow extends PathsMeasurement, Runs {
  readonly model: string;
  readonly engine: PathEngine;
  /** Goals, reached or not, per second of wall time. */
  readonly goalsPerSecond: number;
  readonly pathsPerSecond: number;
}

/** Sums up the runs of one engine on one model. */
export function pathsRowOf({ task, measurements }: Series<PathsTask, PathsMeasurement>): PathsRow {
  const [first] = measurements;
  const runs = summed(measurements);
  return {
    model: task.subject.name,
    engine: task.engine,
    ...first,
    ...runs,
    startSeconds: median(measurements.map((each) => each.startSeconds)),
    goalsPerSecond: first.goals / runs.wallSeconds,
    pathsPerSecond: first.paths / runs.wallSeconds,
  };
}
