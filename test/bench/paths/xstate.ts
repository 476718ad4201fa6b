import { createShortestPathsGen, TestModel } from '@xstate/test';
import { getShortestPaths, type StatePath } from 'xstate/graph';
import { instantiate } from '../../../src/index.ts';
import { type ComposedEvent, type ComposedSnapshot, composedLogic } from '../runs/composed-logic.ts';
import type { PathsJob } from '../runs/job.ts';
import { loadModel } from '../runs/load.ts';
import { peakBytes, Stopwatch } from '../runs/stopwatch.ts';
import type { PathsMeasurement } from './measurement.ts';

type Composed = ReturnType<typeof composedLogic>;
type Path = StatePath<ComposedSnapshot, ComposedEvent>;

/** What an engine makes, and how many states it has seen. */
interface Found {
  readonly paths: readonly Path[];
  readonly distinctStates: number;
}

/** Finds a shortest path to every state with xstate/graph. */
export function shortestPaths({ logic, options }: Composed): Found {
  const paths = getShortestPaths(logic, options);
  return { paths, distinctStates: paths.length };
}

/** The same with @xstate/test, which leaves out the paths that another one begins with. */
export function testModelPaths({ logic, options }: Composed): Found {
  let distinctStates = 0;
  const generate = createShortestPathsGen<ComposedSnapshot, ComposedEvent, unknown>();
  const paths = new TestModel(logic, options).getPaths((...wanted) => {
    const all = generate(...wanted);
    distinctStates = all.length;
    return all;
  });
  return { paths, distinctStates };
}

/** Finds paths to every state, in this process. */
export async function runXstatePaths(
  { subject: { file, set } }: PathsJob,
  find: (composed: Composed) => Found,
): Promise<PathsMeasurement> {
  const model = await loadModel(file);
  const watch = new Stopwatch();
  const { paths, distinctStates } = find(composedLogic(instantiate(model, { set }).model));
  const times = watch.stop();
  const peakMemoryBytes = peakBytes();
  const onPaths = paths.flatMap((path) => path.steps.map((step) => step.state.state.join()));
  return {
    criteria: ['every-state'],
    distinctStates,
    searchedStates: distinctStates,
    goals: distinctStates,
    reached: new Set(onPaths).size,
    paths: paths.length,
    steps: paths.reduce((sum, { weight }) => sum + weight, 0),
    longest: paths.reduce((most, { weight }) => Math.max(most, weight), 0),
    lowerBound: null,
    ...times,
    peakMemoryBytes,
  };
}
