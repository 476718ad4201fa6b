import { assign, emit, raise, setup } from 'xstate';

export interface PeerSettings {
  readonly role: 'client' | 'server';
  /** Records that it sends, and that it ought to get. */
  readonly size: number;
  readonly expected: number;
  /** What it takes for the end of the other side's data. */
  readonly endsBy: 'close_notify' | 'FIN' | 'FIN or RST';
  /** Whether it believes that only if it has as much as was announced. */
  readonly knowsLength: boolean;
  /** Whether it goes on sending when the other side has sent its last record: TLS 1.3; TLS 1.2 forbids it. */
  readonly halfCloses: boolean;
  /** Whether it sends a close_notify before its FIN. */
  readonly notifies: boolean;
  /** Whether it gives up when nothing has come for long. */
  readonly givesUp: boolean;
}

/** A record of TLS, which nobody else can make; or what anybody can who sees the connection below. */
export type FromPeer = {
  readonly type: 'RECORD' | 'CLOSE_NOTIFY' | Forgeable;
  readonly to: 'client' | 'server';
};
export type Forgeable = 'FIN' | 'RST';

interface PeerContext extends PeerSettings {
  readonly sent: number;
  readonly received: number;
}

const otherOf = { client: 'server', server: 'client' } as const;

/** One side of a TLS connection: a client that sends a request, or a server that has read the whole request before it answers. */
export const peer = setup({
  types: {
    context: {} as PeerContext,
    input: {} as PeerSettings,
    events: {} as
      | { type: 'SEND' | 'READ_ALL' | 'DISCARD' | 'ABORT' }
      | { type: 'RECORD' | 'CLOSE_NOTIFY' | Forgeable },
    emitted: {} as FromPeer | { type: 'ended' | 'truncated' | 'discarded' },
  },
  delays: { PATIENCE: 1000 },
  guards: {
    isServer: ({ context }) => context.role === 'server',
    isLast: ({ context }) => context.sent + 1 >= context.size,
    halfCloses: ({ context }) => context.halfCloses,
    notifies: ({ context }) => context.notifies,
    givesUp: ({ context }) => context.givesUp,
    isEnd: ({ context: { endsBy, knowsLength, received, expected }, event }) =>
      (event.type === 'RST' ? endsBy === 'FIN or RST' : endsBy !== 'close_notify') &&
      (!knowsLength || received === expected),
  },
  actions: {
    send: emit(({ context }) => ({ type: 'RECORD', to: otherOf[context.role] })),
    countSent: assign({ sent: ({ context }) => context.sent + 1 }),
    countReceived: assign({ received: ({ context }) => context.received + 1 }),
    notify: emit(({ context }) => ({ type: 'CLOSE_NOTIFY', to: otherOf[context.role] })),
    close: emit(({ context }) => ({ type: 'FIN', to: otherOf[context.role] })),
    tellEnded: emit({ type: 'ended' }),
    tellTruncated: emit({ type: 'truncated' }),
    tellDiscarded: emit({ type: 'discarded' }),
    goOn: raise({ type: 'READ_ALL' }),
    discard: raise({ type: 'DISCARD' }),
    abort: raise({ type: 'ABORT' }),
  },
}).createMachine({
  id: 'peer',
  context: ({ input }) => ({ ...input, sent: 0, received: 0 }),
  type: 'parallel',
  states: {
    writing: {
      initial: 'begun',
      states: {
        /** Passed at once. */
        begun: { always: [{ guard: 'isServer', target: 'waiting' }, { target: 'sending' }] },
        waiting: { on: { READ_ALL: 'sending', DISCARD: 'ending', ABORT: 'aborted' } },
        sending: {
          on: {
            SEND: [
              { guard: 'isLast', target: 'ending', actions: ['send', 'countSent'] },
              { actions: ['send', 'countSent'] },
            ],
            DISCARD: 'ending',
            ABORT: 'aborted',
          },
        },
        /** Passed at once. */
        ending: {
          always: [
            { guard: 'notifies', target: 'closed', actions: ['notify', 'close'] },
            { target: 'closed', actions: 'close' },
          ],
        },
        /** Passed at once: the transport is closed without a word. */
        aborted: { always: { target: 'closed', actions: 'close' } },
        closed: {},
      },
    },
    reading: {
      initial: 'open',
      states: {
        open: {
          after: { PATIENCE: { guard: 'givesUp', target: 'truncated' } },
          on: {
            RECORD: { actions: 'countReceived' },
            CLOSE_NOTIFY: [
              { guard: 'halfCloses', target: 'ended' },
              { target: 'ended', actions: ['discard', 'tellDiscarded'] },
            ],
            FIN: [{ guard: 'isEnd', target: 'ended' }, { target: 'truncated' }],
            RST: [{ guard: 'isEnd', target: 'ended' }, { target: 'truncated' }],
          },
        },
        /** Its user is told that this was all. */
        ended: { entry: ['tellEnded', 'goOn'] },
        /** Its user is told that something may be missing. */
        truncated: { entry: ['tellTruncated', 'abort'] },
      },
    },
  },
});
