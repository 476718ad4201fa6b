import { assign, emit, setup } from 'xstate';
import type { FromClient, Stored } from './client.ts';

/** Keeps the pieces that come in order, and tells after each message how many it has. */
export const server = setup({
  types: {
    context: {} as { readonly pieces: number },
    events: {} as FromClient,
    emitted: {} as Stored,
  },
  actions: { tell: emit(({ context }) => ({ type: 'STORED', pieces: context.pieces })) },
}).createMachine({
  id: 'server',
  context: { pieces: 0 },
  on: {
    HELLO: { actions: 'tell' },
    PIECE: [
      {
        guard: ({ context, event }) => event.piece === context.pieces,
        actions: [assign({ pieces: ({ context }) => context.pieces + 1 }), 'tell'],
      },
      { actions: 'tell' },
    ],
  },
});
