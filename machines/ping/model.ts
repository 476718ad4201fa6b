import { defineModel, endpoint, oneOf } from 'allways';
import { carefulClient, hastyClient } from './client.ts';
import { server } from './server.ts';

/** One question, one answer, over a network that loses, repeats and reorders: the model to begin with. */
export default defineModel({
  name: 'ping',
  parameters: { client: oneOf('hasty', 'careful'), capacity: 2 },
  build: (p) => ({
    endpoints: {
      client: endpoint(p.client === 'hasty' ? hastyClient : carefulClient, { events: [{ type: 'ASK' }] }),
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
      explain: ({ endpoints }) => `The client has counted ${endpoints.client.context.answers} answers.`,
    }),
    reachable({
      name: 'answered',
      sentence: 'The client can get an answer.',
      state: ({ endpoints }) => endpoints.client.matches('answered'),
    }),
    deadlockFree(),
  ],
  variants: {
    hasty: {
      sentence: 'The client counts every answer.',
      set: { client: 'hasty' },
      expect: { 'one answer': 'violated' },
      size: { distinctStates: 29, transitions: 106 },
    },
    careful: {
      sentence: 'The client counts the first answer only.',
      set: { client: 'careful' },
      size: { distinctStates: 20, transitions: 74 },
    },
  },
});
