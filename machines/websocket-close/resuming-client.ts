import { assign, emit, setup } from 'xstate';

/** What goes over a connection; connections have numbers, as the client opens one after the other. */
export type FromClient =
  | { readonly type: 'RESUME'; readonly connection: number; readonly token: number }
  | { readonly type: 'MESSAGE'; readonly connection: number; readonly number: number };

export type FromServer =
  /** How many messages the server has, and the token for the next time. */
  | { readonly type: 'WELCOME'; readonly connection: number; readonly count: number; readonly token: number }
  /** The server does not know the token: the session is lost. */
  | { readonly type: 'UNKNOWN'; readonly connection: number }
  | { readonly type: 'ACK'; readonly connection: number; readonly count: number };

interface ClientContext {
  readonly connection: number;
  readonly token: number;
  /** Messages that the server is known to have. */
  readonly acknowledged: number;
  /** How many there are to send. */
  readonly messages: number;
}

/** Sends messages one after the other, and resumes its session on a new connection when it believes that the old one is broken. */
export const client = setup({
  types: {
    context: {} as ClientContext,
    input: {} as { readonly messages: number },
    events: {} as { type: 'LOSE' } | FromServer,
    emitted: {} as FromClient,
  },
  guards: {
    isMine: ({ context, event }) => 'connection' in event && event.connection === context.connection,
    isAll: ({ context }) => context.acknowledged >= context.messages,
  },
  actions: {
    open: assign({ connection: ({ context }) => context.connection + 1 }),
    resume: emit(({ context: { connection, token } }) => ({ type: 'RESUME', connection, token })),
    send: emit(({ context: { connection, acknowledged } }) => ({
      type: 'MESSAGE',
      connection,
      number: acknowledged,
    })),
    note: assign(({ context, event }) => ({
      acknowledged: 'count' in event ? event.count : context.acknowledged,
      token: 'token' in event ? event.token : context.token,
    })),
  },
}).createMachine({
  id: 'client',
  // The first connection is open, and the first token was given to it.
  context: ({ input }) => ({ ...input, connection: 1, token: 1, acknowledged: 0 }),
  initial: 'next',
  states: {
    /** Passed at once. */
    next: { always: [{ guard: 'isAll', target: 'done' }, { target: 'sending' }] },
    sending: {
      entry: 'send',
      on: { ACK: { guard: 'isMine', target: 'next', actions: 'note' }, LOSE: 'resuming' },
    },
    resuming: {
      entry: ['open', 'resume'],
      on: {
        WELCOME: { guard: 'isMine', target: 'next', actions: 'note' },
        UNKNOWN: { guard: 'isMine', target: 'lost' },
        LOSE: { target: 'resuming', reenter: true },
      },
    },
    done: {},
    /** The session is gone, and with it what was sent and not acknowledged. */
    lost: {},
  },
});
