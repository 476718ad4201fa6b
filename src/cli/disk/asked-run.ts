import type { Outcome } from '../../search/outcome.ts';
import type { SearchFlags } from '../arguments/options.ts';
import type { Prepared } from '../loading/prepare.ts';
import type { Interrupt } from '../running/interrupt.ts';
import { AskedLevels } from './asked-levels.ts';
import { Expanding } from './expanding.ts';
import { LineSocket } from './line-socket.ts';
import { requireSafety, requireSame } from './requirements.ts';
import { searchLevels } from './search-levels.ts';

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
  requireSafety(prepared, flags.property, '--store-over');
  const hello = new Expanding(prepared, flags.property, Number.POSITIVE_INFINITY).hello();
  const socket = new LineSocket(flags.storeOver);
  try {
    return await searchLevels(prepared, flags, interrupt, async () => {
      const levels = await AskedLevels.opened(socket, hello);
      if (levels.saved !== null) requireSame(levels.saved, hello.identity, flags.resume, levels.where);
      return { levels, hello };
    });
  } finally {
    socket.close();
  }
}
