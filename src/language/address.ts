import type { EventObject } from './machine.ts';
import { nearest } from './nearest.ts';

/** An emitted event that goes to nobody whom the protocol knows: a finding, like a machine that throws. */
export class AddressError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'AddressError';
  }
}

/** An emitted event on its way. */
export interface Addressed {
  /** As its receivers see it. */
  readonly event: EventObject;
  /** Numbers of the receivers, in the order of definition. */
  readonly to: readonly number[];
}

/**
 * To whom an emitted event goes: to those named in `to`, be it one, several, none, or the sender itself; without `to`, to
 * the other endpoint if there is just one. The order in which they are named says nothing, so it is that of definition, and
 * nobody is named twice, in the event that machines see, too.
 *
 * @param names of all endpoints, in the order of definition
 * @throws AddressError if there is no such endpoint, or nobody is named among several
 */
export function addressed(names: readonly string[], from: number, event: EventObject): Addressed {
  const given = addressOf(event);
  if (given === undefined) return { event, to: [theOther(names, from, event)] };
  const wanted: readonly unknown[] = Array.isArray(given) ? given : [given];
  const unknown = wanted.find((name) => !names.some((known) => known === name));
  if (unknown !== undefined || wanted.includes(undefined)) throw unknownAddress(names, event, unknown);
  const to = names.flatMap((name, number) => (wanted.includes(name) ? [number] : []));
  return { event: inOrder(names, event), to };
}

/** The event with the receivers that it names in the order of definition; the same one if they are. */
export function inOrder(names: readonly string[], event: EventObject): EventObject {
  const given = addressOf(event);
  if (!Array.isArray(given)) return event;
  const ordered = names.filter((name) => given.includes(name));
  const isOrdered = ordered.length === given.length && ordered.every((name, i) => name === given[i]);
  if (isOrdered || given.some((name) => !names.includes(name))) return event;
  return Object.assign({}, event, { to: ordered });
}

/** The event as one of all that differ in nothing but the order in which receivers are named. */
export function withoutOrder(event: EventObject): EventObject {
  const given = addressOf(event);
  if (!Array.isArray(given)) return event;
  return Object.assign({}, event, { to: [...new Set(given.map(String))].sort() });
}

/** Whether the event names its receivers, and there are none. */
export function isToNobody(event: EventObject): boolean {
  const given = addressOf(event);
  return Array.isArray(given) && given.length === 0;
}

function addressOf(event: EventObject): unknown {
  return 'to' in event ? event.to : undefined;
}

function theOther(names: readonly string[], from: number, { type }: EventObject): number {
  if (names.length === 2) return 1 - from;
  throw new AddressError(
    `emits ${type} for no endpoint; with ${names.length} endpoints, event.to must name its receivers, one or several of ${names.map((name) => `"${name}"`).join(', ')} (or [] for nobody)`,
  );
}

function unknownAddress(names: readonly string[], { type }: EventObject, name: unknown): AddressError {
  const told = name === undefined ? 'undefined' : JSON.stringify(name);
  return new AddressError(
    `emits ${type} for ${told}, which is no endpoint${nearest(typeof name === 'string' ? name : '', names)}`,
  );
}
