import { defineProtocol, endpoint, oneOf } from 'allways';
import { receiver } from './receiver.ts';
import { sender } from './sender.ts';

/** Milliseconds of a tick, where there is time. */
const TICK = 1000;

/** What is known of the past. */
interface Past {
  /** Messages that were passed on, in the order in which they first were. */
  readonly passedOn: readonly number[];
  /** Messages that were passed on again. */
  readonly again: readonly number[];
  /** Messages that are completed for the sender. */
  readonly completed: readonly number[];
}

/** A client sends messages with QoS 2 to a server over network connections that break (MQTT 5, §4.3.3). */
export const protocol = defineProtocol({
  name: 'mqtt-qos2',
  parameters: {
    messages: 2,
    identifiers: 1,
    breaks: 2,
    passesOnAt: oneOf('PUBLISH', 'PUBREL'),
    tellsBy: oneOf('identifier', 'DUP'),
    keepsIdUntil: oneOf('PUBCOMP', 'PUBREC'),
    resends: oneOf('what is unacknowledged', 'PUBLISH, whatever was acknowledged'),
    marksDup: true,
    cleanStart: false,
    discards: true,
    startsCleanIfNew: false,
    sessionBegins: oneOf('CONNECT', 'next packet'),
    /** Who may lose its session state whenever it is not connected. */
    forgets: oneOf('nobody', 'sender', 'receiver'),
    /** In ticks, where the session expires: how long the receiver keeps it, and how long the sender stays away. 0 is for ever, and not at all. */
    expiry: 0,
    outage: 0,
    /** In ticks: how long a packet is on its way at most, where there is time. */
    delay: 1,
  },
  build: ({ messages, identifiers, breaks, forgets, expiry, outage, delay, ...habits }) => {
    const { passesOnAt, tellsBy, sessionBegins, ...rest } = habits;
    const isTimed = expiry > 0;
    return {
      endpoints: {
        sender: endpoint(sender, {
          input: { identifiers, outage: isTimed ? outage * TICK : 0, ...rest },
          events: ({ value, context }) => [
            ...(value === 'online' && context.handedOver < messages ? [{ type: 'HAND_OVER' as const }] : []),
            ...(forgets === 'sender' && value === 'asking' && context.session
              ? [{ type: 'FORGET' as const }]
              : []),
          ],
        }),
        receiver: endpoint(receiver, {
          input: { passesOnAt, tellsBy, sessionBegins, expiry: expiry * TICK },
          events: ({ value, context }) =>
            forgets === 'receiver' && value !== 'online' && context.session ? [{ type: 'FORGET' }] : [],
        }),
      },
      network: {
        carries: ['CONNECT', 'CONNACK', 'PUBLISH', 'PUBREC', 'PUBREL', 'PUBCOMP'],
        ...(isTimed && { lifetime: delay, delivery: 'within lifetime' as const }),
        channels: {
          connection: {
            between: ['sender', 'receiver'],
            order: 'fifo',
            session: {
              breaks,
              starts: 'closed',
              asks: 'connect',
              tells: { break: 'CLOSED', open: 'OPENED' },
            },
          },
        },
      },
      ...(isTimed && { time: { tick: TICK } }),
    };
  },
  history: {
    initial: { passedOn: [], again: [], completed: [] } as Past,
    update: (past: Past, { observations }): Past => {
      const [effect] = observations.map((observation) => observation.effect);
      if (effect?.type === 'completed')
        return { ...past, completed: withNumber(past.completed, effect.number) };
      if (effect?.type !== 'passedOn') return past;
      const { number } = effect;
      if (past.passedOn.includes(number)) return { ...past, again: withNumber(past.again, number) };
      return { ...past, passedOn: [...past.passedOn, number] };
    },
  },
  assumptions: {
    'connections know no time': {
      sentence:
        'Where the session expires: between two ticks, a connection that is asked for opens, and both ends learn of it, or of its end.',
      when: ({ expiry }) => expiry > 0,
      happens: (action, { channels: { connection }, network }) =>
        action.kind !== 'tick' ||
        ((connection.up || connection.askedBy.length === 0) &&
          network.every(({ event: { type } }) => !['CLOSED', 'OPENED'].includes(type))),
    },
  },
  fairness: ({ weak }) => ({
    'connections open': weak({
      sentence: 'A network connection that is asked for opens in the end.',
      steps: ({ action }) => action.kind === 'open',
    }),
  }),
  final: ({ endpoints: { sender }, network }, { messages }) =>
    network.length === 0 &&
    sender.context.handedOver === messages &&
    sender.context.unacknowledged.length === 0,
});

function withNumber(numbers: readonly number[], number: number): readonly number[] {
  return [...new Set([...numbers, number])].sort();
}
