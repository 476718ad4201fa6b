import { assign, cancel, emit, raise, setup } from 'xstate';
import type { FromClient, FromServer, Told } from './messages.ts';

export interface ClientSettings {
  /** How long a connection may be idle until it is closed, in milliseconds. */
  readonly idle: number;
  /** Since when it counts as idle: since the last response came, or already since the last request was sent. */
  readonly countsFrom: 'response' | 'request';
  /** Whether the next request is sent before the last one is answered. */
  readonly pipelines: boolean;
  /** Whether what may have been processed is sent again. */
  readonly retries: boolean;
}

interface ClientContext extends ClientSettings {
  /** The number of the present connection, or of the last one. */
  readonly connection: number;
  /** How many requests its user has made. */
  readonly asked: number;
  /** Requests without an answer, in order. */
  readonly unanswered: readonly number[];
  /** How many of them were sent on the present connection. */
  readonly sent: number;
  /** Whether the connection has been idle for too long to be used again. */
  readonly isOld: boolean;
}

/** A client that keeps its connection for further requests (RFC 9112, 9.3). */
export const client = setup({
  types: {
    context: {} as ClientContext,
    input: {} as ClientSettings,
    events: {} as { type: 'ASK' | 'IDLE' } | Told | FromServer,
    emitted: {} as
      | FromClient
      | { type: 'CONNECT' }
      | { type: 'answered'; id: number }
      | { type: 'failed'; ids: readonly number[] },
  },
  delays: { IDLE: ({ context }) => context.idle },
  guards: {
    isMine: ({ context, event }) => 'connection' in event && event.connection === context.connection,
    isLastOnConnection: ({ context, event }) =>
      event.type === 'RESPONSE' && event.connection === context.connection && event.close,
    pipelines: ({ context }) => context.pipelines,
    mayTryAgain: ({ context }) => context.retries,
    isAllAnswered: ({ context }) => context.unanswered.length === 0,
    isSomeUnsent: ({ context }) => context.sent < context.unanswered.length,
    isOld: ({ context }) => context.isOld,
    countsFromResponse: ({ context }) => context.countsFrom === 'response',
  },
  actions: {
    note: assign({
      asked: ({ context }) => context.asked + 1,
      unanswered: ({ context }) => [...context.unanswered, context.asked + 1],
    }),
    open: assign({ connection: ({ context }) => context.connection + 1, sent: 0, isOld: false }),
    settle: assign({
      unanswered: ({ context }) => context.unanswered.slice(1),
      sent: ({ context }) => context.sent - 1,
    }),
    giveUp: assign({ unanswered: [], sent: 0 }),
    growOld: assign({ isOld: true }),
    close: emit(({ context }) => ({ type: 'FIN', connection: context.connection })),
    tellAnswered: emit(({ context }) => ({ type: 'answered', id: context.unanswered[0] ?? 0 })),
    tellFailed: emit(({ context }) => ({ type: 'failed', ids: context.unanswered })),
    startIdling: raise({ type: 'IDLE' }, { delay: 'IDLE', id: 'IDLE' }),
    stopIdling: cancel('IDLE'),
  },
}).createMachine({
  id: 'client',
  context: ({ input }) => ({ ...input, connection: 0, asked: 0, unanswered: [], sent: 0, isOld: false }),
  initial: 'closed',
  states: {
    closed: {
      entry: 'stopIdling',
      on: { ASK: { target: 'sending', actions: ['note', 'open'] }, BROKEN: 'offline' },
    },
    /** Sends the first request that was not yet sent on this connection. Passed at once. */
    sending: {
      entry: [
        emit(({ context }) => ({
          type: 'REQUEST',
          connection: context.connection,
          id: context.unanswered[context.sent] ?? 0,
        })),
        assign({ sent: ({ context }) => context.sent + 1 }),
        'stopIdling',
      ],
      always: [
        { guard: 'countsFromResponse', target: 'waiting' },
        { target: 'waiting', actions: 'startIdling' },
      ],
    },
    waiting: {
      on: {
        ASK: { guard: 'pipelines', target: 'sending', actions: 'note' },
        IDLE: { actions: 'growOld' },
        RESPONSE: [
          {
            guard: 'isLastOnConnection',
            target: 'closedByServer',
            actions: ['tellAnswered', 'settle', 'close'],
          },
          { guard: 'isMine', target: 'answered', actions: ['tellAnswered', 'settle'] },
        ],
        FIN: { guard: 'isMine', target: 'broken', actions: 'close' },
        RST: { guard: 'isMine', target: 'broken' },
        BROKEN: [
          { guard: 'mayTryAgain', target: 'offline' },
          { target: 'offline', actions: ['tellFailed', 'giveUp'] },
        ],
      },
    },
    /** Passed at once. */
    answered: {
      always: [
        { guard: 'isSomeUnsent', target: 'sending' },
        { guard: ({ context }) => context.unanswered.length > 0, target: 'waiting' },
        { guard: 'isOld', target: 'closed', actions: 'close' },
        { guard: 'countsFromResponse', target: 'idle', actions: 'startIdling' },
        { target: 'idle' },
      ],
    },
    idle: {
      on: {
        ASK: { target: 'sending', actions: 'note' },
        IDLE: { target: 'closed', actions: 'close' },
        FIN: { guard: 'isMine', target: 'closed', actions: 'close' },
        RST: { guard: 'isMine', target: 'closed' },
        BROKEN: 'offline',
      },
    },
    /** The last response said so: what else was sent on the connection was not processed. Passed at once. */
    closedByServer: {
      always: [
        { guard: 'isAllAnswered', target: 'closed' },
        { target: 'sending', actions: 'open' },
      ],
    },
    /** The connection ended without an answer: nobody can say what was processed. Passed at once. */
    broken: {
      always: [
        { guard: 'mayTryAgain', target: 'sending', actions: 'open' },
        { target: 'closed', actions: ['tellFailed', 'giveUp'] },
      ],
    },
    /** There is no way to the server. */
    offline: {
      entry: ['stopIdling', emit({ type: 'CONNECT' })],
      on: {
        ASK: { actions: 'note' },
        THERE: [
          { guard: 'isAllAnswered', target: 'closed' },
          { target: 'sending', actions: 'open' },
        ],
      },
    },
  },
});
