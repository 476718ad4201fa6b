import { describe, expect, it } from 'vitest';
import { createMachine } from 'xstate';
import twoPhaseCommit from '../../../machines/toys/two-phase-commit/model.ts';
import { check, defineModel, endpoint, instantiate } from '../../../src/index.ts';
import { Steps } from '../../../src/model/steps.ts';
import { VisitedStates } from '../../../src/store/visited.ts';
import { initialOf } from '../../support/initial.ts';

/** After one of three choices: the second leads on to `bad`; of the third, the events are not known. */
function choice(holds: (value: unknown) => boolean) {
  const machine = createMachine({
    types: {} as { events: { type: 'FIRST' | 'SECOND' | 'THIRD' | 'GO' } },
    initial: 'start',
    states: {
      start: { on: { FIRST: 'first', SECOND: 'second', THIRD: 'third' } },
      first: {},
      second: { on: { GO: 'bad' } },
      third: {},
      bad: {},
    },
  });
  return defineModel({
    name: 'choice',
    parameters: {},
    build: () => ({
      endpoints: {
        one: endpoint(machine, {
          events: ({ value }) => {
            if (value === 'third') throw new Error('what may happen here?');
            return [{ type: 'FIRST' }, { type: 'SECOND' }, { type: 'THIRD' }, { type: 'GO' }];
          },
        }),
        other: endpoint(createMachine({})),
      },
      network: { carries: [] },
    }),
    properties: ({ invariant }) => [
      invariant({
        name: 'good',
        sentence: 'All is well.',
        holds: ({ endpoints }) => holds(endpoints.one.value),
      }),
    ],
  });
}

describe('states that are expanded together', () => {
  it('raise no error behind the state at which the search ends', () => {
    const { ending, properties } = check(instantiate(choice((value) => value !== 'bad')));
    expect([ending, properties[0]?.verdict]).toEqual(['decided', 'violated']);
  });

  it('raise the error of a state that the search goes on to', () => {
    expect(() => check(instantiate(choice(() => true)))).toThrow('what may happen here?');
  });

  it('wait until they are followed, for the statistics', () => {
    const { model } = instantiate(twoPhaseCommit, { set: { managers: 4 } });
    for (const maxStates of [10, 50, 100, 333, 1000]) {
      const { statistics } = check(instantiate(twoPhaseCommit, { set: { managers: 4 } }), { maxStates });
      const visited = new VisitedStates(model.width);
      const state = new Uint32Array(model.width);
      const steps = new Steps(model.width);
      const targets = new Int32Array(100);
      visited.add(initialOf(model), 0);
      let expanded = 0;
      let transitions = 0;
      for (; visited.size <= maxStates; expanded++) {
        visited.read(expanded, state);
        model.expand(state, steps);
        transitions += steps.count;
        visited.addAll(steps, targets);
      }
      const { distinctStates, frontier } = statistics;
      expect([distinctStates, statistics.transitions, frontier]).toEqual([
        visited.size,
        transitions,
        visited.size - expanded,
      ]);
    }
  });
});
