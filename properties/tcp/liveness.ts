import { propertiesOf } from 'allways';
import { protocol } from '../../machines/tcp/protocol.ts';

const { leadsTo, recoverable } = propertiesOf(protocol);

/** States in which a side has asked for a close that is not complete. */
const closing: readonly string[] = ['FIN-WAIT-1', 'FIN-WAIT-2', 'CLOSING', 'LAST-ACK', 'TIME-WAIT'];
/** States without a connection. */
const none: readonly string[] = ['CLOSED', 'LISTEN'];

const closeCompletes = (side: 'client' | 'server') =>
  leadsTo({
    name: `the ${side}'s close completes`,
    sentence: `Once the user of the ${side} has closed, the connection is over for it in the end.`,
    source: 'RFC 9293, 3.6 and 3.10.4',
    from: { state: ({ endpoints }) => closing.includes(endpoints[side].value) },
    to: { state: ({ endpoints }) => none.includes(endpoints[side].value) },
  });

interface Side {
  readonly value: string;
  readonly context: { readonly una: number; readonly nxt: number };
}

/** The server waits for an acknowledgement of a client that is gone. */
function isHalfOpen(client: Side, { value, context }: Side): boolean {
  return client.value === 'CLOSED' && value === 'ESTABLISHED' && context.una !== context.nxt;
}

/** What is begun comes to its end. */
export const liveness = [
  closeCompletes('client'),
  closeCompletes('server'),
  leadsTo({
    name: 'CLOSE-WAIT ends',
    sentence: 'The server does not stay in CLOSE-WAIT: its user closes in the end.',
    source: 'RFC 9293, 3.6, case 2',
    from: { state: ({ endpoints }) => endpoints.server.value === 'CLOSE-WAIT' },
    to: { state: ({ endpoints }) => endpoints.server.value !== 'CLOSE-WAIT' },
  }),
  leadsTo({
    name: 'accepted text is delivered',
    sentence: 'Text that the server has taken from its user is delivered in the end.',
    source: 'RFC 9293, 3.8',
    from: {
      step: ({ action }) =>
        action.kind === 'event' && action.endpoint === 'server' && action.event.type === 'SEND',
    },
    to: {
      step: ({ observations }) =>
        observations.some(({ endpoint, effect }) => endpoint === 'client' && effect.type === 'delivered'),
    },
  }),
  leadsTo({
    name: 'half-open connections are found out',
    sentence:
      'A side that waits for an acknowledgement from a peer that has no connection any more does not do so for ever. (A half-open connection that is idle may stay so.)',
    source: 'RFC 9293, 3.5.1',
    from: { state: ({ endpoints: { client, server } }) => isHalfOpen(client, server) },
    to: { state: ({ endpoints: { client, server } }) => !isHalfOpen(client, server) },
  }),
  recoverable({
    name: 'both can close',
    sentence: 'Whatever has happened, both sides can still be rid of the connection.',
    source: 'RFC 9293, 3.6',
    state: ({ endpoints: { client, server } }) => none.includes(client.value) && none.includes(server.value),
  }),
];
