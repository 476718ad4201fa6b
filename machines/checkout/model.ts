import { defineModel, endpoint } from 'allways';
import { serverOf } from './server.ts';
import { shop } from './shop.ts';

/** A checkout between a shop and a server, over a network that loses messages: who buys once pays once. */
export default defineModel({
  name: 'checkout',
  parameters: { keyed: true, capacity: 1 },
  build: (p) => ({
    endpoints: {
      shop: endpoint(shop, {
        events: [{ type: 'BUY' }, { type: 'CARD' }, { type: 'CONFIRM' }, { type: 'BACK' }],
      }),
      server: endpoint(serverOf(p.keyed), {
        // The bank accepts, declines, or cannot be reached.
        actors: { bank: { done: [true, false], error: [new Error('unreachable')] } },
      }),
    },
    network: { carries: ['ORDER', 'RECEIPT', 'DECLINED'], loss: true, order: 'fifo', capacity: p.capacity },
    time: 'untimed',
  }),
  final: ({ endpoints: { shop } }) => shop.matches('thanks') || shop.matches('sorry'),
  properties: ({ invariant, reachable, deadlockFree }) => [
    invariant({
      name: 'charged once',
      sentence: 'However often its order is sent, a customer is charged once.',
      holds: ({ endpoints: { server } }) => server.context.charged <= 1,
    }),
    invariant({
      name: 'sorry means free',
      sentence: 'Who is told that the card was declined was not charged.',
      holds: ({ endpoints: { shop, server } }) => !shop.matches('sorry') || server.context.charged === 0,
    }),
    invariant({
      name: 'thanks means paid',
      sentence: 'Who is thanked was charged.',
      holds: ({ endpoints: { shop, server } }) => !shop.matches('thanks') || server.context.charged > 0,
    }),
    reachable({
      name: 'at the second try',
      sentence: 'The bank accepts when it is asked again.',
      step: ({ action, before }) =>
        action.kind === 'answer' &&
        action.gives === 'done' &&
        before.endpoints.server.children.charge?.context.tries === 1,
    }),
    deadlockFree(),
  ],
  variants: {
    keyed: { sentence: 'The server knows an order by its key.', set: { keyed: true } },
    'no keys': {
      sentence: 'Each order that arrives is an order.',
      set: { keyed: false },
      expect: { 'charged once': 'violated', 'sorry means free': 'violated' },
    },
  },
});
