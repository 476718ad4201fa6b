import { assign, emit, forwardTo, setup } from 'xstate';
import { form } from './form.ts';

/** An order. Its key is the same however often it is sent. */
export interface Order {
  readonly type: 'ORDER';
  readonly key: number;
}

export type FromServer = { readonly type: 'RECEIPT' | 'DECLINED'; readonly key: number };

type ShopEvent = { readonly type: 'BUY' | 'CARD' | 'CONFIRM' | 'BACK' } | FromServer;

/** The shop as the customer has it: a form is a child machine, and an order is sent until it is answered. */
export const shop = setup({
  types: {
    context: {} as { readonly key: number; readonly paid: boolean },
    events: {} as ShopEvent,
    emitted: {} as Order,
    children: {} as { form: 'form' },
  },
  actors: { form },
  delays: { RTO: 1000 },
  guards: { isMine: ({ context, event }) => 'key' in event && event.key === context.key },
  actions: {
    order: emit(({ context }) => ({ type: 'ORDER', key: context.key })),
    begin: assign({ key: ({ context }) => context.key + 1 }),
  },
}).createMachine({
  id: 'shop',
  context: { key: 0, paid: false },
  initial: 'cart',
  states: {
    cart: { on: { BUY: 'paying' } },
    paying: {
      invoke: {
        src: 'form',
        id: 'form',
        onDone: [
          { guard: ({ event }) => event.output.confirmed, target: 'ordering', actions: 'begin' },
          { target: 'cart' },
        ],
      },
      on: {
        CARD: { actions: forwardTo('form') },
        CONFIRM: { actions: forwardTo('form') },
        BACK: { actions: forwardTo('form') },
      },
    },
    ordering: {
      entry: 'order',
      after: { RTO: { target: 'ordering', reenter: true } },
      on: {
        RECEIPT: { guard: 'isMine', target: 'thanks', actions: assign({ paid: true }) },
        DECLINED: { guard: 'isMine', target: 'sorry' },
      },
    },
    thanks: {},
    sorry: {},
  },
});
