import { check, instantiate } from '../../../src/index.ts';
import { BenchError } from '../bench-error.ts';
import type { Measurement } from '../measurement.ts';
import type { SearchJob } from './job.ts';
import { loadModel } from './load.ts';
import { profiled } from './profile.ts';
import { peakBytes, Stopwatch } from './stopwatch.ts';

/** Checks all properties of a model, in this process. */
export async function runAllways({ subject, profile }: SearchJob): Promise<Measurement> {
  const model = await loadModel(subject.file);
  const run = () => check(instantiate(model, { set: subject.set }));
  const watch = new Stopwatch();
  const { result, xstateShare } = profile ? profiled(run) : { result: run(), xstateShare: null };
  const times = watch.stop();
  const { complete, ending, statistics } = result;
  if (!complete) throw new BenchError(`the search of ${subject.file} did not see every state: ${ending}`);
  const { distinctStates, transitions, localTransitions } = statistics;
  return {
    distinctStates,
    transitions,
    ...times,
    bytesPerState: statistics.bytesPerState,
    peakMemoryBytes: peakBytes(),
    buildSeconds: null,
    memory: statistics.memory,
    asleep: statistics.asleep,
    xstateCalls: localTransitions,
    xstateShare,
  };
}
