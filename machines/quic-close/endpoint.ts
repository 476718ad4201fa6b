import { assign, cancel, emit, raise, setup } from 'xstate';

export interface EndpointSettings {
  /** The probe timeout, in milliseconds. */
  readonly pto: number;
  /** How long it stays in closing or draining, in milliseconds. */
  readonly wait: number;
  /** Whether it drains; if not, it forgets the connection as soon as it hears of the close. */
  readonly drains: boolean;
  /** After how long without a packet it gives the connection up, in milliseconds; 0 means never. */
  readonly idle: number;
  /** How long before that it begins nothing any more. */
  readonly margin: number;
  /** Whether it gives up without a word, as if the other side knew. */
  readonly isSilent: boolean;
  /** Whether its next connection has the connection ID, and so the stateless reset token, of the last one. */
  readonly reuses: boolean;
  /** How often it sends a packet again that is not acknowledged. */
  readonly probes: number;
}

/** A packet of a connection, by the number of the connection: data, its acknowledgement, or a CONNECTION_CLOSE; or a datagram that ends in the reset token of its ID. */
export interface Packet {
  readonly type: 'DATA' | 'ACK' | 'CONNECTION_CLOSE' | 'STATELESS_RESET';
  readonly connection: number;
}

interface EndpointContext extends EndpointSettings {
  readonly connection: number;
  /** How many packets it began to send. */
  readonly sent: number;
  /** Whether the last one is not acknowledged, and how often it was sent again. */
  readonly isOutstanding: boolean;
  readonly probed: number;
  /** Whether it has sent something since it last received something. */
  readonly hasSent: boolean;
  /** Whether the connection may be given up soon. */
  readonly isNearlyIdle: boolean;
}

