import { getShortestPaths } from 'xstate/graph';
import { instantiate } from '../../../src/index.ts';
import type { Measurement } from '../measurement.ts';
import { composedLogic } from './composed-logic.ts';
import type { SearchJob } from './job.ts';
import { loadModel } from './load.ts';
import { peakBytes, Stopwatch } from './stopwatch.ts';

/** Finds the shortest path to every state with xstate/graph, in this process. */
export async function runXstateGraph({ subject }: SearchJob): Promise<Measurement> {
  const model = await loadModel(subject.file);
  const memoryBefore = process.memoryUsage.rss();
  const watch = new Stopwatch();
  const { logic, options } = composedLogic(instantiate(model, { set: subject.set }).model);
  let transitions = 0;
  const serializeEvent: typeof options.serializeEvent = (event) => {
    transitions++;
    return event.type;
  };
  const paths = getShortestPaths(logic, { ...options, serializeEvent });
  const times = watch.stop();
  const peakMemoryBytes = peakBytes();
  return {
    distinctStates: paths.length,
    transitions,
    ...times,
    bytesPerState: (peakMemoryBytes - memoryBefore) / paths.length,
    peakMemoryBytes,
    buildSeconds: null,
    memory: null,
    asleep: null,
    xstateCalls: null,
    xstateShare: null,
  };
}
