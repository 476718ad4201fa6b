import { assign, emit, setup } from 'xstate';

/** Numbers its datagrams from 1 and sends each of them once. */
export const sender = setup({
  types: {
    context: {} as { readonly datagrams: number; readonly sent: number },
    input: {} as { readonly datagrams: number },
    events: {} as { type: 'SEND' },
    emitted: {} as { type: 'DATAGRAM'; number: number },
  },
  guards: { hasMore: ({ context: { sent, datagrams } }) => sent < datagrams },
}).createMachine({
  id: 'sender',
  context: ({ input }) => ({ ...input, sent: 0 }),
  on: {
    SEND: {
      guard: 'hasMore',
      actions: [
        assign({ sent: ({ context }) => context.sent + 1 }),
        emit(({ context }) => ({ type: 'DATAGRAM', number: context.sent })),
      ],
    },
  },
});
