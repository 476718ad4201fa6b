import type { Measurement, Memory } from './measurement.ts';
import { median, type Runs, summed } from './spread.ts';
import type { Engine } from './subjects.ts';

/** What several runs of one engine on one model took: medians, unless something else is said. */
export interface Row extends Runs {
  readonly model: string;
  readonly engine: Engine;
  readonly distinctStates: number;
  readonly transitions: number;
  /** Per second of wall time. */
  readonly statesPerSecond: number;
  readonly transitionsPerSecond: number;
  readonly bytesPerState: number | null;
  readonly startSeconds: number | null;
  readonly buildSeconds: number | null;
  readonly memory: Memory | null;
  readonly asleep: number | null;
  readonly xstateCalls: number | null;
  readonly xstateShare: number | null;
}

/** Sums up the runs of one engine on one model, of which there is at least one. */
export function rowOf(
  model: string,
  engine: Engine,
  measurements: readonly [Measurement, ...Measurement[]],
): Row {
  const [first] = measurements;
  const { wallSeconds, cpuSeconds, peakMemoryBytes, runs, spread } = summed(measurements);
  return {
    model,
    engine,
    distinctStates: first.distinctStates,
    transitions: first.transitions,
    cpuSeconds,
    wallSeconds,
    statesPerSecond: first.distinctStates / wallSeconds,
    transitionsPerSecond: first.transitions / wallSeconds,
    bytesPerState: first.bytesPerState,
    peakMemoryBytes,
    runs,
    spread,
    startSeconds:
      first.startSeconds === null ? null : median(measurements.map((each) => each.startSeconds ?? 0)),
    buildSeconds: first.buildSeconds,
    memory: first.memory,
    asleep: first.asleep,
    xstateCalls: first.xstateCalls,
    xstateShare: first.xstateShare,
  };
}
