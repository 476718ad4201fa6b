import type { Difference } from '../trace/difference.ts';
import type { Trace } from '../trace/trace.ts';
import type { Driver } from './driver.ts';
import { play, type RunResult, type Waiting } from './run-play.ts';

export type { RunResult } from './run-play.ts';

/** Many traces, which may be made one by one; a suite of test paths is one. */
export interface Traces {
  traces(): Iterable<Trace>;
}

/** What became of many paths: run one after another, up to the first that differs. */
export type SuiteResult =
  | { readonly verdict: 'passed'; readonly paths: number; readonly steps: number }
  | {
      readonly verdict: 'differs';
      /** Which path differs, counted from 1. */
      readonly path: number;
      readonly difference: Difference;
    };

/**
 * Runs an implementation along a trace, and compares what it shows with the model after every step.
 *
 * @returns that it passed, or the first difference
 * @throws Error if the driver does not fit the model: a message was not reported, say
 */
export function runTrace<M>(driver: Driver<M>, trace: Trace): Promise<RunResult> {
  return overTime(play(driver, trace));
}

/**
 * The same for a driver that never makes one wait.
 *
 * @throws Error also if the driver returns a promise
 */
export function runTraceSync<M>(driver: Driver<M>, trace: Trace): RunResult {
  return atOnce(play(driver, trace));
}

/** Runs an implementation along all paths of a suite, up to the first that differs. */
export function runSuite<M>(driver: Driver<M>, suite: Traces): Promise<SuiteResult> {
  return overTime(playAll(driver, suite));
}

/** The same for a driver that never makes one wait. */
export function runSuiteSync<M>(driver: Driver<M>, suite: Traces): SuiteResult {
  return atOnce(playAll(driver, suite));
}

function* playAll<M>(driver: Driver<M>, suite: Traces): Waiting<SuiteResult> {
  let paths = 0;
  let steps = 0;
  for (const trace of suite.traces()) {
    paths++;
    const result = yield* play(driver, trace);
    if (result.verdict === 'differs') return { ...result, path: paths };
    steps += result.steps;
  }
  return { verdict: 'passed', paths, steps };
}

async function overTime<T>(waiting: Waiting<T>): Promise<T> {
  let next = waiting.next();
  while (!next.done) next = await settled(waiting, next.value);
  return next.value;
}

/** Waits, and goes on with what came of it. */
function settled<T>(waiting: Waiting<T>, value: unknown) {
  return Promise.resolve(value).then(
    (result) => waiting.next(result),
    (thrown: unknown) => waiting.throw(thrown),
  );
}

function atOnce<T>(waiting: Waiting<T>): T {
  let next = waiting.next();
  while (!next.done) {
    if (isPromise(next.value))
      throw new Error('this driver returns promises; run it with runTrace or runSuite');
    next = waiting.next(next.value);
  }
  return next.value;
}

function isPromise(value: unknown): value is PromiseLike<unknown> {
  return typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function';
}
