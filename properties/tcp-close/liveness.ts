import { propertiesOf } from 'allways';
import { protocol } from '../../machines/tcp-close/protocol.ts';

const { leadsTo, recoverable } = propertiesOf(protocol);

/** What is begun comes to its end: claims about whole behaviours, which rest on what is assumed to be fair. */
export const liveness = [
  leadsTo({
    name: 'the close completes',
    sentence: 'Once the client has closed, it is rid of the connection in the end.',
    source: 'RFC 9293 §3.6',
    from: { state: ({ endpoints: { client } }) => client.value === 'FIN_WAIT_1' },
    to: { state: ({ endpoints: { client } }) => client.value === 'CLOSED' },
  }),
  leadsTo({
    name: 'CLOSE_WAIT ends',
    sentence: 'The server does not stay in CLOSE_WAIT: its user closes in the end.',
    source: 'RFC 9293 §3.6, case 2',
    from: { state: ({ endpoints: { server } }) => server.value === 'CLOSE_WAIT' },
    to: { state: ({ endpoints: { server } }) => server.value !== 'CLOSE_WAIT' },
  }),
  leadsTo({
    name: 'LAST_ACK ends',
    sentence: 'The server does not stay in LAST_ACK: its FIN is acknowledged in the end, or refused.',
    source: 'RFC 9293 §3.6, §3.10.7.4',
    from: { state: ({ endpoints: { server } }) => server.value === 'LAST_ACK' },
    to: { state: ({ endpoints: { server } }) => server.value !== 'LAST_ACK' },
  }),
  leadsTo({
    name: 'FIN_WAIT_2 ends',
    sentence: 'The client does not stay in FIN_WAIT_2: the server closes, too, in the end.',
    source: 'RFC 9293 §3.6; RFC 1122 §4.2.2.13',
    from: { state: ({ endpoints: { client } }) => client.value === 'FIN_WAIT_2' },
    to: { state: ({ endpoints: { client } }) => client.value !== 'FIN_WAIT_2' },
  }),
  leadsTo({
    name: 'TIME_WAIT ends',
    sentence: 'TIME_WAIT is not started anew for ever.',
    source: 'RFC 9293 §3.10.7.4',
    from: { state: ({ endpoints: { client } }) => client.value === 'TIME_WAIT' },
    to: { state: ({ endpoints: { client } }) => client.value !== 'TIME_WAIT' },
  }),
  leadsTo({
    name: 'accepted data arrives',
    sentence:
      'What the server has taken from its user is delivered in the end, or a side is told of a reset.',
    source: 'RFC 9293 §3.8',
    from: {
      step: ({ before, after }) =>
        before.endpoints.server.context.sent === 'nothing' &&
        after.endpoints.server.context.sent === 'unacknowledged',
    },
    to: {
      step: ({ observations }) =>
        observations.some(
          ({ endpoint, effect }) =>
            effect.type === 'reset' || (endpoint === 'client' && effect.type === 'delivered'),
        ),
    },
  }),
  recoverable({
    name: 'both can close',
    sentence: 'Whatever has happened, both sides can still be rid of the connection.',
    source: 'RFC 9293 §3.6',
    state: ({ endpoints: { client, server } }) =>
      client.value === 'CLOSED' && (server.value === 'CLOSED' || server.value === 'LISTEN'),
  }),
];
