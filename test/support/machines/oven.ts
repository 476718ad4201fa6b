import { and, not, or, setup, stateIn } from 'xstate';

/** An oven: guards made of guards, guards with parameters, a guard on a state, transitions that stay inside. */
export const oven = setup({
  types: {} as {
    events: { type: 'START' } | { type: 'OPEN' } | { type: 'SHUT' } | { type: 'SET'; watts: number };
  },
  guards: {
    doorShut: () => true,
    hasFood: () => true,
    atLeast: (_, _params: { watts: number }) => true,
  },
  actions: { heat: () => {}, beep: () => {} },
}).createMachine({
  id: 'oven',
  type: 'parallel',
  states: {
    door: {
      initial: 'shut',
      states: { shut: { on: { OPEN: 'open' } }, open: { on: { SHUT: 'shut' } } },
    },
    power: {
      initial: 'off',
      states: {
        off: {
          on: {
            START: [
              { guard: and(['doorShut', or(['hasFood', not('hasFood')])]), target: 'on', actions: 'heat' },
              { guard: not(and(['doorShut', 'hasFood'])), actions: 'beep' },
            ],
            SET: { guard: { type: 'atLeast', params: { watts: 100 } }, actions: 'beep' },
          },
        },
        on: {
          always: { guard: stateIn({ door: 'open' }), target: 'off' },
          after: { 60000: { target: 'off', actions: ['beep', 'beep'] } },
        },
      },
    },
  },
});
