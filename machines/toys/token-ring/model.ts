import { defineModel, endpoint } from 'allways';
import { emit, setup } from 'xstate';

/** A station that hands the token on to `next` when its user is done. */
const station = (next: string, holds: boolean) =>
  setup({
    types: {
      events: {} as { type: 'TOKEN' } | { type: 'DONE' },
      emitted: {} as { type: 'TOKEN'; to: string },
    },
  }).createMachine({
    id: 'station',
    initial: holds ? 'holding' : 'waiting',
    states: {
      waiting: { on: { TOKEN: 'holding' } },
      holding: { on: { DONE: { target: 'waiting', actions: emit({ type: 'TOKEN', to: next }) } } },
    },
  });

const user = { events: [{ type: 'DONE' as const }] };

/**
 * Three stations that hand a token round: who holds it may use it, for as long as its user likes.
 *
 * The verdicts by hand. The token is with a station or under way, 6 states, which follow one another in a ring; with loss, it
 * may be lost on any of the three ways, which all lead to one state more. A behaviour goes round for ever, or stops. While a
 * station holds the token only its user can go on, and under way only the delivery: so it goes round if users come to an end, and
 * messages arrive; either alone is not enough. A token that is lost is never sent again, so fair loss does not help.
 */
export default defineModel({
  name: 'token-ring',
  parameters: { loss: false },
  build: (p) => ({
    endpoints: {
      a: endpoint(station('b', true), user),
      b: endpoint(station('c', false), user),
      c: endpoint(station('a', false), user),
    },
    network: { carries: ['TOKEN'], loss: p.loss },
  }),
  fairness: ({ calls, fairLoss }) => ({
    'users come to an end': calls({ events: ['DONE'] }),
    'fair loss': fairLoss({ when: (p) => p.loss }),
  }),
  properties: ({ infinitelyOften, leadsTo, invariant, recoverable }) => [
    infinitelyOften({
      name: 'everybody has a turn',
      sentence: 'The token comes to b again and again.',
      state: ({ endpoints }) => endpoints.b.matches('holding'),
    }),
    leadsTo({
      name: 'the token arrives',
      sentence: 'What a hands on comes to b.',
      from: { step: ({ sent }) => sent.some(({ from }) => from === 'a') },
      to: { state: ({ endpoints }) => endpoints.b.matches('holding') },
    }),
    recoverable({
      name: 'the token is not lost',
      sentence: 'From every state, the token can still come to a.',
      state: ({ endpoints }) => endpoints.a.matches('holding'),
    }),
    invariant({
      name: 'one token',
      sentence: 'No two stations hold the token.',
      holds: ({ endpoints: { a, b, c } }) => [a, b, c].filter((each) => each.matches('holding')).length <= 1,
    }),
  ],
  variants: {
    reliable: {
      sentence: '6 states in a ring.',
      size: { distinctStates: 6, transitions: 6 },
    },
    lossy: {
      sentence: 'The token may be lost: one state more, with three ways to it.',
      set: { loss: true },
      expect: {
        'everybody has a turn': 'violated',
        'the token arrives': 'violated',
        'the token is not lost': 'violated',
      },
      size: { distinctStates: 7, transitions: 9 },
    },
  },
});
