import { assign, emit, setup } from 'xstate';

/** Passes on what it expects, and acknowledges all that it gets. */
export const receiver = setup({
  types: {
    context: {} as { readonly expected: number; readonly alternates: boolean },
    input: {} as { readonly alternates: boolean },
    events: {} as { type: 'DATA'; bit: number },
    emitted: {} as { type: 'ACK'; bit: number } | { type: 'passedOn' },
  },
  guards: { isExpected: ({ context, event }) => event.bit === context.expected },
}).createMachine({
  id: 'receiver',
  context: ({ input }) => ({ expected: 0, alternates: input.alternates }),
  on: {
    DATA: [
      {
        guard: 'isExpected',
        actions: [
          emit({ type: 'passedOn' }),
          assign({
            expected: ({ context }) => (context.alternates ? 1 - context.expected : context.expected),
          }),
          emit(({ event }) => ({ type: 'ACK', bit: event.bit })),
        ],
      },
      { actions: emit(({ event }) => ({ type: 'ACK', bit: event.bit })) },
    ],
  },
});
