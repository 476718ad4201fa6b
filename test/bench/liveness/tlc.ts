import type { Verdict } from '../../../src/index.ts';
import { BenchError } from '../bench-error.ts';
import { runTlc } from '../tlc/tlc.ts';
import { tlcTools } from '../tlc/tools.ts';
import type { LivenessMeasurement } from './allways.ts';
import type { Claims, LivenessSubject } from './subjects.ts';

/**
 * What TLC takes for the same claims: one run for each, under weak fairness; or one for safety where there is none.
 *
 * @param claims names of those that were found to be asked for
 */
export async function livenessByTlc(
  { name, tla }: LivenessSubject,
  asked: Claims,
  claims: readonly string[],
): Promise<LivenessMeasurement> {
  const tools = tlcTools();
  if (tla === null || tools.missing !== null) throw new BenchError(`TLC cannot run ${name}`);
  const verdicts: Record<string, Verdict> = {};
  let [wallSeconds, cpuSeconds, peakMemoryBytes, distinctStates, transitions] = [0, 0, 0, 0, 0];
  for (const claim of asked === 'none' ? [null] : claims) {
    const found = await runTlc(tools.jar, tla, claim);
    if (claim !== null) verdicts[claim] = found.violated ? 'violated' : 'holds';
    wallSeconds += found.wallSeconds;
    cpuSeconds += found.cpuSeconds;
    peakMemoryBytes = Math.max(peakMemoryBytes, found.peakMemoryBytes);
    ({ distinctStates, transitions } = found);
  }
  return {
    distinctStates,
    transitions,
    claims: verdicts,
    wallSeconds,
    cpuSeconds,
    startSeconds: null,
    peakMemoryBytes,
  };
}
