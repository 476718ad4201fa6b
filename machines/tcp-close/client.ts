import { assign, emit, enqueueActions, setup } from 'xstate';
import { type DataState, type Notice, noData, type Segment, type Settings } from './segments.ts';

export interface ClientSettings extends Settings {
  /** How long the client stays in TIME_WAIT. */
  timeWait: number;
  /** Whether a FIN that arrives in TIME_WAIT starts the waiting anew. */
  restartsTimeWait: boolean;
  /** Whether a RST ends TIME_WAIT at once. */
  obeysResetInTimeWait: boolean;
}

interface ClientContext extends DataState {
  /** How many connections have been opened. */
  connection: number;
  settings: ClientSettings;
}

type Call = { type: 'OPEN' } | { type: 'SEND' } | { type: 'CLOSE' };

/**
 * The side that opens the connection, and closes it first.
 *
 * To enter a state is to send what is not acknowledged in it; the retransmission timer enters it again.
 */
export const clientMachine = setup({
  types: {} as {
    context: ClientContext;
    events: Call | Segment;
    emitted: Segment | Notice;
    input: ClientSettings;
  },
  delays: {
    RTO: ({ context }) => context.settings.rto,
    TIME_WAIT: ({ context }) => context.settings.timeWait,
  },
  guards: {
    hasSentNothing: ({ context }) => context.sent === 'nothing',
    acknowledgesData: ({ context, event }) =>
      event.type === 'ACK' && event.of === 'DATA' && context.sent === 'unacknowledged',
    acknowledgesFin: ({ event }) => event.type === 'ACK' && event.of === 'FIN',
    isNext: ({ context, event }) =>
      event.type === 'FIN' && (!event.afterData || context.received || !context.settings.finWaitsForData),
    retransmitsFin: ({ context }) => context.settings.retransmitsFin,
    restartsTimeWait: ({ context }) => context.settings.restartsTimeWait,
    obeysResetInTimeWait: ({ context }) => context.settings.obeysResetInTimeWait,
  },
  actions: {
    begin: assign(({ context }) => ({ ...noData, connection: context.connection + 1 })),
    forget: assign(noData),
    handOver: assign({ sent: 'unacknowledged' }),
    settle: assign(({ context }) => ({ sent: context.sent === 'nothing' ? 'nothing' : 'acknowledged' })),
    takeData: enqueueActions(({ context, enqueue }) => {
      if (!context.received) {
        enqueue.assign({ received: true });
        enqueue.emit({ type: 'delivered' });
      }
      enqueue.emit({ type: 'ACK', of: 'DATA' });
    }),
    sendSyn: emit({ type: 'SYN' }),
    sendData: enqueueActions(({ context, enqueue }) => {
      if (context.sent === 'unacknowledged') enqueue.emit({ type: 'DATA' });
    }),
    sendFin: emit(({ context }) => ({ type: 'FIN' as const, afterData: context.sent !== 'nothing' })),
    acknowledgeSyn: emit({ type: 'ACK', of: 'SYN' }),
    acknowledgeFin: emit({ type: 'ACK', of: 'FIN' }),
    refuse: emit({ type: 'RST' }),
    tellOpened: emit({ type: 'opened' }),
    tellPeerClosed: emit({ type: 'peerClosed' }),
    tellClosed: emit({ type: 'closed' }),
    tellReset: emit({ type: 'reset' }),
  },
}).createMachine({
  id: 'client',
  context: ({ input }) => ({ ...noData, connection: 0, settings: input }),
  initial: 'CLOSED',
  states: {
    CLOSED: {
      entry: 'forget',
      on: {
        OPEN: { target: 'SYN_SENT', actions: 'begin' },
        SYN_ACK: { actions: 'refuse' },
        ACK: { actions: 'refuse' },
        DATA: { actions: 'refuse' },
        FIN: { actions: 'refuse' },
      },
    },
    SYN_SENT: {
      entry: 'sendSyn',
      after: { RTO: { target: 'SYN_SENT', reenter: true } },
      on: {
        SYN_ACK: { target: 'ESTABLISHED', actions: ['acknowledgeSyn', 'tellOpened'] },
        // Only a server that still is in an earlier connection says this.
        ACK: { actions: 'refuse' },
        DATA: { actions: 'refuse' },
        FIN: { actions: 'refuse' },
      },
    },
    ESTABLISHED: {
      entry: 'sendData',
      after: { RTO: { target: 'ESTABLISHED', reenter: true } },
      on: {
        SYN_ACK: { actions: 'acknowledgeSyn' },
        SEND: { guard: 'hasSentNothing', target: 'ESTABLISHED', reenter: true, actions: 'handOver' },
        ACK: { guard: 'acknowledgesData', actions: 'settle' },
        DATA: { actions: 'takeData' },
        CLOSE: { target: 'FIN_WAIT_1' },
        RST: { target: 'CLOSED', actions: 'tellReset' },
      },
    },
    FIN_WAIT_1: {
      entry: ['sendData', 'sendFin'],
      after: { RTO: { guard: 'retransmitsFin', target: 'FIN_WAIT_1', reenter: true } },
      on: {
        SYN_ACK: { actions: 'acknowledgeSyn' },
        ACK: [
          { guard: 'acknowledgesFin', target: 'FIN_WAIT_2', actions: 'settle' },
          { guard: 'acknowledgesData', actions: 'settle' },
        ],
        DATA: { actions: 'takeData' },
        // The server closes only after it has taken this side's FIN, so its own FIN acknowledges that one too.
        FIN: { guard: 'isNext', target: 'TIME_WAIT', actions: ['acknowledgeFin', 'tellPeerClosed'] },
        RST: { target: 'CLOSED', actions: 'tellReset' },
      },
    },
    FIN_WAIT_2: {
      on: {
        DATA: { actions: 'takeData' },
        FIN: { guard: 'isNext', target: 'TIME_WAIT', actions: ['acknowledgeFin', 'tellPeerClosed'] },
        RST: { target: 'CLOSED', actions: 'tellReset' },
      },
    },
    TIME_WAIT: {
      entry: 'forget',
      after: { TIME_WAIT: { target: 'CLOSED', actions: 'tellClosed' } },
      on: {
        FIN: [
          { guard: 'restartsTimeWait', target: 'TIME_WAIT', reenter: true, actions: 'acknowledgeFin' },
          { actions: 'acknowledgeFin' },
        ],
        RST: { guard: 'obeysResetInTimeWait', target: 'CLOSED', actions: 'tellClosed' },
      },
    },
  },
});
