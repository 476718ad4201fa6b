import type { SearchStatistics } from '../../search/outcome.ts';
import type { Estimate } from '../../survey/estimate.ts';
import { painter } from '../paint.ts';
import { table } from '../table.ts';
import { bytes, count, counted, wrap } from '../text.ts';
import type { Look } from './check.ts';

/** Where states are kept, by how much longer a state takes there than in memory: docs/large.md tells how that was measured. */
const WAYS = {
  memory: 1,
  disk: 6,
  spark: 15,
} as const;

/** Bytes of a name in a state on disk, and of what stands beside the names. */
const NAME = 8;
const BESIDE = 12;

/** Share of memory that tables take at most while they grow, relative to what they hold. */
const GROWING = 1.6;

/** What is known of a search that has not ended. */
export interface EstimatedSearch {
  /** Null if there were too few levels. */
  readonly estimate: Estimate | null;
  readonly statistics: SearchStatistics;
  /** Bytes that a search may take. */
  readonly memory: number;
}

/** How many states there may be, what they take in memory, on disk and on a cluster, and which way to go. */
export function estimateReport({ estimate, statistics, memory }: EstimatedSearch, look: Look): string {
  const { distinctStates, frontier, depth, statesPerSecond, bytesPerState } = statistics;
  const seen = `Seen: ${counted(distinctStates, 'state')}, ${count(frontier)} of them not yet expanded, down to depth ${depth}; ${counted(statesPerSecond, 'state')} and ${bytes(statesPerSecond * bytesPerState)} a second.`;
  if (estimate === null) {
    return wrap(
      `${seen} That is too little to estimate from: there are too few levels. Let it search longer (--max-seconds).`,
      look.width,
    ).join('\n');
  }
  const { least, most } = estimate;
  const far = most ?? least * 10;
  const rows = Object.entries(WAYS).map(([way, times]) => {
    const each = way === 'memory' ? bytesPerState : bytesOnDisk(statistics);
    const rate = statesPerSecond / times;
    return [
      { text: WHERE[way as keyof typeof WAYS] },
      { text: `${bytes(least * each)} to ${bytes(far * each)}` },
      { text: `${lasting(least / rate)} to ${lasting(far / rate)}` },
    ];
  });
  return [
    ...wrap(seen, look.width),
    ...wrap(
      most === null
        ? `No end is in sight: levels still grow, or grow again. There are ${rounded(least)} states or more; the table goes up to ten times as many.`
        : `If levels go on growing as they did, there are ${rounded(least)} to ${rounded(most)} states. That is no bound: a protocol that begins anew, after a reconnect, say, grows again.`,
      look.width,
    ),
    '',
    table(
      [{ head: 'where' }, { head: 'space' }, { head: 'time, one core' }],
      rows,
      look.width,
      painter(look.color),
    ),
    '',
    ...wrap(adviceOf(far * bytesPerState * GROWING, memory), look.width),
  ].join('\n');
}

const WHERE: Readonly<Record<keyof typeof WAYS, string>> = {
  memory: 'in memory',
  disk: 'on disk (--on-disk)',
  spark: 'on Spark',
};

function bytesOnDisk({ sizes }: SearchStatistics): number {
  const atOnce = sizes.reduce((most, { atOnce: some = 0 }) => Math.max(most, some), 0);
  return (sizes.length - 1 + atOnce) * NAME + BESIDE;
}

function adviceOf(needed: number, memory: number): string {
  if (needed < memory)
    return `Search in memory: it holds ${bytes(memory)} (--max-memory), and that is enough for all of the range.`;
  if (needed < memory * 4)
    return `It may be too much for ${bytes(memory)} of memory (--max-memory): lower a bound of the model first, try --reduce, or keep states --on-disk.`;
  return `It is too much for ${bytes(memory)} of memory (--max-memory): lower a bound of the model first, or try --reduce; else keep states --on-disk, or go to Spark, for a day's work and more. docs/large.md compares them.`;
}

/** A number to two digits, as exact as an estimate is. */
function rounded(value: number): string {
  const digits = Math.max(0, Math.floor(Math.log10(Math.max(1, value))) - 1);
  const scale = 10 ** digits;
  return (Math.round(value / scale) * scale).toLocaleString('en-US');
}

function lasting(seconds: number): string {
  if (seconds < 120) return `${Math.max(1, Math.round(seconds))} s`;
  if (seconds < 7200) return `${Math.round(seconds / 60)} min`;
  return seconds < 172_800 ? `${Math.round(seconds / 3600)} h` : `${Math.round(seconds / 86_400)} days`;
}
