import { describe, expect, it } from 'vitest';
import { actorDriver, runSuiteSync, testPaths, toStatePaths, withIgnored } from '../../src/index.ts';
import { scaled } from '../support/law.ts';
import { projectModels } from '../support/project-models.ts';
import { forRandomModels } from '../support/random-models/run.ts';

const RUNS = scaled(60);
const models = (await projectModels()).filter(({ options }) => options.variant === undefined);

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

describe('a StatePath', () => {
  it('has the actions of the path that it is made of', () => {
    forRandomModels(RUNS, ({ model, options }) => {
      const suite = testPaths(model, 'states', options);
      const actions = toStatePaths(suite).map(({ steps }) => steps.slice(1).map(({ event }) => event.index));
      expect(actions).toEqual(suite.paths.map(({ path }) => path));
    });
  });
});
