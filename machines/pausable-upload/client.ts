import { assign, emit, sendTo, setup } from 'xstate';
import { type Send, transfer } from './transfer.ts';

export type FromClient = { readonly type: 'HELLO' } | { readonly type: 'PIECE'; readonly piece: number };

/** How many pieces the server has, in answer to either. */
export interface Stored {
  readonly type: 'STORED';
  readonly pieces: number;
}

type ClientEvent = { readonly type: 'START' | 'PAUSE' | 'RESUME' | 'BREAK' | 'CONNECT' } | Send | Stored;

interface ClientContext {
  readonly pieces: number;
  /** Where to go on. */
  readonly from: number;
}

/**
 * Uploads a file in pieces. A pause, or a connection that breaks, stops the transfer; what comes after it begins where the
 * server says that it is.
 *
 * @param asks whether it asks the server where it is; else it goes on after the last piece that it has sent
 */
export function clientOf(asks: boolean) {
  return setup({
    types: {
      context: {} as ClientContext,
      events: {} as ClientEvent,
      emitted: {} as FromClient,
      input: {} as { readonly pieces: number },
      children: {} as { transfer: 'transfer' },
    },
    actors: { transfer },
    delays: { RTO: 1000 },
    guards: { remembers: () => !asks },
    actions: {
      ask: emit({ type: 'HELLO' }),
      send: emit(({ event }) => ({ type: 'PIECE', piece: event.type === 'SEND' ? event.piece : 0 })),
      note: assign({
        from: ({ context, event }) => (event.type === 'SEND' ? event.piece + 1 : context.from),
      }),
    },
  }).createMachine({
    id: 'client',
    context: ({ input }) => ({ pieces: input.pieces, from: 0 }),
    initial: 'idle',
    states: {
      idle: { on: { START: 'connecting' } },
      connecting: {
        always: { guard: 'remembers', target: 'uploading' },
        entry: 'ask',
        after: { RTO: { target: 'connecting', reenter: true } },
        on: {
          STORED: { target: 'uploading', actions: assign({ from: ({ event }) => event.pieces }) },
          PAUSE: 'paused',
          BREAK: 'broken',
        },
      },
      uploading: {
        invoke: {
          src: 'transfer',
          id: 'transfer',
          input: ({ context }) => ({ from: context.from, pieces: context.pieces }),
          onDone: 'done',
        },
        on: {
          SEND: { actions: ['send', 'note'] },
          STORED: { actions: sendTo('transfer', ({ event }) => event) },
          PAUSE: 'paused',
          BREAK: 'broken',
        },
      },
      paused: { on: { RESUME: 'connecting', BREAK: 'broken' } },
      broken: { on: { CONNECT: 'connecting' } },
      done: {},
    },
  });
}
