import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ActorDriver } from '../../src/drivers/actors.ts';
import { type AnyModel, type InstanceOptions, ModelError } from '../../src/index.ts';
import { stepsOf } from '../../src/model/action-path.ts';
import {
  actorDriver,
  runSuiteSync,
  runTraceSync,
  type TestSuite,
  testPaths,
  toStatePaths,
  withIgnored,
} from '../../src/testing.ts';
import { assertLaw, scaled } from '../support/law.ts';
import { standsIn } from '../support/naive/stands-in.ts';
import { systemOf } from '../support/naive/system.ts';
import { lawModels } from '../support/project-models.ts';
import { modelSketch } from '../support/random-models/arbitrary.ts';
import { mistaken } from '../support/random-models/mistaken.ts';
import { choiceOf, modelOf } from '../support/random-models/model.ts';
import { forRandomModels } from '../support/random-models/run.ts';
import type { ModelSketch } from '../support/random-models/sketch.ts';

const RUNS = scaled(60);
const models = (await lawModels()).filter(({ options }) => options.variant === undefined);

describe('the actors of a model', () => {
  it('pass every reaction and every fault, and ignore what the model ignores', () => {
    let steps = 0;
    let ignored = 0;
    forRandomModels(RUNS, ({ model, options }) => {
      const suite = testPaths(model, ['reactions', 'faults'], options);
      const extended = withIgnored(model, suite, options);
      expect(runSuiteSync(actorDriver(model, options), extended)).toMatchObject({ verdict: 'passed' });
      for (const trace of extended.traces()) {
        steps += trace.steps.length;
        ignored += trace.steps.filter(({ index }) => index < 0).length;
      }
    });
    expect(steps).toBeGreaterThan(RUNS * 10);
    expect(ignored).toBeGreaterThan(RUNS / 8);
  });

  it.each(models)('pass the transitions and faults of $title', ({ model, options }) => {
    const suite = testPaths(model, ['transitions', 'faults'], options);
    const result = runSuiteSync(actorDriver(model, options), withIgnored(model, suite, options));
    expect(result).toMatchObject({ verdict: 'passed', paths: suite.paths.length });
  });
});

describe('machines with a mistake', () => {
  it('pass exactly the paths that they can follow', () => {
    const told = { passed: 0, differs: 0 };
    const law = fc.property(fc.tuple(modelSketch, fc.nat(), fc.nat()), ([sketch, at, which]) => {
      const subject = subjectOf(sketch);
      const other = withMistake(sketch, at % sketch.machines.length, which);
      const suite = other && suiteOfSmall(subject);
      if (other === null || suite === null) return;
      const system = systemOf(modelOf(other), subject.options);
      const driver = new ActorDriver(modelOf(other).build(system.parameters));
      for (const trace of suite.traces()) {
        const { verdict } = runTraceSync(driver, trace);
        expect(verdict).toBe(standsIn(system, trace) ? 'passed' : 'differs');
        told[verdict]++;
      }
    });
    assertLaw(law, scaled(200), ([sketch]) => [subjectOf(sketch)]);
    expect(told.differs).toBeGreaterThan(scaled(55));
    expect(told.passed).toBeGreaterThan(scaled(100));
  });
});

/** Its model, in which one machine has a mistake; null if that machine has nothing that could be one. */
function withMistake(sketch: ModelSketch, at: number, which: number): ModelSketch | null {
  const machine = sketch.machines[at];
  const wrong = machine === undefined ? null : mistaken(machine, which);
  return wrong && { ...sketch, machines: sketch.machines.map((each, i) => (i === at ? wrong : each)) };
}

function subjectOf(sketch: ModelSketch): { model: AnyModel; options: InstanceOptions } {
  return { model: modelOf(sketch), options: choiceOf(sketch) };
}

/** Paths for the reactions of a model that is not refused, and not too large; else null. */
function suiteOfSmall({ model, options }: { model: AnyModel; options: InstanceOptions }): TestSuite | null {
  try {
    const suite = testPaths(model, 'reactions', { ...options, maxStates: 400 });
    return suite.complete ? suite : null;
  } catch (error) {
    if (error instanceof ModelError) return null;
    throw error;
  }
}

describe('a StatePath', () => {
  it('has the actions of the path that it is made of', () => {
    forRandomModels(RUNS, ({ model, options }) => {
      const suite = testPaths(model, 'states', options);
      const actions = toStatePaths(suite).map(({ steps }) => steps.slice(1).map(({ event }) => event.index));
      expect(actions).toEqual(suite.paths.map(({ path }) => stepsOf(path)));
    });
  });
});
