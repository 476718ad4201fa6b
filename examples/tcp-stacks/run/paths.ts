import type { Trace } from 'allways';
import { type Difference, runTrace } from 'allways/testing';
import type { Subjects } from '../driver/driver.ts';
import { TcpDriver } from '../driver/driver.ts';
import type { Side } from '../driver/hosts.ts';
import type { Exchange } from '../driver/real-end.ts';
import { mayHaveSlipped } from './slips.ts';

/** What became of one path. */
export interface PathResult {
  /** Its place in the suite, from 1. */
  readonly path: number;
  /** `slipped`: the machine was too slow for a stack with real time, however often it was tried; nothing is known. */
  readonly verdict: 'agrees' | 'differs' | 'slipped';
  readonly difference: Difference | null;
  /** How often each tolerance was needed. */
  readonly tolerated: ReadonlyMap<string, number>;
  /** What was said to each real side, and what it answered. */
  readonly exchanges: ReadonlyMap<Side, readonly Exchange[]>;
  /** How often it was tried again because a clock had slipped. */
  readonly repeated: number;
}

const MOST_TRIES = 10;

/** Takes stacks along one path. What differs after a timer may have fired by itself is tried again. */
export async function runPath(subjects: Subjects, trace: Trace, path: number): Promise<PathResult> {
  for (let repeated = 0; ; repeated++) {
    const driver = new TcpDriver(subjects, trace);
    const difference = await differenceOn(driver, trace);
    const ends = [...driver.ends];
    const exchanges = new Map(ends.map(([side, end]) => [side, end.exchanges]));
    const tolerated = sum(ends.map(([, end]) => end.tolerated));
    const told = { path, tolerated, exchanges, repeated };
    if (difference === null) return { ...told, verdict: 'agrees', difference: null };
    if (!ends.some(([, end]) => mayHaveSlipped(end.exchanges)))
      return { ...told, verdict: 'differs', difference };
    if (repeated === MOST_TRIES) return { ...told, verdict: 'slipped', difference: null };
  }
}

/** The first difference along the path, or at its end. */
async function differenceOn(driver: TcpDriver, trace: Trace): Promise<Difference | null> {
  const result = await runTrace(driver, trace);
  if (result.verdict === 'differs') return result.difference;
  const end = await driver.finish();
  if (end === null) return null;
  const { side: endpoint, cause } = end;
  const found = cause instanceof Error ? cause.message : String(cause);
  return { what: 'error', expected: null, found, step: trace.steps.length, endpoint, trace, cause };
}

/** Takes stacks along all paths. */
export async function runPaths(subjects: Subjects, traces: Iterable<Trace>): Promise<readonly PathResult[]> {
  const results: PathResult[] = [];
  for (const trace of traces) results.push(await runPath(subjects, trace, results.length + 1));
  return results;
}

function sum(counts: readonly ReadonlyMap<string, number>[]): ReadonlyMap<string, number> {
  const total = new Map<string, number>();
  for (const each of counts)
    for (const [name, count] of each) total.set(name, (total.get(name) ?? 0) + count);
  return total;
}
