import { assign, emit, setup } from 'xstate';

/** A handshake with retransmission: named delays, assignments that only a full picture shows, self re-entry, self-reference. */
export const handshake = setup({
  types: {} as {
    context: { tries: number };
    events: { type: 'OPEN' } | { type: 'SYN_ACK' } | { type: 'RST' } | { type: 'CLOSE' };
  },
  delays: { RTO: 1000, KEEP: 7_200_000 },
  guards: { isTired: ({ context }) => context.tries > 3 },
  actions: {
    count: assign({ tries: ({ context }) => context.tries + 1 }),
    forget: assign({ tries: 0 }),
    sendSyn: emit({ type: 'SYN' }),
    sendAck: emit({ type: 'ACK' }),
    sendProbe: emit({ type: 'PROBE' }),
  },
}).createMachine({
  id: 'handshake',
  context: { tries: 0 },
  initial: 'CLOSED',
  states: {
    CLOSED: { entry: 'forget', on: { OPEN: { target: 'SYN-SENT', actions: 'count' } } },
    'SYN-SENT': {
      entry: 'sendSyn',
      after: {
        RTO: [
          { guard: 'isTired', target: 'CLOSED' },
          { target: 'SYN-SENT', reenter: true, actions: 'count' },
        ],
      },
      on: {
        SYN_ACK: {
          target: 'ESTABLISHED',
          actions: ['forget', 'sendAck'],
          description: 'The other side agrees.',
        },
        RST: 'CLOSED',
        OPEN: { target: 'SYN-SENT' },
      },
    },
    ESTABLISHED: {
      after: { KEEP: { actions: 'sendProbe' } },
      on: { SYN_ACK: { actions: 'sendAck' }, RST: 'CLOSED', CLOSE: 'CLOSED' },
    },
  },
});
