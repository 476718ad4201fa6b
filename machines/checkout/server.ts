import { assign, emit, fromPromise, setup } from 'xstate';
import type { FromServer, Order } from './shop.ts';

/** Charges a card: it asks the bank, once more if that cannot be reached. */
const charge = setup({
  types: {
    context: {} as { readonly tries: number; readonly accepted: boolean },
    output: {} as { readonly accepted: boolean },
  },
  // Whoever runs the server for real puts the bank in this place.
  actors: { bank: fromPromise<boolean>(async () => true) },
}).createMachine({
  id: 'charge',
  context: { tries: 0, accepted: false },
  output: ({ context }) => ({ accepted: context.accepted }),
  initial: 'asking',
  states: {
    asking: {
      invoke: {
        src: 'bank',
        id: 'bank',
        onDone: { target: 'over', actions: assign({ accepted: ({ event }) => event.output }) },
        onError: [
          {
            guard: ({ context }) => context.tries === 0,
            target: 'asking',
            reenter: true,
            actions: assign({ tries: 1 }),
          },
          { target: 'over' },
        ],
      },
    },
    over: { type: 'final' },
  },
});

interface ServerContext {
  /** How often the card was charged. */
  readonly charged: number;
  /** The key of the order that is at hand, or was answered last. */
  readonly key: number;
}

/**
 * Takes orders, one at a time, and charges the card.
 *
 * @param keyed whether an order that it has charged already is only answered again
 */
export function serverOf(keyed: boolean) {
  return setup({
    types: {
      context: {} as ServerContext,
      events: {} as Order,
      emitted: {} as FromServer,
      children: {} as { charge: 'charge' },
    },
    actors: { charge },
    guards: { isKnown: ({ context, event }) => keyed && event.key === context.key },
    actions: {
      take: assign({ key: ({ event }) => event.key }),
      accept: emit(({ context }) => ({ type: 'RECEIPT', key: context.key })),
      decline: emit(({ context }) => ({ type: 'DECLINED', key: context.key })),
    },
  }).createMachine({
    id: 'server',
    context: { charged: 0, key: 0 },
    initial: 'open',
    states: {
      open: { on: { ORDER: { target: 'charging', actions: 'take' } } },
      charging: {
        invoke: {
          src: 'charge',
          id: 'charge',
          onDone: [
            {
              guard: ({ event }) => event.output.accepted,
              target: 'charged',
              actions: [assign({ charged: ({ context }) => Math.min(context.charged + 1, 2) }), 'accept'],
            },
            { target: 'declined', actions: 'decline' },
          ],
        },
      },
      charged: {
        on: {
          ORDER: [
            { guard: 'isKnown', actions: 'accept' },
            { target: 'charging', actions: 'take' },
          ],
        },
      },
      declined: {
        on: {
          ORDER: [
            { guard: 'isKnown', actions: 'decline' },
            { target: 'charging', actions: 'take' },
          ],
        },
      },
    },
  });
}
