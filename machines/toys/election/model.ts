import { defineModel, endpoint } from 'allways';
import { emit, setup } from 'xstate';

/** The node of the higher rank: once it wakes, it claims to lead, until it is acknowledged or only once. */
const high = (repeats: boolean) =>
  setup({
    types: {
      events: {} as { type: 'CLAIM' } | { type: 'ACK' },
      emitted: {} as { type: 'CLAIM' },
    },
    delays: { WAKE: 1000, AGAIN: 1000 },
  }).createMachine({
    id: 'high',
    initial: 'asleep',
    states: {
      asleep: { after: { WAKE: 'claiming' } },
      claiming: {
        entry: emit({ type: 'CLAIM' }),
        after: repeats ? { AGAIN: { target: 'claiming', reenter: true } } : {},
        on: { ACK: 'leader' },
      },
      leader: {},
    },
  });

/** The node of the lower rank: it leads where it hears of no other, and follows whoever claims. */
const low = setup({
  types: {
    events: {} as { type: 'CLAIM' },
    emitted: {} as { type: 'ACK' },
  },
  delays: { PATIENCE: 1000 },
}).createMachine({
  id: 'low',
  initial: 'patient',
  on: { CLAIM: { target: '.follower', actions: emit({ type: 'ACK' }) } },
  states: {
    patient: { after: { PATIENCE: 'leader' } },
    leader: {},
    follower: {},
  },
});

/**
 * An election of a leader by timers, over a network that loses and repeats messages.
 *
 * The verdicts by hand. High claims again and again until it is acknowledged, so claims are sent without end unless an
 * acknowledgement arrives; each claim that arrives is acknowledged. If what is sent without end arrives without end, low comes to
 * follow, and an acknowledgement arrives: then high leads, low follows, and nothing changes that any more. That takes fair loss,
 * and that timers fire; that messages which stay in flight are delivered is of no use where each may be lost. Without
 * claims that are repeated, a single loss is the end of it, whatever is assumed.
 */
export default defineModel({
  name: 'election',
  parameters: { repeats: true },
  build: (p) => ({
    endpoints: { high: endpoint(high(p.repeats)), low: endpoint(low) },
    network: { carries: ['CLAIM', 'ACK'], loss: true, duplication: true, capacity: 2 },
  }),
  fairness: ({ fairLoss }) => ({ 'fair loss': fairLoss() }),
  properties: ({ stabilizes, leadsTo, recoverable, reachable }) => [
    stabilizes({
      name: 'one leads',
      sentence: 'In the end, high leads for good, and low follows.',
      state: ({ endpoints }) => endpoints.high.matches('leader') && endpoints.low.matches('follower'),
    }),
    leadsTo({
      name: 'a claim is heard',
      sentence: 'Once high claims to lead, low comes to follow.',
      from: { state: ({ endpoints }) => endpoints.high.matches('claiming') },
      to: { state: ({ endpoints }) => endpoints.low.matches('follower') },
    }),
    recoverable({
      name: 'high can lead',
      sentence: 'From every state, high can still come to lead.',
      state: ({ endpoints }) => endpoints.high.matches('leader'),
    }),
    reachable({
      name: 'low leads',
      sentence: 'Low leads as long as it has heard of no other.',
      state: ({ endpoints }) => endpoints.low.matches('leader'),
    }),
  ],
  variants: {
    repeated: { sentence: 'A claim is repeated until it is acknowledged.' },
    once: {
      sentence: 'A claim is sent once.',
      set: { repeats: false },
      expect: { 'one leads': 'violated', 'a claim is heard': 'violated', 'high can lead': 'violated' },
    },
  },
});
