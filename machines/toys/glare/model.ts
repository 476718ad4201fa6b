import { defineModel, endpoint } from 'allways';
import { emit, setup } from 'xstate';

/** One side of a line on which both may call: it seizes the line, and is answered, or meets the other's seizure (glare). */
const side = (yields: boolean) =>
  setup({
    types: {
      events: {} as { type: 'SEIZE' } | { type: 'ACCEPT' },
      emitted: {} as { type: 'SEIZE' } | { type: 'ACCEPT' },
    },
    delays: { WAIT: 1000 },
  }).createMachine({
    id: 'side',
    initial: 'calling',
    states: {
      calling: {
        entry: emit({ type: 'SEIZE' }),
        on: {
          ACCEPT: 'connected',
          SEIZE: yields ? { target: 'connected', actions: emit({ type: 'ACCEPT' }) } : 'waiting',
        },
      },
      waiting: {
        after: { WAIT: 'calling' },
        on: { SEIZE: { target: 'connected', actions: emit({ type: 'ACCEPT' }) } },
      },
      connected: {},
    },
  });

/**
 * Glare: two sides seize a line at the same moment. Each that meets the other's seizure waits, and seizes again; in
 * `waiting` it accepts.
 *
 * The verdict by hand. If both wait, one may call and be accepted while the other still waits. But if both call again before a
 * seizure arrives, all is as it was in the beginning: each message is delivered, and each timer fires, so that this is fair. It
 * may go on for ever, however fair things are. If one side yields, who calls again never meets one who waits for it: then
 * what is under way is accepted. From every state a connection can be reached, either way.
 */
export default defineModel({
  name: 'glare',
  parameters: { yields: false },
  build: (p) => ({
    endpoints: { east: endpoint(side(p.yields)), west: endpoint(side(false)) },
    network: { carries: ['SEIZE', 'ACCEPT'] },
  }),
  properties: ({ eventually, recoverable, reachable }) => [
    eventually({
      name: 'they connect',
      sentence: 'In the end, one side is connected.',
      state: ({ endpoints: { east, west } }) => east.matches('connected') || west.matches('connected'),
    }),
    recoverable({
      name: 'they can connect',
      sentence: 'From every state, a connection can be reached.',
      state: ({ endpoints: { east, west } }) => east.matches('connected') || west.matches('connected'),
    }),
    reachable({
      name: 'glare',
      sentence: 'Both wait after they have met.',
      state: ({ endpoints: { east, west } }) => east.matches('waiting') || west.matches('waiting'),
    }),
  ],
  variants: {
    alike: {
      sentence: 'Both wait, and seize again: they may meet for ever.',
      expect: { 'they connect': 'violated' },
    },
    'one yields': {
      sentence: 'East accepts where it meets a seizure.',
      set: { yields: true },
    },
  },
});
