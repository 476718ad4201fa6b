import { propertiesOf } from 'allways';
import { protocol } from '../../machines/http-keep-alive/protocol.ts';

const { step, invariant, leadsTo, reachable, deadlockFree } = propertiesOf(protocol);

const safety = [
  step({
    name: 'no request meets a close',
    sentence: 'No request comes to a server that has closed its connection without having said so.',
    source: 'RFC 9112 §9.5',
    holds: ({ observations }, { most }) =>
      most > 0 || observations.every(({ effect }) => effect.type !== 'refused'),
    explain: () => 'the request was on its way when the server closed the connection for idleness',
  }),
  step({
    name: 'no request fails',
    sentence: 'No request ends without an answer, with its user left to wonder whether it was processed.',
    source: 'RFC 9112 §9.3.1',
    holds: ({ observations }) => observations.every(({ effect }) => effect.type !== 'failed'),
  }),
  invariant({
    name: 'processed once',
    sentence: 'No request that is not idempotent is processed twice.',
    source: 'RFC 9110 §9.2.2',
    holds: ({ history }, { method }) => method === 'GET' || history.again.length === 0,
  }),
  step({
    name: 'no response is erased',
    sentence: 'No RST reaches the client before the last response on that connection.',
    source: 'RFC 9112 §9.6',
    holds: ({ action, before: { endpoints, network } }) => {
      if (action.kind !== 'deliver' || action.message.event.type !== 'RST') return true;
      const { connection } = action.message.event;
      return (
        connection !== endpoints.client.context.connection ||
        network.every(({ event }) => event.type !== 'RESPONSE' || event.connection !== connection)
      );
    },
    explain: () => 'the response was there, or nearly, when the RST came and erased what was not read',
  }),
];

const liveness = [
  leadsTo({
    name: 'each request ends',
    sentence: 'Who waits for an answer gets one in the end, or is told that there will be none.',
    source: 'RFC 9112 §9.5',
    from: { state: ({ endpoints: { client } }) => client.matches('waiting') && client.status === 'active' },
    to: {
      state: ({ endpoints: { client } }) =>
        client.status === 'crashed' || client.context.unanswered.length === 0,
    },
  }),
  leadsTo({
    name: 'the client is rid of it',
    sentence: 'A connection that is idle is closed by the client in the end, or used.',
    source: 'RFC 9112 §9.5',
    from: { state: ({ endpoints: { client } }) => client.matches('idle') },
    to: { state: ({ endpoints: { client } }) => !client.matches('idle') || client.status === 'crashed' },
  }),
  leadsTo({
    name: 'the server is rid of it',
    sentence: 'The server does not keep a connection that nobody uses.',
    source: 'RFC 9112 §9.5',
    from: { state: ({ endpoints: { server } }) => server.matches('idle') || server.matches('lingering') },
    to: { state: ({ endpoints: { server } }) => !server.matches('idle') && !server.matches('lingering') },
  }),
];

const witnesses = [
  reachable({
    name: 'a connection is used again',
    sentence: 'The last request can be answered on the first connection.',
    source: 'RFC 9112 §9.3',
    state: ({ endpoints: { client } }, { requests }) =>
      client.context.asked === requests && client.context.connection === 1 && client.matches('idle'),
  }),
  reachable({
    name: 'a connection is replaced',
    sentence: 'The last request can be answered on another connection than the first.',
    state: ({ endpoints: { client } }, { requests }) =>
      client.context.asked === requests &&
      client.context.connection > 1 &&
      client.context.unanswered.length === 0,
  }),
];

export const properties = [
  ...safety,
  ...liveness,
  ...witnesses,
  deadlockFree({ sentence: 'Something can happen, unless all is answered and the client has closed.' }),
];
