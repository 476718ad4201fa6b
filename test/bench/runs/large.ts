import { instantiate, Search } from '../../../src/index.ts';
import { BenchError } from '../bench-error.ts';
import type { Mark } from '../mark.ts';
import type { SearchJob } from './job.ts';
import { loadModel } from './load.ts';
import { peakBytes } from './stopwatch.ts';

/** The first mark, in distinct states; the others are its multiples by powers of ten. */
const FIRST_MARK = 10_000;

/** Milliseconds between two looks at the progress: short enough to tell where a mark was passed. */
const SLICE = 10;

/** Checks a model, and tells where the search stands at every power of ten of states and at the end. */
export async function runLarge({ subject }: SearchJob, tell: (mark: Mark) => void): Promise<void> {
  const model = await loadModel(subject.file);
  const cpu = process.cpuUsage();
  const search = new Search(instantiate(model, { set: subject.set }));
  const markAt = (complete: boolean): Mark => {
    const { distinctStates, transitions, seconds, bytes, componentBytes } = search.progress();
    const cpuSeconds = process.cpuUsage(cpu).user / 1e6;
    const peakMemoryBytes = peakBytes();
    return {
      distinctStates,
      transitions,
      wallSeconds: seconds,
      cpuSeconds,
      bytes: bytes - componentBytes,
      peakMemoryBytes,
      complete,
    };
  };
  let next = FIRST_MARK;
  while (!search.advance(SLICE)) {
    const { distinctStates } = search.progress();
    if (distinctStates < next) continue;
    tell(markAt(false));
    while (next <= distinctStates) next *= 10;
  }
  const { complete, ending } = search.outcome();
  if (!complete) throw new BenchError(`the search of ${subject.file} did not see every state: ${ending}`);
  tell(markAt(true));
}
