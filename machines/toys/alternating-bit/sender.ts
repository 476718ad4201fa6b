import { assign, emit, setup } from 'xstate';

/** Sends one message after another, each until it is acknowledged. Without the bit, all messages look alike. */
export const sender = setup({
  types: {
    context: {} as { readonly bit: number; readonly alternates: boolean },
    input: {} as { readonly alternates: boolean },
    events: {} as { type: 'ACK'; bit: number },
    emitted: {} as { type: 'DATA'; bit: number } | { type: 'next' },
  },
  delays: { RETRANSMISSION: 1000 },
  guards: { isAwaited: ({ context, event }) => event.bit === context.bit },
}).createMachine({
  id: 'sender',
  context: ({ input }) => ({ bit: 0, alternates: input.alternates }),
  initial: 'sending',
  states: {
    sending: {
      entry: emit(({ context }) => ({ type: 'DATA', bit: context.bit })),
      after: { RETRANSMISSION: { target: 'sending', reenter: true } },
      on: {
        ACK: {
          guard: 'isAwaited',
          target: 'sending',
          reenter: true,
          actions: [
            emit({ type: 'next' }),
            assign({ bit: ({ context }) => (context.alternates ? 1 - context.bit : context.bit) }),
          ],
        },
      },
    },
  },
});
