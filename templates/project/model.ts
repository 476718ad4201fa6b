import { defineModel, endpoint } from 'allways';
import { clientOf } from './client.ts';
import { server } from './server.ts';

/** The two machines, the network between them, and what should be true of them. */
export default defineModel({
  name: 'ping',
  parameters: { careful: true, capacity: 2 },
  build: (p) => ({
    endpoints: {
      client: endpoint(clientOf(p.careful), { events: [{ type: 'ASK' }] }),
      server: endpoint(server),
    },
    network: { carries: ['PING', 'PONG'], loss: true, duplication: true, lifetime: 1, capacity: p.capacity },
    time: { tick: 1000, elastic: ['RTO'] },
  }),
  final: ({ endpoints }) => endpoints.client.matches('answered'),
  properties: ({ invariant, reachable, deadlockFree }) => [
    invariant({
      name: 'one answer',
      sentence: 'However often it asks and is answered, the client takes one answer.',
      holds: ({ endpoints }) => endpoints.client.context.answers <= 1,
    }),
    reachable({
      name: 'answered',
      sentence: 'The client can get an answer.',
      state: ({ endpoints }) => endpoints.client.matches('answered'),
    }),
    deadlockFree(),
  ],
  variants: {
    careful: { sentence: 'The client takes the first answer only.', set: { careful: true } },
    hasty: {
      sentence: 'The client counts every answer.',
      set: { careful: false },
      expect: { 'one answer': 'violated' },
    },
  },
});
