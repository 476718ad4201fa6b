import { setImmediate as breathe } from 'node:timers/promises';
import type { Instance } from '../../model/instance.ts';
import { growthText } from '../../report/searches/statistics.ts';
import { shown } from '../../report/searches/verdict.ts';
import { counted, seconds } from '../../report/text.ts';
import type { Outcome } from '../../search/outcome.ts';
import { advance, Search } from '../../search/search.ts';
import type { SearchOptions } from '../../search/settings.ts';
import { type SearchFlags, searchOf } from '../arguments/options.ts';
import { hiringFor } from '../crew/crew.ts';
import type { Prepared } from '../loading/prepare.ts';
import { ProgressLine, tell } from '../terminal/progress-line.ts';
import { Interrupt } from './interrupt.ts';
import { MemoryLimit } from './memory.ts';
import { SearchTrace } from './search-trace.ts';
import { Watchdog } from './watchdog.ts';

/** Milliseconds of searching between two looks at memory, terminal and signals. */
const SLICE = 25;

/** Seconds after which it is told what grows: whoever waits for ever should learn why before a limit strikes. */
const LONG = 5;

/** Milliseconds after which each search that ends is told at once, if several follow one another. */
const PATIENCE = 1000;

/** What a search is driven by. */
export interface Drive {
  readonly options: SearchOptions;
  readonly memory: MemoryLimit;
  readonly interrupt: Interrupt;
}

/** Searches until the end, a limit or an interrupt. */
export async function drive(instance: Instance, { options, memory, interrupt }: Drive): Promise<Search> {
  const trace = SearchTrace.asked();
  trace?.begin(instance);
  const search = new Search(instance, { ...options, log: trace ?? undefined });
  const line = new ProgressLine(instance.variant ?? instance.name);
  try {
    let hinted = false;
    while (!advance(search, SLICE)) {
      Watchdog.get().pulse();
      const progress = search.progress();
      line.show(progress);
      if (!hinted && progress.seconds > LONG) {
        hinted = true;
        line.note(growthText(search.outcome().statistics));
      }
      if (interrupt.requested) search.stop('interrupted');
      else if (memory.isReached(progress.bytes)) search.stop('max-memory');
      await breathe();
    }
  } finally {
    line.erase();
    trace?.close();
  }
  if (search.failure !== null)
    tell(`the search went on with one worker, since others could not: ${search.failure}`);
  return search;
}

/** Searches one after the other; an interrupt leaves out those that have not begun. */
export async function driveAll(
  all: readonly Prepared[],
  flags: Omit<SearchFlags, 'search' | 'seed'>,
): Promise<readonly Outcome[]> {
  const options = searchOf({ ...flags, search: 'bfs' });
  const memory = new MemoryLimit(flags.maxMemory);
  const interrupt = new Interrupt().listen();
  const began = performance.now();
  const outcomes: Outcome[] = [];
  // Before the first is searched: what is wrong with options is wrong for all.
  const hirings = all.map((prepared) => hiringFor(prepared, flags));
  for (const [i, { instance }] of all.entries()) {
    if (interrupt.requested) break;
    const hiring = hirings[i];
    const search = await drive(instance, { options: { ...options, hiring }, memory, interrupt });
    const outcome = search.outcome();
    outcomes.push(outcome);
    const isSlow = performance.now() - began > PATIENCE;
    if (isSlow && all.length > 1) tellFinished(`${outcomes.length}/${all.length}`, instance, outcome);
  }
  interrupt.release();
  return outcomes;
}

/** Tells a search that has ended at once: the table of all comes only at the end. */
function tellFinished(place: string, { name, variant }: Instance, { properties, statistics }: Outcome): void {
  const verdicts = shown(properties).map(({ verdict }) => verdict);
  const counts = [...new Set(verdicts)].map(
    (each) => `${verdicts.filter((other) => other === each).length} ${each}`,
  );
  const size = `${counted(statistics.distinctStates, 'state')}, ${seconds(statistics.seconds)}`;
  tell(`${place} ${variant ?? name}: ${counts.join(', ')}; ${size}`);
}
