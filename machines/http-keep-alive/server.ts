import { assign, emit, setup } from 'xstate';
import type { FromClient, FromServer, Told } from './messages.ts';

export interface ServerSettings {
  /** How long a connection may be idle until it is closed, in milliseconds; 0 means for ever. */
  readonly keepAlive: number;
  /** How many requests are answered on one connection; 0 means any number. The last response says `Connection: close`. */
  readonly most: number;
  /** How long the server reads on after its FIN, in milliseconds; 0 means that it closes at once. */
  readonly linger: number;
  /** Whether a request is processed as soon as it is there, also where others before it are not answered. */
  readonly isParallel: boolean;
}

interface ServerContext extends ServerSettings {
  /** The number of the present connection, or of the last one. */
  readonly connection: number;
  /** Requests that are to be answered, in order. */
  readonly queue: readonly number[];
  /** How many were answered on this connection. */
  readonly answered: number;
}

/** A server that keeps connections for further requests, and closes those that are idle (RFC 9112, 9.5 and 9.6). */
export const server = setup({
  types: {
    context: {} as ServerContext,
    input: {} as ServerSettings,
    events: {} as FromClient | Told,
    emitted: {} as FromServer | { type: 'refused'; id: number } | { type: 'processed'; id: number },
  },
  delays: {
    WORK: 1000,
    KEEP_ALIVE: ({ context }) => context.keepAlive,
    LINGER: ({ context }) => context.linger,
  },
  guards: {
    isMine: ({ context, event }) => 'connection' in event && event.connection === context.connection,
    isNew: ({ context, event }) => 'connection' in event && event.connection > context.connection,
    isLast: ({ context }) => context.most > 0 && context.answered === context.most,
    isMore: ({ context }) => context.queue.length > 0,
    isLimited: ({ context }) => context.keepAlive > 0,
    isMineToProcess: ({ context, event }) =>
      context.isParallel && 'connection' in event && event.connection === context.connection,
    isMoreProcessed: ({ context }) => context.isParallel && context.queue.length > 0,
    lingers: ({ context }) => context.linger > 0,
  },
  actions: {
    accept: assign({
      connection: ({ context, event }) => ('connection' in event ? event.connection : context.connection),
      queue: [],
      answered: 0,
    }),
    enqueue: assign({
      queue: ({ context, event }) =>
        event.type === 'REQUEST' ? [...context.queue, event.id] : context.queue,
    }),
    dequeue: assign({
      queue: ({ context }) => context.queue.slice(1),
      answered: ({ context }) => context.answered + 1,
    }),
    forget: assign({ queue: [], answered: 0 }),
    answer: emit(({ context: { connection, queue, answered, most } }) => ({
      type: 'RESPONSE',
      connection,
      id: queue[0] ?? 0,
      close: answered + 1 === most,
    })),
    tellProcessed: emit(({ context }) => ({ type: 'processed', id: context.queue[0] ?? 0 })),
    tellArrived: emit(({ event }) => ({ type: 'processed', id: event.type === 'REQUEST' ? event.id : 0 })),
    tellRefused: emit(({ event }) => ({ type: 'refused', id: event.type === 'REQUEST' ? event.id : 0 })),
    close: emit(({ context }) => ({ type: 'FIN', connection: context.connection })),
    reset: emit(({ event }) => ({ type: 'RST', connection: 'connection' in event ? event.connection : 0 })),
  },
}).createMachine({
  id: 'server',
  context: ({ input }) => ({ ...input, connection: 0, queue: [], answered: 0 }),
  initial: 'listening',
  states: {
    listening: {
      entry: 'forget',
      on: {
        REQUEST: [
          { guard: 'isNew', target: 'working', actions: ['accept', 'enqueue', 'tellProcessed'] },
          { actions: ['tellRefused', 'reset'] },
        ],
      },
    },
    /** To answer takes as long as it takes. */
    working: {
      after: { WORK: { target: 'answered', actions: ['answer', 'dequeue'] } },
      on: {
        REQUEST: [
          { guard: 'isMineToProcess', actions: ['enqueue', 'tellArrived'] },
          { guard: 'isMine', actions: 'enqueue' },
        ],
        BROKEN: 'listening',
      },
    },
    /** Passed at once. */
    answered: {
      always: [
        { guard: 'isLast', target: 'closing' },
        { guard: 'isMoreProcessed', target: 'working' },
        { guard: 'isMore', target: 'working', actions: 'tellProcessed' },
        { target: 'idle' },
      ],
    },
    idle: {
      after: { KEEP_ALIVE: { guard: 'isLimited', target: 'closing' } },
      on: {
        REQUEST: { guard: 'isMine', target: 'working', actions: ['enqueue', 'tellProcessed'] },
        FIN: { guard: 'isMine', target: 'listening', actions: 'close' },
        BROKEN: 'listening',
      },
    },
    /** Passed at once. */
    closing: {
      entry: ['close', 'forget'],
      always: [{ guard: 'lingers', target: 'lingering' }, { target: 'listening' }],
    },
    /** It has closed its own direction, and reads on without processing anything, lest a RST erase its last response. */
    lingering: {
      after: { LINGER: 'listening' },
      on: {
        REQUEST: [
          { guard: 'isNew', target: 'working', actions: ['accept', 'enqueue', 'tellProcessed'] },
          { actions: 'tellRefused' },
        ],
        FIN: { guard: 'isMine', target: 'listening' },
        BROKEN: 'listening',
      },
    },
  },
});
