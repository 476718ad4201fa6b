import type { Instance } from '../../model/instance.ts';
import type { Outcome } from '../../search/outcome.ts';
import { type Estimate, estimateOf } from '../../survey/estimate.ts';
import { type SearchFlags, searchOf } from '../arguments/options.ts';
import { drive } from '../running/drive.ts';
import { Interrupt } from '../running/interrupt.ts';
import { MemoryLimit } from '../running/memory.ts';

/** Seconds after which a search has shown how it grows. */
const LONG_ENOUGH = 10;

/** Searches for a while, and extrapolates from how levels have grown. */
export async function runEstimate(
  instance: Instance,
  flags: SearchFlags,
): Promise<{ readonly outcome: Outcome; readonly estimate: Estimate | null }> {
  const interrupt = new Interrupt().listen();
  try {
    const options = { ...searchOf(flags), maxSeconds: flags.maxSeconds ?? LONG_ENOUGH };
    const search = await drive(instance, { options, memory: new MemoryLimit(flags.maxMemory), interrupt });
    const outcome = search.outcome();
    return { outcome, estimate: estimateOf(search.levels, outcome.statistics.distinctStates) };
  } finally {
    interrupt.release();
  }
}
