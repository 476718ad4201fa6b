import { assign, enqueueActions, setup } from 'xstate';
import type { Connection, FromReceiver, FromSender, Loss } from './packets.ts';

/** What a sender keeps of a message that is on its way: the message until PUBREC, its identifier until PUBCOMP. */
export interface Unacknowledged {
  readonly id: number;
  readonly number: number;
  readonly waitsFor: 'PUBREC' | 'PUBCOMP';
}

export interface SenderSettings {
  /** How many packet identifiers there are. */
  readonly identifiers: number;
  /** Until when the identifier of a message is kept. */
  readonly keepsIdUntil: 'PUBCOMP' | 'PUBREC';
  /** What is sent again once the session is resumed. */
  readonly resends: 'what is unacknowledged' | 'PUBLISH, whatever was acknowledged';
  /** Whether the flag DUP stands on a PUBLISH that is sent again. */
  readonly marksDup: boolean;
  /** Whether it starts clean whenever it connects: then the receiver discards the session. */
  readonly cleanStart: boolean;
  /** Whether it discards its session state where that of the receiver is gone. */
  readonly discards: boolean;
  /** Whether it starts clean where it has no session state of its own. */
  readonly startsCleanIfNew: boolean;
  /** How long it waits before it connects again, in milliseconds; 0 for not at all. */
  readonly outage: number;
}

export interface SenderContext {
  readonly settings: SenderSettings;
  /** How many messages the application has handed over. */
  readonly handedOver: number;
  readonly unacknowledged: readonly Unacknowledged[];
  /** Whether there is a session, as far as it knows. */
  readonly session: boolean;
}

type Event = FromReceiver | Connection | Loss | { readonly type: 'HAND_OVER' };

/**
 * The client that sends messages with QoS 2 (MQTT 5, §4.3.3). It connects whenever it is not connected, and sends again what is not
 * acknowledged once the session is resumed, at no other time (§4.4).
 */
export const sender = setup({
  types: {
    context: {} as SenderContext,
    input: {} as SenderSettings,
    events: {} as Event,
    emitted: {} as
      | FromSender
      | { readonly type: 'connect' }
      | { readonly type: 'completed'; readonly number: number },
  },
  delays: { OUTAGE: ({ context }) => context.settings.outage },
  guards: {
    waitsNot: ({ context }) => context.settings.outage === 0,
    hasFreeId: ({ context }) => freeId(context) !== null,
    isDiscarded: ({ context, event }) =>
      event.type === 'CONNACK' && !event.sessionPresent && context.settings.discards,
  },
  actions: {
    forget: assign({ unacknowledged: [], session: false }),
    discard: assign({ unacknowledged: [] }),
    begin: assign({ session: true }),
    connect: enqueueActions(({ enqueue }) => enqueue.emit({ type: 'connect' })),
    sendConnect: enqueueActions(({ enqueue, context: { settings, session } }) => {
      const clean = settings.cleanStart || (settings.startsCleanIfNew && !session);
      if (clean && settings.discards) enqueue.assign({ unacknowledged: [] });
      enqueue.emit({ type: 'CONNECT', clean });
    }),
    handOver: enqueueActions(({ enqueue, context }) => {
      const id = freeId(context);
      if (id === null) return;
      const number = context.handedOver;
      const unacknowledged = [...context.unacknowledged, { id, number, waitsFor: 'PUBREC' as const }];
      enqueue.assign({ handedOver: number + 1, unacknowledged });
      enqueue.emit({ type: 'PUBLISH', id, number, dup: false });
    }),
    resend: enqueueActions(({ enqueue, context: { settings, unacknowledged } }) => {
      const dup = settings.marksDup;
      for (const { id, number, waitsFor } of unacknowledged) {
        const again = waitsFor === 'PUBREC' || settings.resends === 'PUBLISH, whatever was acknowledged';
        enqueue.emit(again ? { type: 'PUBLISH', id, number, dup } : { type: 'PUBREL', id });
      }
    }),
    release: enqueueActions(({ enqueue, context: { settings, unacknowledged }, event }) => {
      if (event.type !== 'PUBREC') return;
      const { id } = event;
      const message = unacknowledged.find((each) => each.id === id);
      const others = unacknowledged.filter((each) => each.id !== id);
      // What waits for PUBCOMP comes in the order of its PUBRECs, which is that of the messages.
      if (message !== undefined && settings.keepsIdUntil === 'PUBCOMP')
        enqueue.assign({
          unacknowledged: unacknowledged.map((each) =>
            each.id === id ? { ...each, waitsFor: 'PUBCOMP' as const } : each,
          ),
        });
      if (message !== undefined && settings.keepsIdUntil === 'PUBREC') {
        enqueue.assign({ unacknowledged: others });
        enqueue.emit({ type: 'completed', number: message.number });
      }
      enqueue.emit({ type: 'PUBREL', id });
    }),
    complete: enqueueActions(({ enqueue, context: { unacknowledged }, event }) => {
      if (event.type !== 'PUBCOMP') return;
      const message = unacknowledged.find(({ id, waitsFor }) => id === event.id && waitsFor === 'PUBCOMP');
      if (message === undefined) return;
      enqueue.assign({ unacknowledged: unacknowledged.filter((each) => each !== message) });
      enqueue.emit({ type: 'completed', number: message.number });
    }),
  },
}).createMachine({
  id: 'sender',
  context: ({ input }) => ({ settings: input, handedOver: 0, unacknowledged: [], session: false }),
  initial: 'asking',
  states: {
    offline: {
      always: { guard: 'waitsNot', target: 'asking' },
      after: { OUTAGE: 'asking' },
    },
    asking: {
      entry: 'connect',
      on: {
        OPENED: { target: 'connecting' },
        FORGET: { actions: 'forget' },
      },
    },
    connecting: {
      entry: 'sendConnect',
      on: {
        CONNACK: [
          { guard: 'isDiscarded', target: 'online', actions: ['discard', 'begin'] },
          { target: 'online', actions: ['begin', 'resend'] },
        ],
        CLOSED: 'offline',
      },
    },
    online: {
      on: {
        HAND_OVER: { guard: 'hasFreeId', actions: 'handOver' },
        PUBREC: { actions: 'release' },
        PUBCOMP: { actions: 'complete' },
        CLOSED: 'offline',
      },
    },
  },
});

/** The lowest packet identifier that is not in use; null if all are. */
function freeId({ settings, unacknowledged }: SenderContext): number | null {
  for (let id = 1; id <= settings.identifiers; id++)
    if (!unacknowledged.some((each) => each.id === id)) return id;
  return null;
}
