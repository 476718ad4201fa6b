import { differenceReport } from '../report/ladders/difference.ts';
import type { Difference } from '../trace/difference.ts';
import type { Trace } from '../trace/trace.ts';
import type { Driver } from './driver.ts';
import { runSuite, runTrace, type Traces } from './run.ts';

/**
 * Runs an implementation along a trace.
 *
 * @throws Error at the first difference from the model: its message is the ladder up to there, and what was expected
 */
export async function assertTrace<M>(driver: Driver<M>, trace: Trace): Promise<void> {
  const result = await runTrace(driver, trace);
  if (result.verdict === 'differs') throw errorOf(result.difference);
}

/**
 * Runs an implementation along all paths of a suite.
 *
 * @throws Error at the first difference from the model, as `assertTrace`
 */
export async function assertSuite<M>(driver: Driver<M>, suite: Traces): Promise<void> {
  const result = await runSuite(driver, suite);
  if (result.verdict === 'differs') throw errorOf(result.difference);
}

function errorOf(difference: Difference): Error {
  const { cause } = difference;
  return new Error(differenceReport(difference), cause === undefined ? {} : { cause });
}
