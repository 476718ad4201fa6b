import { check, instantiate, type PropertyOutcome, type Verdict } from '../../../src/index.ts';
import { isLiveness } from '../../../src/language/property.ts';
import { BenchError } from '../bench-error.ts';
import type { LivenessJob } from '../runs/job.ts';
import { loadModel } from '../runs/load.ts';
import { peakBytes, Stopwatch } from '../runs/stopwatch.ts';
import type { Claims } from './subjects.ts';

/** The figures of one search with claims about the long run. */
export interface LivenessMeasurement {
  readonly distinctStates: number;
  readonly transitions: number;
  /** Claims that were decided, and what was found. */
  readonly claims: Readonly<Record<string, Verdict>>;
  /** Without the start of the process and without compiling anything; of Spin, of all its searches together. */
  readonly wallSeconds: number;
  readonly cpuSeconds: number;
  /** Null for Spin. */
  readonly startSeconds: number | null;
  readonly peakMemoryBytes: number;
}

/** How many of the claims are searched for, at most. */
const MOST: Readonly<Record<Claims, number>> = { none: 0, one: 1, all: Number.POSITIVE_INFINITY };

/** Decides claims about the long run, in this process. */
export async function runLiveness({ subject, claims: choice }: LivenessJob): Promise<LivenessMeasurement> {
  const model = await loadModel(subject.file);
  const watch = new Stopwatch();
  const instance = instantiate(model, { variant: subject.variant, set: subject.set });
  const names = instance.properties.filter(isLiveness).map(({ name }) => name);
  const asked = names.slice(0, MOST[choice]);
  const { complete, ending, statistics, properties } = check(instance, { properties: asked });
  const times = watch.stop();
  if (!complete || ending !== 'exhausted') throw new BenchError(`${subject.file} was not decided: ${ending}`);
  const { distinctStates, transitions } = statistics;
  const claims = verdictsOf(properties.filter(({ name }) => asked.includes(name)));
  return { distinctStates, transitions, claims, ...times, peakMemoryBytes: peakBytes() };
}

/** Verdicts by the names of properties. */
function verdictsOf(
  properties: readonly Pick<PropertyOutcome, 'name' | 'verdict'>[],
): Readonly<Record<string, Verdict>> {
  return Object.fromEntries(properties.map(({ name, verdict }) => [name, verdict]));
}
