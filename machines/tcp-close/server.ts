import { assign, emit, enqueueActions, setup } from 'xstate';
import { type DataState, type Notice, noData, type Segment, type Settings } from './segments.ts';

export interface ServerSettings extends Settings {
  /** How long the server keeps quiet after a connection before it may listen again; 0 for not at all. */
  quietTime: number;
}

interface ServerContext extends DataState {
  settings: ServerSettings;
}

type Call = { type: 'LISTEN' } | { type: 'SEND' } | { type: 'CLOSE' };

/**
 * The side that waits for a connection, and closes it last.
 *
 * To enter a state is to send what is not acknowledged in it; the retransmission timer enters it again.
 */
export const serverMachine = setup({
  types: {} as {
    context: ServerContext;
    events: Call | Segment;
    emitted: Segment | Notice;
    input: ServerSettings;
  },
  delays: {
    RTO: ({ context }) => context.settings.rto,
    QUIET_TIME: ({ context }) => context.settings.quietTime,
  },
  guards: {
    hasSentNothing: ({ context }) => context.sent === 'nothing',
    acknowledgesSyn: ({ event }) => event.type === 'ACK' && event.of === 'SYN',
    acknowledgesData: ({ context, event }) =>
      event.type === 'ACK' && event.of === 'DATA' && context.sent === 'unacknowledged',
    acknowledgesFin: ({ event }) => event.type === 'ACK' && event.of === 'FIN',
    isNext: ({ context, event }) =>
      event.type === 'FIN' && (!event.afterData || context.received || !context.settings.finWaitsForData),
    retransmitsFin: ({ context }) => context.settings.retransmitsFin,
    keepsNoQuietTime: ({ context }) => context.settings.quietTime === 0,
  },
  actions: {
    forget: assign(noData),
    handOver: assign({ sent: 'unacknowledged' }),
    settle: assign({ sent: 'acknowledged' }),
    takeData: enqueueActions(({ context, enqueue }) => {
      if (!context.received) {
        enqueue.assign({ received: true });
        enqueue.emit({ type: 'delivered' });
      }
      enqueue.emit({ type: 'ACK', of: 'DATA' });
    }),
    sendSynAck: emit({ type: 'SYN_ACK' }),
    sendData: enqueueActions(({ context, enqueue }) => {
      if (context.sent === 'unacknowledged') enqueue.emit({ type: 'DATA' });
    }),
    sendFin: emit(({ context }) => ({ type: 'FIN' as const, afterData: context.sent !== 'nothing' })),
    acknowledgeFin: emit({ type: 'ACK', of: 'FIN' }),
    refuse: emit({ type: 'RST' }),
    tellOpened: emit({ type: 'opened' }),
    tellPeerClosed: emit({ type: 'peerClosed' }),
    tellClosed: emit({ type: 'closed' }),
    tellReset: emit({ type: 'reset' }),
  },
}).createMachine({
  id: 'server',
  context: ({ input }) => ({ ...noData, settings: input }),
  initial: 'CLOSED',
  states: {
    CLOSED: {
      entry: 'forget',
      on: {
        LISTEN: { target: 'LISTEN' },
        ACK: { actions: 'refuse' },
        DATA: { actions: 'refuse' },
        FIN: { actions: 'refuse' },
      },
    },
    LISTEN: {
      on: {
        SYN: { target: 'SYN_RCVD' },
        ACK: { actions: 'refuse' },
        DATA: { actions: 'refuse' },
        FIN: { actions: 'refuse' },
      },
    },
    SYN_RCVD: {
      entry: 'sendSynAck',
      after: { RTO: { target: 'SYN_RCVD', reenter: true } },
      on: {
        ACK: { guard: 'acknowledgesSyn', target: 'ESTABLISHED', actions: 'tellOpened' },
        RST: { target: 'LISTEN' },
      },
    },
    ESTABLISHED: {
      entry: 'sendData',
      after: { RTO: { target: 'ESTABLISHED', reenter: true } },
      on: {
        SEND: { guard: 'hasSentNothing', target: 'ESTABLISHED', reenter: true, actions: 'handOver' },
        ACK: { guard: 'acknowledgesData', actions: 'settle' },
        DATA: { actions: 'takeData' },
        FIN: { guard: 'isNext', target: 'CLOSE_WAIT', actions: ['acknowledgeFin', 'tellPeerClosed'] },
        RST: { target: 'CLOSED', actions: 'tellReset' },
      },
    },
    CLOSE_WAIT: {
      entry: 'sendData',
      after: { RTO: { target: 'CLOSE_WAIT', reenter: true } },
      on: {
        SEND: { guard: 'hasSentNothing', target: 'CLOSE_WAIT', reenter: true, actions: 'handOver' },
        ACK: { guard: 'acknowledgesData', actions: 'settle' },
        FIN: { actions: 'acknowledgeFin' },
        CLOSE: { target: 'LAST_ACK' },
        RST: { target: 'CLOSED', actions: 'tellReset' },
      },
    },
    LAST_ACK: {
      entry: ['sendData', 'sendFin'],
      after: { RTO: { guard: 'retransmitsFin', target: 'LAST_ACK', reenter: true } },
      on: {
        ACK: [
          { guard: 'acknowledgesFin', target: 'QUIET', actions: 'tellClosed' },
          { guard: 'acknowledgesData', actions: 'settle' },
        ],
        FIN: { actions: 'acknowledgeFin' },
        RST: { target: 'CLOSED', actions: 'tellReset' },
      },
    },
    /** Passed at once unless the server is to keep quiet. */
    QUIET: {
      entry: 'forget',
      always: { guard: 'keepsNoQuietTime', target: 'CLOSED' },
      after: { QUIET_TIME: { target: 'CLOSED' } },
    },
  },
});
