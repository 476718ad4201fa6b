import { propertiesOf } from 'allways';
import { protocol } from '../../machines/sctp-shutdown/protocol.ts';

const { step, leadsTo, reachable, deadlockFree } = propertiesOf(protocol);

const otherOf = { client: 'server', server: 'client' } as const;

const safety = [
  step({
    name: 'no old data',
    sentence: 'What is delivered was sent in the association in which it is.',
    source: 'RFC 9260 §5.3.1',
    holds: ({ observations, after: { endpoints } }) =>
      observations.every(
        ({ endpoint, effect }) => effect.type !== 'delivered' || effect.of === endpoints[endpoint].context.of,
      ),
  }),
  step({
    name: 'nothing twice',
    sentence: 'Nothing is delivered twice.',
    source: 'RFC 9260 §1.5.3 (acknowledged, non-duplicated transfer of user data)',
    holds: ({ observations, before: { history } }) =>
      observations.every(
        ({ endpoint, effect }) =>
          effect.type !== 'delivered' ||
          !history.delivered[endpoint].includes(`${effect.of}.${effect.number}`),
      ),
  }),
  step({
    name: 'no old end',
    sentence: 'No packet of an earlier association ends the present one.',
    source: 'RFC 9260 §8.5.1',
    holds: ({ observations }) =>
      observations.every(({ effect }) => effect.type !== 'ended' || effect.by >= effect.of),
    explain: () => 'both associations have the same tags',
  }),
  step({
    name: 'no association comes back',
    sentence: 'An association that has ended does not begin again.',
    source: 'RFC 9260 §5.2.4',
    holds: ({ observations, before: { history } }) =>
      observations.every(
        ({ endpoint, effect }) => effect.type !== 'up' || !history.ended[endpoint].includes(effect.of),
      ),
  }),
  step({
    name: 'closed means whole',
    sentence: 'Who is told that the association is closed has lost nothing of what it had handed over.',
    source: 'RFC 9260 §9',
    holds: ({ observations, before: { endpoints }, after: { history } }) =>
      observations.every(({ endpoint, effect }) => {
        if (effect.type !== 'ended' || effect.how !== 'closed') return true;
        const { sent, of } = endpoints[endpoint].context;
        const numbers = Array.from({ length: sent }, (_, index) => index + 1);
        return numbers.every((number) => history.delivered[otherOf[endpoint]].includes(`${of}.${number}`));
      }),
  }),
  step({
    name: 'no false alarm',
    sentence: 'Where nobody aborts, nobody is told of anything but a shutdown.',
    source: 'RFC 9260 §9.2',
    holds: ({ observations, after: { endpoints } }, { aborts }) =>
      aborts ||
      endpoints.server.status === 'crashed' ||
      observations.every(({ effect }) => effect.type !== 'ended' || effect.how === 'closed'),
  }),
];

const liveness = [
  leadsTo({
    name: 'the client is rid of it',
    sentence: 'Once the client has begun to shut down, it has no association in the end.',
    source: 'RFC 9260 §9.2',
    from: { state: ({ endpoints: { client } }) => client.matches({ associated: 'SHUTDOWN-SENT' }) },
    to: { state: ({ endpoints: { client } }) => client.matches('CLOSED') },
  }),
  leadsTo({
    name: 'the server is rid of it',
    sentence: 'Once the server has heard of a shutdown, it has no association in the end.',
    source: 'RFC 9260 §9.2',
    from: { state: ({ endpoints: { server } }) => server.matches({ associated: 'SHUTDOWN-ACK-SENT' }) },
    to: { state: ({ endpoints: { server } }) => server.matches('CLOSED') || server.status === 'crashed' },
  }),
  leadsTo({
    name: 'another one comes about',
    sentence: 'Who begins an association has one in the end, or is told why not.',
    source: 'RFC 9260 §9.2',
    from: { state: ({ endpoints: { client } }) => client.matches('COOKIE-WAIT') },
    to: { state: ({ endpoints: { client } }) => client.matches('associated') || client.matches('CLOSED') },
  }),
];

const witnesses = [
  reachable({
    name: 'two associations',
    sentence: 'A second association can be had.',
    state: ({ endpoints: { client, server } }) =>
      client.context.of === 2 && client.matches('associated') && server.context.of === 2,
  }),
  reachable({
    name: 'a side that has forgotten it answers',
    sentence: 'A side that has forgotten the association can tell the other one that it is over.',
    source: 'RFC 9260 §8.4',
    step: ({ sent }) => sent.some(({ event }) => event.type === 'SHUTDOWN_COMPLETE' && event.reflected),
  }),
];

export const association = [
  ...safety,
  ...liveness,
  ...witnesses,
  deadlockFree({ sentence: 'Something can happen, unless both sides have no association, or an open one.' }),
];
