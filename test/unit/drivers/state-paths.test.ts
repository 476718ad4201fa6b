import { TestModel } from '@xstate/test';
import { describe, expect, it } from 'vitest';
import twoLetters from '../../../machines/toys/two-letters/model.ts';
import { check, instantiate, parsePath, replay } from '../../../src/index.ts';
import { composedLogic, testPaths, toStatePath, toStatePaths } from '../../../src/testing.ts';
import courier from '../../fixtures/courier.ts';

const instance = instantiate(courier);
const trace = replay(instance.model, parsePath('0/0/1'));

describe('a StatePath', () => {
  const { state, steps, weight } = toStatePath(trace);

  it('begins with the start, and has each action with the state after it', () => {
    expect(steps.map(({ event }) => event)).toEqual([
      { type: 'xstate.init', index: -1 },
      { type: 'event', index: 0 },
      { type: 'deliver', index: 0 },
      { type: 'deliver', index: 1 },
    ]);
    expect(steps.map((step) => step.state.endpoints.sender?.value)).toEqual([
      'idle',
      'waiting',
      'waiting',
      'idle',
    ]);
    expect(weight).toBe(3);
  });

  it('ends where the trace does, and tells the step that led there', () => {
    expect(state).toEqual(steps.at(-1)?.state);
    expect(state).toMatchObject({ status: 'active', path: [0, 0, 1], step: trace.steps[2] });
  });

  it('is made of every path of a suite', () => {
    const suite = testPaths(courier, 'faults');
    expect(toStatePaths(suite).map((path) => path.state.path)).toEqual(suite.paths.map(({ path }) => path));
  });
});

describe('a model as the logic of one actor', () => {
  it.each([
    ['two letters', twoLetters, {}],
    ['two letters in FIFO order', twoLetters, { set: { order: 'fifo' } }],
    ['courier', courier, { set: { rounds: 1 } }],
  ] as const)('has the states of the search: %s', (_, model, options) => {
    const { logic, options: traversal } = composedLogic(model, options);
    const states = new TestModel(logic, traversal).getAllStates();
    const { statistics } = check(instantiate(model, options));
    expect(states).toHaveLength(statistics.distinctStates);
  });
});
