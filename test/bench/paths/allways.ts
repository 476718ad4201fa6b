import { TestPathSearch } from '../../../src/testing.ts';
import { BenchError } from '../bench-error.ts';
import type { PathsJob } from '../runs/job.ts';
import { loadModel } from '../runs/load.ts';
import { peakBytes, Stopwatch } from '../runs/stopwatch.ts';
import type { PathsMeasurement } from './measurement.ts';

/** Milliseconds between two looks at the progress. */
const SLICE = 1000;

/** The search whose states are those of the model; the others have them beside what they remember. */
const PLAIN_SEARCH = 'states';

/** Makes test paths as `testPaths` does, in this process. */
export async function runAllwaysPaths({ subject }: PathsJob): Promise<PathsMeasurement> {
  const { file, set, criteria } = subject;
  const model = await loadModel(file);
  const watch = new Stopwatch();
  const search = new TestPathSearch(model, criteria, { set });
  let distinctStates = 0;
  let ended = false;
  while (!ended) {
    ended = search.advance(SLICE);
    if (search.title === PLAIN_SEARCH) ({ distinctStates } = search.progress());
  }
  const suite = search.suite();
  const times = watch.stop();
  if (!suite.complete) throw new BenchError(`not every goal of ${file} was decided: ${suite.ending}`);
  return {
    criteria: suite.criteria,
    distinctStates,
    searchedStates: suite.search.distinctStates,
    goals: suite.goals.total,
    reached: suite.goals.reached,
    paths: suite.paths.length,
    steps: suite.steps,
    longest: suite.longest,
    lowerBound: suite.lowerBound,
    ...times,
    peakMemoryBytes: peakBytes(),
  };
}
