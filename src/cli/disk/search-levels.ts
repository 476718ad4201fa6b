import { LevelSearch, type Surroundings } from '../../levels/level-search.ts';
import type { Outcome } from '../../search/outcome.ts';
import type { SearchFlags } from '../arguments/options.ts';
import type { Prepared } from '../loading/prepare.ts';
import type { Interrupt } from '../running/interrupt.ts';
import { ProgressLine } from '../terminal/progress-line.ts';
import { progressParts, settingsOf } from './requirements.ts';

/** Searches level by level, with progress, until an interrupt. @param open gets ready who keeps states, and has them expanded */
export async function searchLevels(
  { instance }: Prepared,
  flags: SearchFlags,
  interrupt: Interrupt,
  open: () => Promise<Pick<Surroundings, 'levels' | 'hello'>>,
): Promise<Outcome> {
  const line = new ProgressLine(instance.variant ?? instance.name);
  const began = performance.now();
  try {
    const search = new LevelSearch(instance, settingsOf(flags), {
      ...(await open()),
      progress: (progress) => line.say(() => progressParts(progress)),
      milliseconds: () => performance.now() - began,
      stop: () => (interrupt.requested ? 'interrupted' : null),
    });
    return await search.run();
  } finally {
    line.erase();
  }
}
