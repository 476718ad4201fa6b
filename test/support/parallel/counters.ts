import { assign, setup } from 'xstate';
import { endpoint } from '../../../src/index.ts';

/** Counts to ten. */
export const counterMachine = setup({
  types: { context: {} as { n: number }, events: {} as { type: 'NEXT' } },
}).createMachine({
  id: 'counter',
  context: { n: 0 },
  on: {
    NEXT: {
      guard: ({ context }) => context.n < 10,
      actions: assign({ n: ({ context }) => context.n + 1 }),
    },
  },
});

/** Three that count to ten, each for itself: 1331 states. */
export function threeCounters() {
  const counter = endpoint(counterMachine, { events: [{ type: 'NEXT' }] });
  return { a: counter, b: counter, c: counter };
}
