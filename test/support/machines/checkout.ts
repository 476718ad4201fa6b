import { createMachine } from 'xstate';

/** A checkout: three levels, a guard chain, internal and external transitions of a compound state. */
export const checkout = createMachine({
  id: 'checkout',
  initial: 'cart',
  states: {
    cart: {
      on: {
        BUY: [
          { guard: 'isEmpty', actions: 'smile' },
          { guard: 'isKnown', target: 'form.payment' },
          { target: 'form' },
        ],
      },
    },
    form: {
      initial: 'address',
      entry: 'remember',
      states: {
        address: { on: { NEXT: 'payment' } },
        payment: {
          initial: 'method',
          states: {
            method: { on: { CARD: 'card', BILL: 'done' } },
            card: {
              initial: 'number',
              states: {
                number: { on: { NEXT: 'code' } },
                code: { on: { NEXT: 'ok' } },
                ok: { type: 'final' },
              },
              onDone: 'done',
            },
            done: { type: 'final' },
          },
          onDone: '#checkout.thanks',
        },
      },
      on: {
        INTERNAL: '.address',
        EXTERNAL: { target: '.address', reenter: true },
        SELF: { target: 'form', reenter: true },
        BACK: 'cart',
      },
    },
    thanks: { type: 'final', description: 'The order is on its way.' },
  },
});
