import { createMachine } from 'xstate';

/** A launch: transitions to several regions at once, by ids; regions that end; a parallel state that is done. */
export const launch = createMachine({
  id: 'launch',
  initial: 'idle',
  states: {
    idle: { on: { READY: ['#checks'], SKIP: { target: ['#fuel.full', '#crew.aboard'], actions: 'sign' } } },
    checks: {
      id: 'checks',
      type: 'parallel',
      states: {
        fuel: {
          id: 'fuel',
          initial: 'empty',
          states: { empty: { on: { PUMP: 'full' } }, full: { type: 'final' } },
        },
        crew: {
          id: 'crew',
          initial: 'outside',
          states: { outside: { on: { BOARD: 'aboard' } }, aboard: { type: 'final', entry: 'shutHatch' } },
        },
      },
      onDone: 'countdown',
      on: { HOLD: 'idle', RESET: { target: '#fuel.empty', reenter: true } },
    },
    countdown: { after: { 10000: 'flying' } },
    flying: { type: 'final' },
  },
});
