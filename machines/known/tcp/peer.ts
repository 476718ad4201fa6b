import { assign, emit, setup } from 'xstate';

/** What TCP peers send to each other; of sequence numbers no more is left than whether it is a FIN that an ACK acknowledges. */
export type Segment = { readonly type: 'SYN' | 'SYN_ACK' | 'ACK' | 'FIN' | 'ACK_OF_FIN' | 'RST' };

/** What an RST may lead to, whatever the state: the endpoint chooses. */
export type Chosen = { readonly type: 'RST_TO_LISTEN' | 'RST_TO_CLOSED' };

/** What the user does. RESET sends an RST. */
export type Call = { readonly type: 'CLOSE' | 'RESET' };

/** One end of a connection, as figure 5 of RFC 9293 draws it: no sequence numbers, no retransmission. */
export const peer = setup({
  types: {
    /** Whether there is a transmission control block; without one, nothing is reset, and TIME-WAIT does not end. */
    context: {} as { readonly tcb: boolean },
    input: {} as { readonly opens: boolean },
    events: {} as Segment | Chosen | Call,
    emitted: {} as Segment,
  },
  delays: { TIME_WAIT: 1000 },
  guards: { hasTcb: ({ context }) => context.tcb },
  actions: {
    createTcb: assign({ tcb: true }),
    deleteTcb: assign({ tcb: false }),
    sendSyn: emit({ type: 'SYN' }),
    sendSynAck: emit({ type: 'SYN_ACK' }),
    sendAck: emit({ type: 'ACK' }),
    sendFin: emit({ type: 'FIN' }),
    acknowledgeFin: emit({ type: 'ACK_OF_FIN' }),
    sendRst: emit({ type: 'RST' }),
  },
}).createMachine({
  id: 'peer',
  context: ({ input }) => ({ tcb: input.opens }),
  initial: 'OPENING',
  on: {
    RST_TO_LISTEN: '.LISTEN',
    RST_TO_CLOSED: '.CLOSED',
    RESET: { guard: 'hasTcb', target: '.TIME-WAIT', actions: 'sendRst' },
  },
  states: {
    /** Passed at once: the search begins where one end has called, and the other listens. */
    OPENING: {
      always: [
        { guard: 'hasTcb', target: 'SYN-SENT', actions: 'sendSyn' },
        { target: 'LISTEN', actions: 'createTcb' },
      ],
    },
    CLOSED: {},
    LISTEN: {
      on: {
        SYN: { target: 'SYN-RECEIVED', actions: 'sendSynAck' },
        CLOSE: { target: 'CLOSED', actions: 'deleteTcb' },
      },
    },
    'SYN-SENT': {
      on: {
        SYN: { target: 'SYN-RECEIVED', actions: 'sendSynAck' },
        SYN_ACK: { target: 'ESTABLISHED', actions: 'sendAck' },
        CLOSE: { target: 'CLOSED', actions: 'deleteTcb' },
      },
    },
    'SYN-RECEIVED': {
      on: {
        ACK: 'ESTABLISHED',
        CLOSE: { target: 'FIN-WAIT-1', actions: 'sendFin' },
      },
    },
    ESTABLISHED: {
      on: {
        FIN: { target: 'CLOSE-WAIT', actions: 'acknowledgeFin' },
        CLOSE: { target: 'FIN-WAIT-1', actions: 'sendFin' },
      },
    },
    'FIN-WAIT-1': {
      on: {
        FIN: { target: 'CLOSING', actions: 'acknowledgeFin' },
        ACK_OF_FIN: 'FIN-WAIT-2',
      },
    },
    'FIN-WAIT-2': { on: { FIN: { target: 'TIME-WAIT', actions: 'acknowledgeFin' } } },
    CLOSING: { on: { ACK_OF_FIN: 'TIME-WAIT' } },
    'CLOSE-WAIT': { on: { CLOSE: { target: 'LAST-ACK', actions: 'sendFin' } } },
    'LAST-ACK': { on: { ACK_OF_FIN: 'CLOSED' } },
    'TIME-WAIT': {
      after: { TIME_WAIT: { guard: 'hasTcb', target: 'CLOSED', actions: 'deleteTcb' } },
    },
  },
});
