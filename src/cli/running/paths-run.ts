import { setImmediate as breathe } from 'node:timers/promises';
import type { TestCriterion } from '../../paths/criteria/criteria.ts';
import type { TestSuite } from '../../paths/suite.ts';
import { TestPathSearch } from '../../paths/test-paths.ts';
import { count } from '../../report/text.ts';
import { advance } from '../../search/search.ts';
import { type ModelFlags, type SearchFlags, settings } from '../arguments/options.ts';
import type { Prepared } from '../loading/prepare.ts';
import { ProgressLine, withProgress } from '../terminal/progress-line.ts';
import { Interrupt } from './interrupt.ts';
import { MemoryLimit } from './memory.ts';
import { Watchdog } from './watchdog.ts';

/** What to make paths of. */
export interface PathsFlags extends ModelFlags, Pick<SearchFlags, 'maxStates' | 'maxSeconds' | 'maxMemory'> {
  readonly cover: readonly string[];
  readonly length: number;
  readonly to?: string;
}

/** Milliseconds of searching between two looks at memory, terminal and signals. */
const SLICE = 25;

/** Searches until the end, a limit or an interrupt, and makes the suite of what was reached. */
export async function runPaths(
  { loaded, instance }: Prepared,
  criteria: readonly TestCriterion[],
  flags: PathsFlags,
): Promise<TestSuite> {
  const memory = new MemoryLimit(flags.maxMemory);
  const interrupt = new Interrupt().listen();
  const { maxStates, maxSeconds, variant } = flags;
  const set = settings(loaded.model.parameters, flags.set);
  const search = new TestPathSearch(loaded.model, criteria, { variant, set, maxStates, maxSeconds });
  const line = new ProgressLine(instance.variant ?? instance.name);
  try {
    while (!advance(search, SLICE)) {
      Watchdog.get().pulse();
      const progress = search.progress();
      line.show(progress);
      if (interrupt.requested) search.stop('interrupted');
      else if (memory.isReached(progress.bytes)) search.stop('max-memory');
      await breathe();
    }
  } finally {
    line.erase();
    interrupt.release();
  }
  return withProgress(`${instance.variant ?? instance.name}: choosing paths`, (choice) =>
    search.suite((candidates, chosen) =>
      choice.say(() => [`${count(candidates)} candidates`, `${count(chosen)} chosen`]),
    ),
  );
}
