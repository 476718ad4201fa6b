import { propertiesOf } from 'allways';
import { protocol } from '../../machines/websocket-close/protocol.ts';

const { step, leadsTo, reachable, recoverable, deadlockFree } = propertiesOf(protocol);
type Step = Parameters<Parameters<typeof step>[0]['holds']>[0];

const SIDES = ['client', 'server'] as const;
type Side = (typeof SIDES)[number];

const otherOf = { client: 'server', server: 'client' } as const;

/** Who gives up in this step although the other side is there, and all will come. */
function cutOff({ action, before }: Step): Side | null {
  if (action.kind !== 'expire') return null;
  return before.endpoints[otherOf[action.endpoint]].status === 'active' && before.channels.tcp.up
    ? action.endpoint
    : null;
}

const safety = [
  step({
    name: 'clean means whole',
    sentence: 'Who is told of a clean close has all data that the other side has sent.',
    source: 'RFC 6455 §1.4, §7.1.4',
    holds: ({ observations, after: { endpoints } }) =>
      observations.every(
        ({ endpoint, effect }) =>
          effect.type !== 'closed' ||
          !effect.clean ||
          endpoints[endpoint].context.received >= endpoints[otherOf[endpoint]].context.sent,
      ),
    explain: () => 'the close is told as clean, and data that was sent was not delivered',
  }),
  step({
    name: 'no data after a Close frame',
    sentence: 'Nobody sends data after a Close frame.',
    source: 'RFC 6455 §5.5.1',
    holds: ({ sent, before: { endpoints } }) =>
      sent.every(({ from, event }) => event.type !== 'DATA' || endpoints[from].matches('open')),
  }),
  step({
    name: 'the server closes TCP first',
    sentence: 'The client closes TCP when the server has done so, or when it has waited for long enough.',
    source: 'RFC 6455 §7.1.1',
    holds: ({ sent, action }) =>
      sent.every(({ from, event }) => event.type !== 'FIN' || from === 'server') ||
      action.kind === 'expire' ||
      (action.kind === 'deliver' && action.message.event.type === 'FIN'),
    explain: () => 'so it is the client that has to keep the connection in TIME-WAIT',
  }),
  ...SIDES.map((side) =>
    step({
      name: `the ${side} waits for long enough`,
      sentence: `The ${side} does not give up while all that it waits for is to come.`,
      source: 'RFC 6455 §7.1.1',
      holds: (given) => cutOff(given) !== side,
      explain: () => 'the answer was on its way, or the other side was about to give it',
    }),
  ),
];

const liveness = [
  ...SIDES.map((side) =>
    leadsTo({
      name: `the ${side} is rid of it`,
      sentence: `Once the ${side} has sent a Close frame, it is rid of the connection in the end.`,
      source: 'RFC 6455 §7.1.1',
      from: {
        step: ({ sent }) => sent.some(({ from, event }) => from === side && event.type === 'CLOSE_FRAME'),
      },
      to: {
        state: ({ endpoints }) => endpoints[side].matches('closed') || endpoints[side].status === 'crashed',
      },
    }),
  ),
  recoverable({
    name: 'both can close',
    sentence: 'Whatever has happened, both sides can still come to be closed, or are gone.',
    source: 'RFC 6455 §7.1.4',
    state: ({ endpoints }) =>
      SIDES.every((side) => endpoints[side].matches('closed') || endpoints[side].status === 'crashed'),
  }),
];

const witnesses = [
  reachable({
    name: 'both at once',
    sentence: 'Both sides can have sent a Close frame before either has one.',
    source: 'RFC 6455 §5.5.1',
    state: ({ endpoints: { client, server } }) =>
      client.matches({ closing: 'waiting' }) && server.matches({ closing: 'waiting' }),
  }),
  reachable({
    name: 'data crosses a Close frame',
    sentence: 'Data can come after one has sent a Close frame.',
    source: 'RFC 6455 §5.5.1',
    step: ({ action, before: { endpoints } }) =>
      action.kind === 'deliver' &&
      action.message.event.type === 'DATA' &&
      endpoints[action.endpoint].matches({ closing: 'waiting' }),
  }),
  reachable({
    name: 'clean on both sides',
    sentence: 'A clean close can be told to one side when the other side was told of it.',
    source: 'RFC 6455 §7.1.4',
    step: ({ observations, before: { endpoints } }) =>
      observations.some(
        ({ endpoint, effect }) =>
          effect.type === 'closed' && effect.clean && endpoints[otherOf[endpoint]].matches('closed'),
      ),
  }),
];

export const close = [
  ...safety,
  ...liveness,
  ...witnesses,
  deadlockFree({ sentence: 'Something can happen, unless nobody is in the middle of a close.' }),
];
