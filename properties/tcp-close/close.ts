import { propertiesOf } from 'allways';
import { protocol } from '../../machines/tcp-close/protocol.ts';

const { step, invariant, reachable, deadlockFree } = propertiesOf(protocol);

const noConnection = ['CLOSED', 'LISTEN', 'QUIET'];

/** Where the server may be while the client is in a state: what the two diagrams of a textbook say side by side. */
const counterparts: Readonly<Record<string, readonly string[]>> = {
  // LAST_ACK stands here only for runs in which the last ACK is lost.
  CLOSED: [...noConnection, 'LAST_ACK'],
  SYN_SENT: [...noConnection, 'LAST_ACK', 'SYN_RCVD'],
  ESTABLISHED: ['SYN_RCVD', 'ESTABLISHED'],
  FIN_WAIT_1: ['SYN_RCVD', 'ESTABLISHED', 'CLOSE_WAIT', 'LAST_ACK'],
  FIN_WAIT_2: ['CLOSE_WAIT', 'LAST_ACK'],
  TIME_WAIT: [...noConnection, 'LAST_ACK'],
};

/** Both sides get through the connection and out of it, together. */
export const close = [
  invariant({
    name: 'in step',
    sentence: 'The two sides are in states that belong to one connection.',
    source: 'RFC 1337 §1, hazard H2',
    holds: ({ endpoints: { client, server } }) => counterparts[client.value]?.includes(server.value) ?? false,
    explain: ({ endpoints: { client, server } }) =>
      `the client is in ${client.value} while the server is in ${server.value}`,
  }),
  step({
    name: 'no reset',
    sentence: 'No side sees its connection reset: both close it in order.',
    source: 'RFC 1337 §1, hazard H3; RFC 1185 §3.2',
    holds: ({ observations }) => observations.every(({ effect }) => effect.type !== 'reset'),
    explain: ({ before, action }) =>
      action.kind === 'deliver'
        ? `a RST ends the connection of the ${action.endpoint}, which was in ${before.endpoints[action.endpoint].value}`
        : '',
  }),
  deadlockFree({
    sentence: 'Something can happen, unless the client is closed for good and the server listens.',
  }),
  reachable({
    name: 'both close',
    sentence: 'Both sides can be closed after the last connection.',
    source: 'RFC 9293 §3.6',
    state: ({ endpoints: { client, server } }, { incarnations }) =>
      client.value === 'CLOSED' && server.value === 'CLOSED' && client.context.connection === incarnations,
  }),
  reachable({
    name: 'reconnect',
    sentence: 'Both sides can be established in the last connection.',
    source: 'RFC 9293 §3.5',
    state: ({ endpoints: { client, server } }, { incarnations }) =>
      client.value === 'ESTABLISHED' &&
      server.value === 'ESTABLISHED' &&
      client.context.connection === incarnations,
  }),
];
