import type { AnyAction, AnyPacket } from '../../../src/language/forgotten.ts';
import type { NaiveSystem } from './system.ts';
import { distinct, textOf } from './text.ts';

/** The messages in flight: way by way in the order of sending if the network is FIFO, else in order of their texts. */
export type Flight = readonly AnyPacket[];

/** A network action, with what is in flight once the message has been taken or has stayed. */
export interface NetworkAction<A extends AnyAction = AnyAction> {
  readonly action: A;
  readonly flight: Flight;
}

type Deliver = Extract<AnyAction, { kind: 'deliver' }>;

/** The deliveries that the network allows (an assumption may still refuse them). */
export function deliveries(system: NaiveSystem, flight: Flight): NetworkAction<Deliver>[] {
  const actions = flight.flatMap((message, at) => {
    const isHead = !flight.slice(0, at).some((earlier) => wayOf(earlier) === wayOf(message));
    if (message.age < system.minimumDelay || (system.fifo && !isHead)) return [];
    const label = { kind: 'deliver', endpoint: message.to, message } as const;
    const taken = { action: { ...label, copyStays: false }, flight: flight.toSpliced(at, 1) };
    const settled = flight.with(at, { ...message, owed: false });
    const kept = { action: { ...label, copyStays: true }, flight: tidy(system, settled) };
    if (!system.duplication) return [taken];
    return system.fifo ? [taken, kept] : [kept];
  });
  return distinct(actions);
}

/** The losses that the network allows. */
export function losses(system: NaiveSystem, flight: Flight): NetworkAction[] {
  if (!system.loss) return [];
  const actions = flight.flatMap((message, at): NetworkAction[] =>
    message.owed ? [] : [{ action: { kind: 'drop', message }, flight: flight.toSpliced(at, 1) }],
  );
  return distinct(actions);
}

/** What is in flight a tick later, or null if a message that would die must be delivered first. */
export function tickFlight(system: NaiveSystem, flight: Flight): Flight | null {
  const { lifetime, minimumDelay } = system;
  if (flight.some(({ age, owed }) => age === lifetime && owed)) return null;
  const oldest = lifetime === Number.POSITIVE_INFINITY ? minimumDelay : lifetime;
  const alive = flight.filter(({ age }) => age !== lifetime);
  return tidy(
    system,
    alive.map((message) => ({ ...message, age: Math.min(message.age + 1, oldest) })),
  );
}

/** Gives every message in flight a new mark. */
export function remarkFlight(
  system: NaiveSystem,
  flight: Flight,
  markOf: (message: AnyPacket) => string,
): Flight {
  return tidy(
    system,
    flight.map((message) => ({ ...message, mark: markOf(message) })),
  );
}

/** Adds the messages that a step sends; `flight` is null if the step is cut off. */
export function sendAll(
  system: NaiveSystem,
  before: Flight,
  messages: readonly AnyPacket[],
): { flight: Flight | null; overflows: number } {
  let flight = before;
  let overflows = 0;
  for (const message of messages) {
    const more = tidy(system, [...flight, message]);
    if (more.length <= system.capacity) {
      flight = more;
      continue;
    }
    overflows++;
    if (!system.loss || message.owed) return { flight: null, overflows };
  }
  return { flight, overflows };
}

/** Without order, a network that duplicates is a set: equal messages are one. */
function tidy({ duplication, fifo }: NaiveSystem, flight: Flight): Flight {
  const keyed = flight.map((message) => ({ message, key: fifo ? wayOf(message) : textOf(message) }));
  const sorted = keyed.toSorted((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
  const tidied = sorted.map(({ message }) => message);
  return duplication && !fifo ? distinct(tidied) : tidied;
}

function wayOf({ from, to }: AnyPacket): string {
  return textOf([from, to]);
}
