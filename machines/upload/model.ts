import { defineModel, endpoint, oneOf } from 'allways';
import { client } from './client.ts';
import { server } from './server.ts';

/** An upload over a session that breaks, as a WebSocket does: what was in flight is gone, and both ends learn of it when they do. */
export default defineModel({
  name: 'upload',
  parameters: {
    resumption: oneOf('asks the server', 'trusts the socket', 'repeats what is unacknowledged'),
    size: 2,
    breaks: 1,
  },
  build: ({ resumption, size, breaks }) => ({
    endpoints: {
      client: endpoint(client, {
        input: { size, resumption },
        events: ({ value, context }) =>
          value === 'online' && context.sent < context.size ? [{ type: 'NEXT' }] : [],
      }),
      server: endpoint(server),
    },
    network: {
      carries: ['CHUNK', 'ACK', 'RESUME'],
      channels: {
        socket: {
          between: ['client', 'server'],
          order: 'fifo',
          session: { breaks, tells: { break: 'CLOSED', open: 'OPENED' }, asks: 'CONNECT' },
        },
      },
    },
  }),
  fairness: ({ weak, calls }) => ({
    'the client goes on': calls({ events: ['NEXT'], sentence: 'A client that has more to send sends it.' }),
    'sessions open': weak({
      sentence: 'A session that is asked for opens in the end.',
      steps: ({ action }) => action.kind === 'open',
    }),
  }),
  final: ({ endpoints: { server } }, { size }) => server.context.chunks.length >= size,
  properties: ({ invariant, eventually, reachable, deadlockFree }) => [
    invariant({
      name: 'nothing is missing',
      sentence: 'No chunk is kept before the one in front of it.',
      holds: ({ endpoints: { server } }) => server.context.chunks.every((chunk, at) => chunk <= at),
    }),
    invariant({
      name: 'nothing twice',
      sentence: 'No chunk is kept twice.',
      holds: ({ endpoints: { server } }) =>
        new Set(server.context.chunks).size === server.context.chunks.length,
    }),
    eventually({
      name: 'uploaded',
      sentence: 'In the end, the server has all chunks.',
      state: ({ endpoints: { server } }, { size }) => new Set(server.context.chunks).size === size,
    }),
    reachable({
      name: 'goes on after a break',
      sentence: 'A chunk arrives over a session that was opened anew.',
      step: ({ action, before }) =>
        action.kind === 'deliver' &&
        action.message.event.type === 'CHUNK' &&
        before.channels.socket.downs === 1,
    }),
    deadlockFree(),
  ],
  variants: {
    'asks the server': {
      sentence: 'After a break, the server says how much it has.',
      set: { resumption: 'asks the server' },
    },
    'asks twice': { sentence: 'The session may break twice.', set: { breaks: 2 } },
    'trusts the socket': {
      sentence: 'What was handed to the socket is believed delivered, and was lost at the break.',
      set: { resumption: 'trusts the socket' },
      expect: { 'nothing is missing': 'violated', uploaded: 'violated', 'no deadlock': 'violated' },
    },
    repeats: {
      sentence: 'What is not acknowledged is sent again: but the acknowledgement was lost, not the chunk.',
      set: { resumption: 'repeats what is unacknowledged' },
      expect: { 'nothing twice': 'violated' },
    },
  },
});
