import { assign, emit, setup } from 'xstate';
import type { Datum } from './sender.ts';

/** Takes whatever comes, and acknowledges what it has got last, whenever it likes. */
export const receiver = setup({
  types: {
    context: {} as { readonly bit: number; readonly received: Datum },
    input: {} as { readonly bit: number; readonly received: Datum },
    events: {} as { type: 'DATA'; bit: number; datum: Datum } | { type: 'ACKNOWLEDGE' },
    emitted: {} as { type: 'ACK'; bit: number },
  },
}).createMachine({
  id: 'receiver',
  context: ({ input }) => input,
  on: {
    DATA: { actions: assign({ bit: ({ event }) => event.bit, received: ({ event }) => event.datum }) },
    ACKNOWLEDGE: { actions: emit(({ context: { bit } }) => ({ type: 'ACK', bit })) },
  },
});
