import { propertiesOf } from 'allways';
import { protocol } from '../../machines/tls-close/protocol.ts';

const { step, leadsTo, reachable, deadlockFree } = propertiesOf(protocol);

const SIDES = ['client', 'server'] as const;

const safety = [
  step({
    name: 'the end means whole',
    sentence: 'Who is told that this was all has all that there was to be sent.',
    source: 'RFC 8446 §6.1',
    holds: ({ observations, after: { endpoints } }, { records }) =>
      observations.every(
        ({ endpoint, effect }) =>
          endpoint === 'attacker' ||
          effect.type !== 'ended' ||
          endpoints[endpoint].context.received === records,
      ),
    explain: ({ action }) =>
      action.kind === 'deliver' && action.message.from === 'attacker'
        ? `the attacker's ${action.message.event.type} is taken for the end of the data`
        : 'the other side has ended its data before all of it was sent',
  }),
  step({
    name: 'no half answer',
    sentence: 'The client does not take a part of the answer for the whole.',
    source: 'RFC 8446 §6.1',
    holds: ({ observations, after: { endpoints } }, { records }) =>
      observations.every(
        ({ endpoint, effect }) =>
          endpoint !== 'client' ||
          effect.type !== 'ended' ||
          endpoints.client.context.received === 0 ||
          endpoints.client.context.received === records,
      ),
    explain: ({ action }) =>
      action.kind === 'deliver' && action.message.from === 'attacker'
        ? `the attacker's ${action.message.event.type} cuts the answer off, and the client does not see it`
        : 'the server has ended the answer before all of it was sent',
  }),
  step({
    name: 'nothing is discarded',
    sentence: 'Nobody ends its data before all is sent that there is.',
    source: 'RFC 8446 §6.1',
    holds: ({ sent, after: { endpoints } }, { records }) =>
      sent.every(
        ({ from, event }) =>
          from === 'attacker' || event.type !== 'CLOSE_NOTIFY' || endpoints[from].context.sent === records,
      ),
  }),
  step({
    name: 'no false alarm',
    sentence:
      'Who is told of a truncation was attacked, or the other side was, or is gone, or somebody gave up.',
    source: 'RFC 8446 §6.1',
    holds: ({ observations, before: { endpoints } }, { givesUp }) =>
      givesUp ||
      endpoints.attacker.context.injected > 0 ||
      endpoints.server.status === 'crashed' ||
      observations.every(({ effect }) => effect.type !== 'truncated'),
    explain: () => 'nobody has attacked, and the other side has sent all',
  }),
];

const liveness = SIDES.map((side) =>
  leadsTo({
    name: `the ${side} hears of the end`,
    sentence: `The ${side} is told that this was all, or that something may be missing.`,
    source: 'RFC 8446 §6.1',
    from: { state: ({ endpoints }) => endpoints[side].matches({ reading: 'open' }) },
    to: {
      state: ({ endpoints }) =>
        !endpoints[side].matches({ reading: 'open' }) || endpoints[side].status === 'crashed',
    },
  }),
);

const witnesses = [
  reachable({
    name: 'whole both ways',
    sentence: 'Request and answer can both be had in full.',
    source: 'RFC 8446 §6.1',
    state: ({ endpoints: { client, server } }, { records }) =>
      client.matches({ reading: 'ended' }) &&
      client.context.received === records &&
      server.context.received === records,
  }),
  reachable({
    name: 'half-close',
    sentence: 'A record can come to who has closed its own direction.',
    source: 'RFC 8446 §6.1',
    step: ({ action, before: { endpoints } }) =>
      action.kind === 'deliver' &&
      action.message.event.type === 'RECORD' &&
      action.endpoint === 'client' &&
      endpoints.client.matches({ writing: 'closed' }),
  }),
];

export const close = [
  ...safety,
  ...liveness,
  ...witnesses,
  deadlockFree({ sentence: 'Something can happen, unless both were told of the end.' }),
];
