import { assign, emit, setup } from 'xstate';
import type { Forgeable } from './peer.ts';

/** Sees the TCP connection, and puts segments into it that look like the other side's. It cannot make records. */
export const attacker = setup({
  types: {
    context: {} as { readonly injected: number },
    events: {} as { type: 'INJECT'; segment: Forgeable; to: 'client' | 'server' },
    emitted: {} as { type: Forgeable; to: 'client' | 'server' },
  },
}).createMachine({
  id: 'attacker',
  context: { injected: 0 },
  on: {
    INJECT: {
      actions: [
        assign({ injected: ({ context }) => context.injected + 1 }),
        emit(({ event }) => ({ type: event.segment, to: event.to })),
      ],
    },
  },
});
