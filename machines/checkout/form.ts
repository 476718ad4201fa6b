import { assign, setup } from 'xstate';

/** The form in which the customer gives a card and confirms, or leaves. */
export const form = setup({
  types: {
    context: {} as { readonly confirmed: boolean },
    events: {} as { readonly type: 'CARD' | 'CONFIRM' | 'BACK' },
    output: {} as { readonly confirmed: boolean },
  },
}).createMachine({
  id: 'form',
  context: { confirmed: false },
  output: ({ context }) => context,
  initial: 'card',
  states: {
    card: { on: { CARD: 'review', BACK: 'over' } },
    review: { on: { CONFIRM: { target: 'over', actions: assign({ confirmed: true }) }, BACK: 'card' } },
    over: { type: 'final' },
  },
});
