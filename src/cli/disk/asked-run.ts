import { LevelSearch } from '../../levels/level-search.ts';
import type { Outcome } from '../../search/outcome.ts';
import type { SearchFlags } from '../arguments/options.ts';
import type { Prepared } from '../loading/prepare.ts';
import type { Interrupt } from '../running/interrupt.ts';
import { ProgressLine } from '../terminal/progress-line.ts';
import { AskedLevels } from './asked-levels.ts';
import { Expanding } from './expanding.ts';
import { LineSocket } from './line-socket.ts';
import { progressParts, requireSafety, requireSame, settingsOf } from './requirements.ts';

export interface AskedFlags extends SearchFlags {
  readonly storeOver: number;
  readonly resume?: true;
}

/**
 * Searches with states that another program keeps, and has expanded.
 *
 * @throws ModelError for what cannot be searched so, and for what goes wrong there
 */
export async function runAsked(
  prepared: Prepared,
  flags: AskedFlags,
  interrupt: Interrupt,
): Promise<Outcome> {
  const { instance } = prepared;
  requireSafety(prepared, flags.property, '--store-over');
  const hello = new Expanding(prepared, flags.property, Number.POSITIVE_INFINITY).hello();
  const socket = new LineSocket(flags.storeOver);
  const line = new ProgressLine(instance.variant ?? instance.name);
  const began = performance.now();
  try {
    const levels = await AskedLevels.opened(socket, hello);
    if (levels.saved !== null) requireSame(levels.saved, hello.identity, flags.resume, levels.where);
    const search = new LevelSearch(instance, settingsOf(flags), {
      levels,
      hello,
      progress: (progress) => line.say(() => progressParts(progress)),
      milliseconds: () => performance.now() - began,
      stop: () => (interrupt.requested ? 'interrupted' : null),
    });
    return await search.run();
  } finally {
    line.erase();
    socket.close();
  }
}
