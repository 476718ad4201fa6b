import { propertiesOf } from 'allways';
import { protocol } from '../../machines/quic-close/protocol.ts';

const { step, leadsTo, reachable, deadlockFree } = propertiesOf(protocol);

const safety = [
  step({
    name: 'no late packet',
    sentence: 'No packet of the connection comes to a side that has forgotten it.',
    source: 'RFC 9000 §10.2',
    holds: ({ observations }) => observations.every(({ effect }) => effect.type !== 'late'),
    explain: () => 'so it cannot be attributed, and is answered by a stateless reset',
  }),
  step({
    name: 'no old reset',
    sentence: 'No stateless reset for an earlier connection ends the present one.',
    source: 'RFC 9000 §10.3.2',
    holds: ({ observations, before: { endpoints } }) =>
      observations.every(
        ({ endpoint, effect }) =>
          effect.type !== 'killed' || effect.by === endpoints[endpoint].context.connection,
      ),
    explain: () => 'both have the same connection ID, and so the same reset token',
  }),
];

const liveness = [
  leadsTo({
    name: 'the client is rid of it',
    sentence: 'Once the client has closed, it forgets the connection in the end.',
    source: 'RFC 9000 §10.2',
    from: { state: ({ endpoints: { client } }) => client.matches('closing') },
    to: { state: ({ endpoints: { client } }) => client.matches('gone') },
  }),
  leadsTo({
    name: 'the server is rid of it',
    sentence: 'Once the client has closed or given up, the server forgets the connection in the end.',
    source: 'RFC 9000 §10.1, §10.2',
    from: { state: ({ endpoints: { client } }) => client.matches('closing') || client.matches('gone') },
    to: { state: ({ endpoints: { server } }) => server.matches('gone') },
  }),
];

const witnesses = [
  reachable({
    name: 'a packet is answered by a close',
    sentence: 'A side that is closing can get a packet, and answer it.',
    source: 'RFC 9000 §10.2.1',
    step: ({ action, sent, before: { endpoints } }) =>
      action.kind === 'deliver' &&
      endpoints[action.endpoint].matches('closing') &&
      sent.some(({ event }) => event.type === 'CONNECTION_CLOSE'),
  }),
  reachable({
    name: 'a reset ends it',
    sentence: 'A side can learn by a stateless reset that the other one has forgotten the connection.',
    source: 'RFC 9000 §10.3',
    step: ({ observations }) => observations.some(({ effect }) => effect.type === 'killed'),
  }),
];

export const close = [
  ...safety,
  ...liveness,
  ...witnesses,
  deadlockFree({ sentence: 'Something can happen, unless nobody is closing or draining.' }),
];
