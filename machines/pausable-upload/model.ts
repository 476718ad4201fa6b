import { defineModel, endpoint } from 'allways';
import { clientOf } from './client.ts';
import { server } from './server.ts';

/** An upload that is paused and resumed, over a connection that breaks: when the client says that all is there, it is. */
export default defineModel({
  name: 'pausable-upload',
  parameters: { asks: true, pieces: 2, capacity: 1 },
  build: (p) => ({
    endpoints: {
      client: endpoint(clientOf(p.asks), {
        input: { pieces: p.pieces },
        events: [
          { type: 'START' },
          { type: 'PAUSE' },
          { type: 'RESUME' },
          // The connection breaks, and is there again. What is in flight then may be lost, or still arrive: the network loses.
          { type: 'BREAK' },
          { type: 'CONNECT' },
        ],
      }),
      server: endpoint(server),
    },
    network: { carries: ['HELLO', 'PIECE', 'STORED'], loss: true, order: 'fifo', capacity: p.capacity },
    time: 'untimed',
  }),
  final: ({ endpoints }) => endpoints.client.matches('done'),
  properties: ({ invariant, reachable, deadlockFree }) => [
    invariant({
      name: 'done means whole',
      sentence: 'When the client says that the upload is done, the server has all pieces.',
      holds: ({ endpoints: { client, server } }) =>
        !client.matches('done') || server.context.pieces === client.context.pieces,
    }),
    invariant({
      name: 'a pause is a pause',
      sentence: 'While it is paused or without a connection, no transfer runs.',
      holds: ({ endpoints: { client } }) =>
        !(client.matches('paused') || client.matches('broken')) || client.actors.length === 0,
    }),
    reachable({
      name: 'resumed in the middle',
      sentence: 'A transfer begins after the first piece.',
      state: ({ endpoints: { client } }) =>
        client.matches('uploading') &&
        client.actors.some(({ input }) => (input as { from: number }).from > 0),
    }),
    reachable({
      name: 'done',
      sentence: 'The upload can be done.',
      state: ({ endpoints: { client } }) => client.matches('done'),
    }),
    deadlockFree(),
  ],
  variants: {
    asks: { sentence: 'The client asks the server where it is.', set: { asks: true } },
    remembers: {
      sentence: 'The client goes on after the last piece that it has sent.',
      set: { asks: false },
      expect: { 'done means whole': 'violated' },
    },
  },
});
