import { defineModel, endpoint } from 'allways';
import { setup } from 'xstate';

const TICK = 1000;

const alarm = setup({
  types: { context: {} as { readonly delay: number }, input: {} as { readonly delay: number } },
  delays: { DELAY: ({ context }) => context.delay, ELASTIC_DELAY: ({ context }) => context.delay },
});

const strict = alarm.createMachine({
  id: 'strict',
  context: ({ input }) => input,
  initial: 'waiting',
  states: { waiting: { after: { DELAY: 'rung' } }, rung: {} },
});

const elastic = alarm.createMachine({
  id: 'elastic',
  context: ({ input }) => input,
  initial: 'waiting',
  states: { waiting: { after: { ELASTIC_DELAY: 'rung' } }, rung: {} },
});

/**
 * Two timers and no message. A timer of d ticks fires once d + 1 ticks have begun, and before the next one begins.
 *
 * The states by hand, written as (what the first has left, what the second has left), r for rung:
 * with 1 and 2 ticks (2,3) (1,2) (0,1) (r,1) (r,0) (r,r); with 1 and 1 tick (2,2) (1,1) (0,0) (r,0) (0,r) (r,r); with an
 * elastic second alarm {2, 1, 0, r} × {waiting, r}.
 */
export default defineModel({
  name: 'two-alarms',
  parameters: { first: 1, second: 2, secondIsElastic: false },
  build: (p) => ({
    endpoints: {
      first: endpoint(strict, { input: { delay: p.first * TICK } }),
      second: endpoint(p.secondIsElastic ? elastic : strict, { input: { delay: p.second * TICK } }),
    },
    network: { carries: [] },
    time: { tick: TICK, elastic: ['ELASTIC_DELAY'] },
  }),
  final: ({ endpoints: { first, second } }) => first.matches('rung') && second.matches('rung'),
  properties: ({ invariant, reachable, deadlockFree }) => [
    invariant({
      name: 'the first alarm rings first',
      sentence: 'The second alarm has not rung while the first one waits.',
      holds: ({ endpoints: { first, second } }) => first.matches('rung') || second.matches('waiting'),
    }),
    reachable({
      name: 'both ring',
      sentence: 'Both alarms ring.',
      state: ({ endpoints: { first, second } }) => first.matches('rung') && second.matches('rung'),
    }),
    deadlockFree(),
  ],
  variants: {
    'one after the other': {
      sentence: 'Three ticks and two alarms, one after the other.',
      size: { distinctStates: 6, transitions: 5 },
    },
    'in the same tick': {
      sentence: 'Both are due at the same time, and ring in any order: 2 ticks, then 2 · 2 alarms.',
      set: { second: 1 },
      expect: { 'the first alarm rings first': 'violated' },
      size: { distinctStates: 6, transitions: 6 },
    },
    elastic: {
      sentence: 'The second alarm rings at any moment: (2 ticks and an alarm) · 2, and an alarm in 4 states.',
      set: { secondIsElastic: true },
      expect: { 'the first alarm rings first': 'violated' },
      size: { distinctStates: 8, transitions: 10 },
    },
  },
});
