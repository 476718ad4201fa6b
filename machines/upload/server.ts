import { assign, emit, setup } from 'xstate';

/** Keeps what comes, acknowledges it, and says after a break how much it has. */
export const server = setup({
  types: {
    context: {} as { readonly chunks: readonly number[] },
    events: {} as { type: 'CHUNK'; number: number } | { type: 'CLOSED' | 'OPENED'; channel: string },
    emitted: {} as { type: 'ACK'; count: number } | { type: 'RESUME'; from: number },
  },
}).createMachine({
  id: 'server',
  context: { chunks: [] },
  on: {
    CHUNK: {
      actions: [
        assign({ chunks: ({ context, event }) => [...context.chunks, event.number] }),
        emit(({ context }) => ({ type: 'ACK', count: context.chunks.length })),
      ],
    },
    OPENED: { actions: emit(({ context }) => ({ type: 'RESUME', from: context.chunks.length })) },
  },
});
