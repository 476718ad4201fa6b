import { defineModel, endpoint, oneOf } from 'allways';
import { client } from './resuming-client.ts';
import { server } from './resuming-server.ts';

/**
 * A session that outlives its connections: the client believes that a connection is broken, and resumes on another one with a token. What is
 * in flight on the old connection may be lost, or still arrive, for the server has not heard of anything.
 */
export default defineModel({
  name: 'websocket-resume',
  parameters: {
    messages: 2,
    /** How often the client believes that its connection is broken. */
    breaks: 2,
    takesOver: true,
    tokens: oneOf('until the next is used', 'for ever', 'once'),
  },
  build: ({ messages, breaks, takesOver, tokens }) => ({
    endpoints: {
      client: endpoint(client, {
        input: { messages },
        events: ({ context }) => (context.connection <= breaks ? [{ type: 'LOSE' }] : []),
      }),
      server: endpoint(server, { input: { takesOver, tokens } }),
    },
    // In one connection, there is one message in flight at a time, so what is in order there need not be said.
    network: { carries: ['RESUME', 'MESSAGE', 'WELCOME', 'UNKNOWN', 'ACK'] },
  }),
  final: ({ endpoints: { client } }) => client.matches('done') || client.matches('lost'),
  properties: ({ invariant, eventually, reachable, deadlockFree }) => [
    invariant({
      name: 'nothing twice',
      sentence: 'No message is kept twice.',
      holds: ({ endpoints: { server } }) =>
        new Set(server.context.messages).size === server.context.messages.length,
      explain: () => 'it was in flight on the old connection when it was sent again on the new one',
    }),
    invariant({
      name: 'nothing is missing',
      sentence: 'When the client is done, the server has all messages, in order.',
      holds: ({ endpoints: { client, server } }, { messages }) =>
        !client.matches('done') ||
        server.context.messages.slice(0, messages).every((message, at) => message === at),
    }),
    invariant({
      name: 'the session is not lost',
      sentence: 'A client that has a token can resume with it.',
      holds: ({ endpoints: { client } }) => !client.matches('lost'),
    }),
    eventually({
      name: 'all is sent',
      sentence: 'In the end, the client is done.',
      state: ({ endpoints: { client } }) => client.matches('done'),
    }),
    reachable({
      name: 'resumed twice',
      sentence: 'The client can be done on the third connection.',
      state: ({ endpoints: { client } }, { breaks }) =>
        client.matches('done') && client.context.connection === breaks + 1,
    }),
    deadlockFree(),
  ],
  variants: {
    'taken over': {
      sentence:
        'The old connection is dead once the session is resumed; a token is good until the next one is used.',
      size: { distinctStates: 252, transitions: 517 },
    },
    'token used twice': {
      sentence:
        'Two connections have the same session: what was in flight on the first comes after it was sent again.',
      set: { takesOver: false },
      expect: { 'nothing twice': 'violated', 'nothing is missing': 'violated' },
      size: { distinctStates: 851, transitions: 1_628 },
    },
    'token good once': {
      sentence:
        'A token is void as soon as it was used: also where the answer, with the next one, did not arrive.',
      set: { tokens: 'once' },
      expect: { 'the session is not lost': 'violated', 'all is sent': 'violated' },
      size: { distinctStates: 230, transitions: 462 },
    },
    'token good for ever': {
      sentence:
        'One token for all connections: nothing is lost or twice, but who has seen it once has the session.',
      set: { tokens: 'for ever' },
      size: { distinctStates: 203, transitions: 448 },
    },
  },
});
