import { setImmediate as breathe } from 'node:timers/promises';
import { LogSearch } from '../../drivers/logs/log-search.ts';
import type { Log } from '../../language/log.ts';
import type { Instance } from '../../model/instance.ts';
import { count } from '../../report/text.ts';
import type { Validation } from '../../trace/validation.ts';
import type { SearchFlags } from '../arguments/options.ts';
import { ProgressLine } from '../terminal/progress-line.ts';
import { Interrupt } from './interrupt.ts';
import { MemoryLimit } from './memory.ts';
import { Watchdog } from './watchdog.ts';

/** What limits the search for an explanation. */
export interface ValidateFlags extends Pick<SearchFlags, 'maxStates' | 'maxSeconds' | 'maxMemory'> {
  readonly mayMiss?: readonly string[];
}

/** States that are looked at between two looks at memory, terminal and signals. */
const SLICE = 200;

/** Searches for a behaviour that explains the log, until the end, a limit or an interrupt. */
export async function runValidation(instance: Instance, log: Log, flags: ValidateFlags): Promise<Validation> {
  const { maxStates, maxSeconds = Number.POSITIVE_INFINITY, mayMiss } = flags;
  const memory = new MemoryLimit(flags.maxMemory);
  const interrupt = new Interrupt().listen();
  const search = new LogSearch(instance.model, log, { maxStates, mayMiss });
  const line = new ProgressLine(instance.variant ?? instance.name);
  const began = performance.now();
  try {
    while (!search.advance(SLICE)) {
      Watchdog.get().pulse();
      const of = `${count(search.explained)} of ${count(log.sightings.length)} explained`;
      line.say(() => [of, `${count(search.states)} states`]);
      if (interrupt.requested) search.stop('interrupted');
      else if (memory.isReached(0)) search.stop('max-memory');
      else if (performance.now() - began > maxSeconds * 1000) search.stop('max-seconds');
      await breathe();
    }
  } finally {
    line.erase();
    interrupt.release();
  }
  return search.validation();
}
