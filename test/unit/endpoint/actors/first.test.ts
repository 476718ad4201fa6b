import { expect, it } from 'vitest';
import { assign, fromPromise, setup } from 'xstate';
import { check, defineModel, endpoint, instantiate } from '../../../../src/index.ts';
import { exploreNaively } from '../../../support/naive/explorer.ts';
import { summaryOf } from '../../../support/summary.ts';

const loader = setup({
  types: { context: {} as { n: number | undefined }, events: {} as { type: 'GO' } | { type: 'CANCEL' } },
  actors: { load: fromPromise(async () => 1) },
}).createMachine({
  context: { n: undefined },
  initial: 'idle',
  states: {
    idle: { on: { GO: 'busy' } },
    busy: {
      invoke: {
        src: 'load',
        id: 'l',
        onDone: { target: 'ok', actions: assign({ n: ({ event }) => event.output }) },
      },
      on: { CANCEL: 'idle' },
    },
    ok: { type: 'final' },
  },
});

it('works', () => {
  const model = defineModel({
    name: 'fetch',
    parameters: {},
    build: () => ({
      endpoints: {
        loader: endpoint(loader, {
          events: [{ type: 'GO' }, { type: 'CANCEL' }],
          actors: { load: { done: [1, 2], error: ['no'] } },
        }),
        other: endpoint(setup({}).createMachine({})),
      },
      network: { carries: [] },
    }),
    properties: ({ reachable }) => [
      reachable({ name: 'x', sentence: 'x', state: ({ endpoints }) => endpoints.loader.context.n === 2 }),
    ],
  });
  const outcome = check(instantiate(model));
  console.log(JSON.stringify(outcome.properties), outcome.statistics.distinctStates);
  expect(summaryOf(outcome)).toEqual(exploreNaively(model));
});