/** One end of a QUIC connection that is established, until it has forgotten it (RFC 9000, 10). */
export const quicEndpoint = setup({
  types: {
    context: {} as EndpointContext,
    input: {} as EndpointSettings,
    events: {} as Packet | { type: 'SEND' | 'CLOSE' | 'OPEN' | 'PROBE' | 'FORGET' | 'GIVE_UP' | 'TAKE_CARE' },
    emitted: {} as Packet | { type: 'late'; packet: string } | { type: 'killed'; by: number },
  },
  delays: {
    /** Each probe waits twice as long as the one before (RFC 9002, 6.2.1). */
    PTO: ({ context }) => context.pto * 2 ** context.probed,
    WAIT: ({ context }) => context.wait,
    IDLE: ({ context }) => context.idle,
    NEARLY_IDLE: ({ context }) => Math.max(0, context.idle - context.margin),
  },
  guards: {
    isMine: ({ context, event }) => 'connection' in event && event.connection === context.connection,
    isOfReusedId: ({ context }) => context.reuses,
    maySend: ({ context }) => !context.isOutstanding && !context.isNearlyIdle,
    mayProbe: ({ context }) => context.probed < context.probes,
    drains: ({ context }) => context.drains,
    isSilent: ({ context }) => context.isSilent,
    hasIdleTimeout: ({ context }) => context.idle > 0,
    isFirstSince: ({ context }) => context.idle > 0 && !context.hasSent,
  },
  actions: {
    sendData: emit(({ context }) => ({ type: 'DATA', connection: context.connection })),
    sendAck: emit(({ context }) => ({ type: 'ACK', connection: context.connection })),
    sendClose: emit(({ context }) => ({ type: 'CONNECTION_CLOSE', connection: context.connection })),
    sendReset: emit(({ event }) => ({
      type: 'STATELESS_RESET',
      connection: 'connection' in event ? event.connection : 0,
    })),
    tellLate: emit(({ event }) => ({ type: 'late', packet: event.type })),
    tellKilled: emit(({ event }) => ({ type: 'killed', by: 'connection' in event ? event.connection : 0 })),
    noteSent: assign({
      sent: ({ context }) => context.sent + 1,
      isOutstanding: true,
      probed: 0,
      hasSent: true,
    }),
    noteProbe: assign({ probed: ({ context }) => context.probed + 1 }),
    settle: assign({ isOutstanding: false, probed: 0 }),
    noteReceived: assign({ hasSent: false, isNearlyIdle: false }),
    takeCare: assign({ isNearlyIdle: true }),
    next: assign({
      connection: ({ context }) => context.connection + 1,
      isOutstanding: false,
      probed: 0,
      hasSent: false,
      isNearlyIdle: false,
    }),
    startProbing: raise({ type: 'PROBE' }, { delay: 'PTO', id: 'PTO' }),
    stopProbing: cancel('PTO'),
    startWaiting: raise({ type: 'FORGET' }, { delay: 'WAIT', id: 'WAIT' }),
    stopIdling: cancel('IDLE'),
    stopTakingCare: cancel('NEARLY_IDLE'),
    startIdling: raise({ type: 'GIVE_UP' }, { delay: 'IDLE', id: 'IDLE' }),
    startTakingCare: raise({ type: 'TAKE_CARE' }, { delay: 'NEARLY_IDLE', id: 'NEARLY_IDLE' }),
  },
}).createMachine({
  id: 'endpoint',
  context: ({ input }) => ({
    ...input,
    connection: 1,
    sent: 0,
    isOutstanding: false,
    probed: 0,
    hasSent: false,
    isNearlyIdle: false,
  }),
  initial: 'open',
  states: {
    open: {
      initial: 'restarting',
      on: {
        SEND: [
          {
            guard: ({ context }) =>
              context.idle > 0 && !context.hasSent && !context.isOutstanding && !context.isNearlyIdle,
            target: '.restarting',
            actions: ['sendData', 'noteSent', 'startProbing'],
          },
          { guard: 'maySend', actions: ['sendData', 'noteSent', 'startProbing'] },
        ],
        PROBE: { guard: 'mayProbe', actions: ['sendData', 'noteProbe', 'startProbing'] },
        DATA: [
          { guard: 'isMine', target: '.restarting', actions: ['sendAck', 'noteReceived'] },
          // Of another connection, it cannot be decrypted; if its ID is not known any more, it is answered by a reset.
          { guard: 'isOfReusedId' },
          { actions: ['tellLate', 'sendReset'] },
        ],
        ACK: { guard: 'isMine', target: '.restarting', actions: ['settle', 'stopProbing', 'noteReceived'] },
        CONNECTION_CLOSE: [
          {
            guard: ({ context, event }) => event.connection === context.connection && context.drains,
            target: 'draining',
            actions: 'startWaiting',
          },
          { guard: 'isMine', target: 'gone' },
        ],
        STATELESS_RESET: [
          { guard: 'isMine', target: 'draining', actions: ['tellKilled', 'startWaiting'] },
          { guard: 'isOfReusedId', target: 'draining', actions: ['tellKilled', 'startWaiting'] },
        ],
        CLOSE: { target: 'closing', actions: ['sendClose', 'startWaiting'] },
        TAKE_CARE: { actions: 'takeCare' },
        GIVE_UP: [
          { guard: 'isSilent', target: 'gone' },
          { target: 'closing', actions: ['sendClose', 'startWaiting'] },
        ],
      },
      states: {
        /** Passed at once: the idle timeout begins anew. */
        restarting: {
          entry: ['stopIdling', 'stopTakingCare'],
          always: [
            { guard: 'hasIdleTimeout', target: 'running', actions: ['startIdling', 'startTakingCare'] },
            { target: 'running' },
          ],
        },
        running: {},
      },
      exit: ['stopIdling', 'stopTakingCare', 'stopProbing'],
    },
    /** It has sent a CONNECTION_CLOSE, and answers whatever comes with another one. */
    closing: {
      on: {
        DATA: { guard: 'isMine', actions: 'sendClose' },
        ACK: { guard: 'isMine', actions: 'sendClose' },
        CONNECTION_CLOSE: { guard: 'isMine', target: 'draining' },
        STATELESS_RESET: { guard: 'isMine', target: 'draining' },
        FORGET: 'gone',
      },
    },
    /** It knows that the other side has closed, and sends nothing. */
    draining: { on: { FORGET: 'gone' } },
    /** It knows nothing of the connection any more. */
    gone: {
      on: {
        DATA: { actions: ['tellLate', 'sendReset'] },
        ACK: { actions: ['tellLate', 'sendReset'] },
        CONNECTION_CLOSE: { actions: ['tellLate', 'sendReset'] },
        OPEN: { target: 'open', actions: 'next' },
      },
    },
  },
});
