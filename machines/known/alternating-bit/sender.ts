import { assign, emit, setup } from 'xstate';

/** What may be sent. */
export type Datum = 'd1' | 'd2';

/** The bit that was sent last, the bit that was acknowledged last, and what was sent. */
export interface SenderContext {
  readonly bit: number;
  readonly acknowledged: number;
  readonly sent: Datum;
}

/** Sends a new value once the last one is acknowledged, and the last one again as long as it is not. */
export const sender = setup({
  types: {
    context: {} as SenderContext,
    input: {} as Pick<SenderContext, 'bit' | 'sent'>,
    events: {} as { type: 'NEW'; datum: Datum } | { type: 'AGAIN' } | { type: 'ACK'; bit: number },
    emitted: {} as { type: 'DATA'; bit: number; datum: Datum },
  },
  guards: { isAcknowledged: ({ context }) => context.bit === context.acknowledged },
}).createMachine({
  id: 'sender',
  context: ({ input: { bit, sent } }) => ({ bit, acknowledged: bit, sent }),
  on: {
    NEW: {
      guard: 'isAcknowledged',
      actions: [
        assign({ bit: ({ context }) => 1 - context.bit, sent: ({ event }) => event.datum }),
        emit(({ context: { bit, sent } }) => ({ type: 'DATA', bit, datum: sent })),
      ],
    },
    AGAIN: {
      guard: ({ context }) => context.bit !== context.acknowledged,
      actions: emit(({ context: { bit, sent } }) => ({ type: 'DATA', bit, datum: sent })),
    },
    ACK: { actions: assign({ acknowledged: ({ event }) => event.bit }) },
  },
});
