import { assign, cancel, createMachine, emit, enqueueActions, log, raise } from 'xstate';

/** A game: wildcards, XState's own effects, re-entry, a targetless transition of the whole machine. */
export const game = createMachine({
  id: 'game',
  context: { score: 0, lives: 3 },
  initial: 'playing',
  entry: log('begins'),
  states: {
    playing: {
      entry: [assign({ score: 0 }), raise({ type: 'HURRY' }, { delay: 5000, id: 'hurry' })],
      exit: cancel('hurry'),
      on: {
        'hit.*': { actions: assign({ lives: ({ context }) => context.lives - 1 }) },
        HURRY: { actions: emit({ type: 'faster' }) },
        AGAIN: { target: 'playing', reenter: true },
        LEVEL: {
          actions: enqueueActions(({ enqueue }) => {
            enqueue.assign({ score: 1 });
          }),
        },
        '*': { target: 'puzzled', actions: raise({ type: 'THINK' }) },
      },
      always: { guard: ({ context }) => context.lives === 0, target: 'over' },
    },
    puzzled: { on: { THINK: 'playing' } },
    over: { on: { AGAIN: 'playing' } },
  },
  on: { CHEAT: { actions: [assign({ lives: 99 }), log('cheats')] } },
});
