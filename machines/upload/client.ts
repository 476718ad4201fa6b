import { assign, emit, setup } from 'xstate';

/** How a client goes on once its session is open again. */
export type Resumption = 'asks the server' | 'trusts the socket' | 'repeats what is unacknowledged';

interface ClientContext {
  readonly size: number;
  readonly resumption: Resumption;
  /** Chunks that were handed to the socket, and chunks that were acknowledged. */
  readonly sent: number;
  readonly acknowledged: number;
}

/** Uploads chunks over a session that may break. */
export const client = setup({
  types: {
    context: {} as ClientContext,
    input: {} as Pick<ClientContext, 'size' | 'resumption'>,
    events: {} as
      | { type: 'NEXT' }
      | { type: 'ACK'; count: number }
      | { type: 'RESUME'; from: number }
      | { type: 'CLOSED' | 'OPENED'; channel: string },
    emitted: {} as { type: 'CHUNK'; number: number } | { type: 'CONNECT' },
  },
  guards: {
    asksTheServer: ({ context }) => context.resumption === 'asks the server',
    repeats: ({ context }) => context.resumption === 'repeats what is unacknowledged',
    isMore: ({ context }) => context.sent < context.size,
  },
}).createMachine({
  id: 'client',
  context: ({ input }) => ({ ...input, sent: 0, acknowledged: 0 }),
  initial: 'online',
  states: {
    online: {
      on: {
        NEXT: {
          guard: 'isMore',
          actions: [
            emit(({ context }) => ({ type: 'CHUNK', number: context.sent })),
            assign({ sent: ({ context }) => context.sent + 1 }),
          ],
        },
        ACK: { actions: assign({ acknowledged: ({ event }) => event.count }) },
        CLOSED: 'offline',
      },
    },
    offline: {
      entry: emit({ type: 'CONNECT' }),
      on: {
        OPENED: [
          { guard: 'asksTheServer', target: 'resuming' },
          {
            guard: 'repeats',
            target: 'online',
            actions: assign({ sent: ({ context }) => context.acknowledged }),
          },
          { target: 'online' },
        ],
      },
    },
    resuming: {
      on: {
        RESUME: { target: 'online', actions: assign({ sent: ({ event }) => event.from }) },
        CLOSED: 'offline',
      },
    },
  },
});
