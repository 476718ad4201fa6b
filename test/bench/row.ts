import type { Measurement, Memory } from './measurement.ts';
import type { Engine } from './subjects.ts';

/** Smallest and largest of several runs. */
type Range = readonly [least: number, most: number];

/** What several runs of one engine on one model took: medians, unless something else is said. */
export interface Row {
  readonly model: string;
  readonly engine: Engine;
  readonly distinctStates: number;
  readonly transitions: number;
  readonly cpuSeconds: number;
  readonly wallSeconds: number;
  /** Per second of wall time. */
  readonly statesPerSecond: number;
  readonly transitionsPerSecond: number;
  readonly bytesPerState: number | null;
  readonly peakMemoryBytes: number;
  readonly runs: number;
  readonly spread: { readonly wallSeconds: Range; readonly cpuSeconds: Range };
  readonly startSeconds: number | null;
  readonly buildSeconds: number | null;
  readonly memory: Memory | null;
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
  const middle = (figure: (each: Measurement) => number) => median(measurements.map(figure));
  const range = (figure: (each: Measurement) => number) => rangeOf(measurements.map(figure));
  const wallSeconds = middle((each) => each.wallSeconds);
  return {
    model,
    engine,
    distinctStates: first.distinctStates,
    transitions: first.transitions,
    cpuSeconds: middle((each) => each.cpuSeconds),
    wallSeconds,
    statesPerSecond: first.distinctStates / wallSeconds,
    transitionsPerSecond: first.transitions / wallSeconds,
    bytesPerState: first.bytesPerState,
    peakMemoryBytes: middle((each) => each.peakMemoryBytes),
    runs: measurements.length,
    spread: {
      wallSeconds: range((each) => each.wallSeconds),
      cpuSeconds: range((each) => each.cpuSeconds),
    },
    startSeconds: first.startSeconds === null ? null : middle((each) => each.startSeconds ?? 0),
    buildSeconds: first.buildSeconds,
    memory: first.memory,
    xstateCalls: first.xstateCalls,
    xstateShare: first.xstateShare,
  };
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  const upper = sorted[Math.floor(middle)] ?? Number.NaN;
  const lower = sorted[Math.ceil(middle) - 1] ?? Number.NaN;
  return (lower + upper) / 2;
}

function rangeOf(values: readonly number[]): Range {
  return [Math.min(...values), Math.max(...values)];
}
