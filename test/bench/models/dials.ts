import { defineModel, endpoint } from 'allways';
import { assign, setup } from 'xstate';

const dials = setup({
  types: { context: {} as { coarse: number; fine: number }, events: {} as { type: 'COARSE' | 'FINE' } },
}).createMachine({
  id: 'dials',
  context: { coarse: 0, fine: 0 },
  on: {
    COARSE: { actions: assign({ coarse: ({ context }) => context.coarse + 1 }) },
    FINE: { actions: assign({ fine: ({ context }) => context.fine + 1 }) },
  },
});

const dial = setup({
  types: { context: {} as { position: number }, events: {} as { type: 'TURN' } },
}).createMachine({
  id: 'dial',
  context: { position: 0 },
  on: { TURN: { actions: assign({ position: ({ context }) => context.position + 1 }) } },
});

/**
 * Three dials that turn one way and stop at their ends, two of them on one endpoint: a model with many goals and many
 * states, which can be counted. Of the local states there are n² + n, of the states n³, of the transitions 3·n²·(n − 1).
 */
export default defineModel({
  name: 'dials',
  parameters: {
    /** Of each dial. */
    positions: 100,
  },
  build: ({ positions }) => ({
    endpoints: {
      two: endpoint(dials, {
        events: ({ context: { coarse, fine } }) => [
          ...(coarse < positions - 1 ? [{ type: 'COARSE' as const }] : []),
          ...(fine < positions - 1 ? [{ type: 'FINE' as const }] : []),
        ],
      }),
      one: endpoint(dial, {
        events: ({ context: { position } }) => (position < positions - 1 ? [{ type: 'TURN' as const }] : []),
      }),
    },
    network: { carries: [] },
  }),
  properties: () => [],
});
