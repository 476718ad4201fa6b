import { describe, expect, it } from 'vitest';
import type { AnyStateMachine } from 'xstate';
import { assign, fromPromise, fromTransition, sendTo, setup } from 'xstate-oldest';
import { check, defineModel, endpoint, instantiate } from '../../../../src/index.ts';

describe('a machine that the oldest supported copy of XState has made', () => {
  it('starts actors as others do', () => {
    const machine = setup({
      types: { context: {} as { n: unknown; heard: unknown } },
      actors: {
        load: fromPromise<unknown, undefined>(async () => 1),
        count: fromTransition((n: number) => (n + 1) % 2, 0),
      },
    }).createMachine({
      context: { n: null, heard: null },
      initial: 'busy',
      states: {
        busy: {
          invoke: [
            {
              src: 'load',
              id: 'l',
              onDone: { target: 'ok', actions: assign({ n: ({ event }) => event.output }) as never },
            },
            {
              src: 'count',
              id: 'c',
              onSnapshot: { actions: assign({ heard: ({ event }) => event.snapshot.context }) as never },
            },
          ],
          on: { UP: { actions: sendTo('c', { type: 'up' }) as never } },
        },
        ok: {},
      },
    });
    const model = defineModel({
      name: 'old',
      parameters: {},
      build: () => ({
        endpoints: {
          m: endpoint(machine as unknown as AnyStateMachine, {
            events: [{ type: 'UP' }],
            actors: { load: { done: [7] } },
          }),
          idle: endpoint(setup({}).createMachine({}) as unknown as AnyStateMachine),
        },
        network: { carries: [] },
      }),
      properties: [],
    });
    const { statistics, properties } = check(instantiate(model));
    expect(statistics.distinctStates).toBe(4);
    expect(properties.map(({ verdict }) => verdict)).toEqual(['holds']);
  });
});
