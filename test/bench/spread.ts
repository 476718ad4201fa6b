/** Smallest and largest of several runs. */
type Range = readonly [least: number, most: number];

/** What every run tells. */
interface Run {
  readonly wallSeconds: number;
  readonly cpuSeconds: number;
  readonly peakMemoryBytes: number;
}

/** What several runs took: medians, and as spread the smallest and the largest value. */
export interface Runs extends Run {
  readonly runs: number;
  readonly spread: { readonly wallSeconds: Range; readonly cpuSeconds: Range };
}

export function summed(measurements: readonly Run[]): Runs {
  const all = (figure: (each: Run) => number) => measurements.map(figure);
  const wallSeconds = all((each) => each.wallSeconds);
  const cpuSeconds = all((each) => each.cpuSeconds);
  return {
    wallSeconds: median(wallSeconds),
    cpuSeconds: median(cpuSeconds),
    peakMemoryBytes: median(all((each) => each.peakMemoryBytes)),
    runs: measurements.length,
    spread: { wallSeconds: rangeOf(wallSeconds), cpuSeconds: rangeOf(cpuSeconds) },
  };
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  const upper = sorted[Math.floor(middle)] ?? Number.NaN;
  const lower = sorted[Math.ceil(middle) - 1] ?? Number.NaN;
  return (lower + upper) / 2;
}

function rangeOf(values: readonly number[]): Range {
  return [Math.min(...values), Math.max(...values)];
}
