/** How many states there may be, by how levels have grown so far. */
export interface Estimate {
  /** States that are known: there are no fewer. */
  readonly known: number;
  /** Between these numbers it mostly is; the upper one is null if no end is in sight. */
  readonly least: number;
  readonly most: number | null;
}

/** Numbers of the last levels from whose growth the rest is extrapolated, each for itself. */
const WINDOWS = [5, 7, 9, 12];

/** Levels below which nothing is said. */
const FEWEST = 6;

/** What there is at least comes of growth that falls so much faster than it did; what there may be at most of growth that falls half as fast, times this. */
const FASTER = 4;
const SLOWER = 0.5;
const MARGIN = 8;

/** How often as many states as are known may be told as an end. What is said to be more is not known at all. */
const IN_SIGHT = 1000;

/** Levels after which an extrapolation that has not come down is given up. */
const LONGEST = 10_000;

/**
 * Extrapolates how many states there are from the number of states of each level that is known in full. The growth from one level to the next mostly falls in a
 * straight line, on a logarithmic scale: first levels grow, then they shrink. The line is laid through the last levels, several times, and the
 * range goes from the least of what comes out if growth falls faster from then on, to the most if it falls more slowly.
 *
 * It is no bound: a protocol that begins anew, after a reconnect, say, grows again after it has shrunk. Null if there are too few levels.
 */
export function estimateOf(levels: readonly number[], known: number): Estimate | null {
  if (levels.length < FEWEST + 1) return null;
  const growth = levels.slice(1).map((states, i) => Math.log(states / (levels[i] ?? 1)));
  const windows = WINDOWS.filter((window) => window <= growth.length).map((window) => growth.slice(-window));
  const lows = windows.map((some) => totalOf(levels, some, FASTER)).filter((total) => total !== null);
  const highs = windows.map((some) => totalOf(levels, some, SLOWER));
  const ended = highs.filter((total) => total !== null);
  const most = Math.max(known, ...ended.map((total) => total * MARGIN));
  const isInSight = ended.length === highs.length && most <= known * IN_SIGHT;
  return {
    known,
    least: lows.length === 0 ? known : Math.max(known, Math.min(...lows)),
    most: isInSight ? most : null,
  };
}

/**
 * All states, if growth goes on along the line through these values, from the end of which on it falls so many times as fast; null if that
 * does not come to an end.
 */
function totalOf(levels: readonly number[], growth: readonly number[], faster: number): number | null {
  const { start, slope } = lineThrough(growth);
  if (slope >= 0) return null;
  let total = levels.reduce((sum, states) => sum + states, 0);
  let size = Math.log(levels.at(-1) ?? 1);
  let step = start + slope * (growth.length - 1);
  for (let i = 0; i < LONGEST; i++) {
    step += slope * faster;
    size += step;
    if (size < 0) return total;
    total += Math.exp(size);
    if (!Number.isSafeInteger(Math.round(total))) return null;
  }
  return null;
}

/** The straight line with the least squares of distances. */
function lineThrough(values: readonly number[]): { readonly start: number; readonly slope: number } {
  const count = values.length;
  const middle = (count - 1) / 2;
  const mean = values.reduce((sum, value) => sum + value, 0) / count;
  const [across, along] = values.reduce(
    ([product, square], value, i) => [product + (i - middle) * (value - mean), square + (i - middle) ** 2],
    [0, 0],
  );
  const slope = across / along;
  return { start: mean - slope * middle, slope };
}
