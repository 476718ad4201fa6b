import { assign, setup } from 'xstate';

/** Counts to ten. */
export const counterMachine = setup({
  types: { context: {} as { n: number }, events: {} as { type: 'NEXT' } },
}).createMachine({
  id: 'counter',
  context: { n: 0 },
  on: {
    NEXT: {
      guard: ({ context }) => context.n < 10,
      actions: assign({ n: ({ context }) => context.n + 1 }),
    },
  },
});
