import { describe, expect, it } from 'vitest';
import {
  type ActionPath,
  type AnyModel,
  check,
  formatPath,
  type Instance,
  type InstanceOptions,
  instantiate,
  type Outcome,
  type PropertyOutcome,
  parsePath,
  replay,
  Search,
  type Trace,
} from '../../src/index.ts';
import type { AnyStateView, AnyStepView } from '../../src/language/forgotten.ts';
import { stepCount, stepsOf } from '../../src/model/action-path.ts';
import { replayThroughActors } from '../support/actors.ts';
import { scaled } from '../support/law.ts';
import { followNaively, viewText } from '../support/naive/follow.ts';
import { systemOf } from '../support/naive/system.ts';
import { lawModels } from '../support/project-models.ts';
import { forRandomModels } from '../support/random-models/run.ts';

const RUNS = scaled(150);
const models = await lawModels();

describe('a path that decides a property', () => {
  it('replays to a trace whose end decides it, and nothing before', () => {
    let decided = 0;
    forRandomModels(RUNS, (sample) => {
      decided += decidedBy(sample.outcome).length;
      expectEndsToDecide(sample, sample.outcome);
    });
    expect(decided).toBeGreaterThan(RUNS / 2);
  });

  it('is a path of XState actors, too', () => {
    forRandomModels(RUNS, (sample) => {
      for (const { path } of decidedBy(sample.outcome)) expectActorsToFollow(sample, path);
    });
  });

  it.each(models)('is both in $title', ({ model, options }) => {
    const subject = { model, options, instance: instantiate(model, options) };
    const outcome = check(subject.instance);
    expectEndsToDecide(subject, outcome);
    for (const { path } of decidedBy(outcome)) expectActorsToFollow(subject, path);
  });
});

describe('a random walk', () => {
  it('is a path of the naive explorer and of XState actors', () => {
    let steps = 0;
    forRandomModels(RUNS, (sample) => {
      const search = new Search(sample.instance, { order: 'random', seed: 11, walkLength: 30 });
      while (!search.advance(1000));
      const path = search.walk();
      steps += stepCount(path);
      followNaively(systemOf(sample.model, sample.options), replay(sample.instance.model, path));
      expectActorsToFollow(sample, path);
    });
    expect(steps).toBeGreaterThan(RUNS * 10);
  });
});

describe('actors', () => {
  it('do not follow a trace from which the effect of a step was taken away', () => {
    let forgeries = 0;
    forRandomModels(RUNS, ({ model, instance, outcome }) => {
      const traces = decidedBy(outcome).map(({ path }) => replay(instance.model, path));
      for (const forged of traces.flatMap(withoutEffect)) {
        expect(replayThroughActors(model.build(instance.parameters), forged)).not.toEqual([]);
        forgeries++;
      }
    });
    expect(forgeries).toBeGreaterThan(RUNS / 10);
  });
});

/** The trace up to the first step that visibly changes a local state, as if it had not; nothing if there is none. */
function withoutEffect(trace: Trace): Trace[] {
  const states = [trace.initial, ...trace.steps.map(({ after }) => after)];
  const texts = states.map(({ endpoints }) =>
    viewText({ endpoints, network: [], channels: {}, partitions: {}, history: null }),
  );
  const index = trace.steps.findIndex(({ action }, i) => 'endpoint' in action && texts[i] !== texts[i + 1]);
  const step = trace.steps[index];
  if (step === undefined) return [];
  return [{ ...trace, steps: [...trace.steps.slice(0, index), { ...step, after: at(states, index) }] }];
}

interface Subject {
  readonly model: AnyModel;
  readonly options: InstanceOptions;
  readonly instance: Instance;
}

type Decided = Extract<PropertyOutcome, { path: ActionPath }>;

/** Kinds of properties that a path decides. */
const SAFETY: readonly string[] = ['invariant', 'step', 'deadlock-free', 'reachable', 'no-throw'];

function decidedBy({ properties }: Outcome): Decided[] {
  return properties.filter(
    (property): property is Decided => 'path' in property && SAFETY.includes(property.kind),
  );
}

function expectEndsToDecide(subject: Subject, outcome: Outcome): void {
  for (const finding of decidedBy(outcome)) {
    const trace = replay(subject.instance.model, parsePath(formatPath(finding.path)));
    expect(trace.steps.map(({ index }) => index)).toEqual(stepsOf(finding.path));
    expect(decidingSteps(subject, finding, trace)).toEqual([stepCount(finding.path)]);
  }
}

function expectActorsToFollow({ model, instance }: Subject, path: ActionPath): void {
  expect(replayThroughActors(model.build(instance.parameters), replay(instance.model, path))).toEqual([]);
}

/** After which numbers of steps the property is decided, according to what the trace shows. */
function decidingSteps(subject: Subject, { name }: Decided, trace: Trace): number[] {
  const { properties, parameters } = subject.instance;
  const property = properties.find((other) => other.name === name);
  const states: AnyStateView[] = [trace.initial, ...trace.steps.map(({ after }) => after)];
  const numbers = states.map((_, i) => i);
  switch (property?.kind) {
    case 'invariant':
      return numbers.filter((i) => !property.holds(at(states, i), parameters));
    case 'step':
      return numbers.filter((i) => i > 0 && !property.holds(stepView(trace, states, i), parameters));
    case 'reachable':
      return numbers.filter((i) => {
        if (property.state !== undefined) return property.state(at(states, i), parameters);
        return i > 0 && property.step?.(stepView(trace, states, i), parameters) === true;
      });
    case 'deadlock-free':
      expectDeadlock(subject, trace, at(states, trace.steps.length));
      return [trace.steps.length];
    case 'eventually':
    case 'infinitely-often':
    case 'stabilizes':
    case 'recoverable':
    case 'leads-to':
    case 'ltl':
      throw new Error('no path alone decides a claim about the long run');
    case undefined:
      expectThrow(subject, trace);
      return [trace.steps.length];
  }
}

/** That nothing can happen any more is for the naive explorer to say. */
function expectDeadlock({ model, options, instance }: Subject, trace: Trace, last: AnyStateView): void {
  const { steps, thrown, cuts } = followNaively(systemOf(model, options), trace).found;
  expect([steps.length, thrown, cuts]).toEqual([0, 0, 0]);
  expect(model.final?.(last, instance.parameters) ?? false).toBe(false);
}

function expectThrow({ model, options }: Subject, trace: Trace): void {
  expect(trace.steps.findIndex(({ thrown }) => thrown !== null)).toBe(trace.steps.length - 1);
  expect(followNaively(systemOf(model, options), trace).found.thrown).toBeGreaterThan(0);
}

function stepView(trace: Trace, states: readonly AnyStateView[], number: number): AnyStepView {
  const { action, observations, sent } = at(trace.steps, number - 1);
  return {
    before: at(states, number - 1),
    action,
    after: at(states, number),
    observations,
    sent: sent.map(({ message }) => message),
  };
}

function at<T>(list: readonly T[], index: number): T {
  const value = list[index];
  if (value === undefined) throw new RangeError(`no element ${index}`);
  return value;
}
