import { assign, enqueueActions, setup } from 'xstate';
import type { Connection, FromReceiver, FromSender, Loss } from './packets.ts';

export interface ReceiverSettings {
  /** When a message is passed on: as it comes, or once its identifier is released. The specification leaves it open. */
  readonly passesOnAt: 'PUBLISH' | 'PUBREL';
  /** How it tells that a PUBLISH is a repetition. */
  readonly tellsBy: 'identifier' | 'DUP';
  /** When a new session begins: with CONNECT, as the specification says, or once it is heard that CONNACK has arrived. */
  readonly sessionBegins: 'CONNECT' | 'next packet';
  /** How long it keeps the session without a connection, in milliseconds; 0 for ever. */
  readonly expiry: number;
}

export interface ReceiverContext {
  readonly settings: ReceiverSettings;
  /** Messages that came and were not released: their identifiers, and their numbers. */
  readonly unreleased: readonly { readonly id: number; readonly number: number }[];
  /** Whether there is a session of this client. */
  readonly session: boolean;
}

/** The server that takes messages with QoS 2 (MQTT 5, §4.3.3), and passes them on. */
export const receiver = setup({
  types: {
    context: {} as ReceiverContext,
    input: {} as ReceiverSettings,
    events: {} as FromSender | Connection | Loss,
    emitted: {} as FromReceiver | { readonly type: 'passedOn'; readonly number: number },
  },
  delays: { SESSION_EXPIRY: ({ context }) => context.settings.expiry },
  guards: { expires: ({ context }) => context.settings.expiry > 0 && context.session },
  actions: {
    forget: assign({ unreleased: [], session: false }),
    resume: enqueueActions(({ enqueue, context, event }) => {
      if (event.type !== 'CONNECT') return;
      const sessionPresent = context.session && !event.clean;
      const session = sessionPresent || context.settings.sessionBegins === 'CONNECT';
      if (!sessionPresent) enqueue.assign({ unreleased: [], session });
      enqueue.emit({ type: 'CONNACK', sessionPresent });
    }),
    take: enqueueActions(({ enqueue, context: { settings, unreleased }, event }) => {
      if (event.type !== 'PUBLISH') return;
      const { id, number, dup } = event;
      const isKnown = unreleased.some((each) => each.id === id);
      const isRepetition = settings.tellsBy === 'DUP' ? dup : isKnown;
      const others = unreleased.filter((each) => each.id !== id);
      if (!isRepetition) {
        enqueue.assign({ unreleased: [...others, { id, number }], session: true });
        if (settings.passesOnAt === 'PUBLISH') enqueue.emit({ type: 'passedOn', number });
      }
      enqueue.emit({ type: 'PUBREC', id });
    }),
    release: enqueueActions(({ enqueue, context: { settings, unreleased }, event }) => {
      if (event.type !== 'PUBREL') return;
      const message = unreleased.find(({ id }) => id === event.id);
      if (message !== undefined) {
        enqueue.assign({ unreleased: unreleased.filter((each) => each !== message) });
        if (settings.passesOnAt === 'PUBREL') enqueue.emit({ type: 'passedOn', number: message.number });
      }
      // Also for an identifier that it does not know: else the sender would never be rid of it.
      enqueue.emit({ type: 'PUBCOMP', id: event.id });
    }),
  },
}).createMachine({
  id: 'receiver',
  context: ({ input }) => ({ settings: input, unreleased: [], session: false }),
  initial: 'offline',
  states: {
    offline: {
      initial: 'deciding',
      on: {
        CONNECT: { target: 'online', actions: 'resume' },
        FORGET: { actions: 'forget' },
      },
      states: {
        deciding: { always: [{ guard: 'expires', target: 'expiring' }, { target: 'keeping' }] },
        expiring: { after: { SESSION_EXPIRY: { target: 'keeping', actions: 'forget' } } },
        keeping: {},
      },
    },
    online: {
      on: {
        PUBLISH: { actions: 'take' },
        PUBREL: { actions: 'release' },
        CLOSED: 'offline',
      },
    },
  },
});
