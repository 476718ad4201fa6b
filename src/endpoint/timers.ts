import type { ArmedTimer } from '../language/endpoint.ts';
import type { EventObject } from '../language/machine.ts';
import { orderText } from '../tables/order-text.ts';
import { canonicalText } from '../tables/plain-data.ts';
import { pathText } from './actors/actor.ts';
import { withStopped } from './actors/references.ts';

/** Whom an event is for: the machine, which is the empty text, or one of its actors; another endpoint; or somebody who was stopped. */
export type Receiver = { readonly actor: string } | { readonly endpoint: string } | null;

const MACHINE: Receiver = { actor: '' };

/**
 * A timer as XState's scheduler keeps it.
 *
 * Lists of timers are canonical: those that must fire in an order, a *queue*, stand one after another in this order, and the
 * queues, most of them of one timer, in the order of their texts.
 */
export interface Timer extends ArmedTimer {
  readonly event: EventObject;
  /** Which of the machine's actors has armed it; the empty text for the machine itself. */
  readonly owner: string;
  readonly to: Receiver;
  /** False once a newer timer has taken over its id: XState can then no longer cancel it, and it will fire. */
  readonly cancellable: boolean;
  /** No tick has begun since it was armed: what is armed now with an equal delay queues behind it. Never where order is left open. */
  readonly isFresh: boolean;
  /** The timer before it in the list was armed earlier with an equal delay, and must fire first. */
  readonly waits: boolean;
}

/** Timers that were armed with equal delays between two ticks, in the order of arming. */
type Queue = readonly Timer[];

/**
 * Arms a timer. A timer of the same id goes on, but can no longer be cancelled (XState's scheduler forgets it); one
 * without an id can be neither cancelled nor replaced.
 *
 * Of two timers with equal delays, no clock lets the one that was armed later fire first: neither Node.js nor browsers, nor
 * XState's simulated one. If they were armed in different ticks, their remaining ticks say so already.
 *
 * @param id for a timer of a child, with the path of that
 * @param remaining ticks that must begin before it fires; null if it may fire at any moment, and then it never queues
 * @param isOrdered whether timers with equal delays fire in the order of arming
 */
export function arm(
  timers: readonly Timer[],
  id: string | null,
  event: EventObject,
  remaining: number | null,
  name: string = id ?? event.type,
  isOrdered = true,
  { owner = '', to = MACHINE }: Partial<Pick<Timer, 'owner' | 'to'>> = {},
): readonly Timer[] {
  const isFresh = isOrdered && remaining !== null;
  const armed = { id, name, event, owner, to, remaining, cancellable: id !== null, isFresh, waits: false };
  const queues = queuesOf(forget(timers, id, owner));
  // Of those that were armed in this tick, an equal rest is an equal delay.
  const goesBehind = (queue: Queue) =>
    isFresh && queue.some((timer) => timer.isFresh && timer.remaining === remaining);
  const behind = queues.filter(goesBehind).flat();
  return listed([...queues.filter((queue) => !goesBehind(queue)), [...behind, armed]]);
}

/** Disarms the timer that still goes by this id. */
export function disarm(timers: readonly Timer[], id: string, owner = ''): readonly Timer[] {
  return without(timers, (timer) => timer.id === id && timer.owner === owner && timer.cancellable);
}

/** Takes away the timers of an actor that has ended. What others have armed for it still fires, and comes to nobody. */
export function endActor(timers: readonly Timer[], path: readonly string[]): readonly Timer[] {
  const ended = pathText(path);
  const left = without(timers, ({ owner }) => owner === ended);
  return mapped(left, (timer) => {
    const isFor = timer.to !== null && 'actor' in timer.to && timer.to.actor === ended;
    return { ...timer, to: isFor ? null : timer.to, event: withStopped(timer.event, path) };
  });
}

/** Takes away a timer that fires; XState's scheduler forgets its id, whoever goes by it now. */
export function fire(timers: readonly Timer[], fired: Timer): readonly Timer[] {
  return listed(
    queuesOf(
      forget(
        without(timers, (timer) => timer === fired),
        fired.id,
        fired.owner,
      ),
    ),
  );
}

function without(timers: readonly Timer[], isGone: (timer: Timer) => boolean): readonly Timer[] {
  return listed(queuesOf(timers).map((queue) => queue.filter((timer) => !isGone(timer))));
}

function forget(timers: readonly Timer[], id: string | null, owner: string): readonly Timer[] {
  return timers.map((timer) =>
    timer.id === id && timer.owner === owner ? { ...timer, cancellable: false } : timer,
  );
}

/** Lets a tick pass, or returns null if a due timer must fire first. */
export function tickTimers(timers: readonly Timer[]): readonly Timer[] | null {
  if (timers.some((timer) => timer.remaining === 0)) return null;
  return mapped(timers, (timer) =>
    timer.remaining === null ? timer : { ...timer, remaining: timer.remaining - 1, isFresh: false },
  );
}

/** Whether the timer may fire now. */
export function mayFire({ remaining, waits }: Timer): boolean {
  return remaining === null || (remaining === 0 && !waits);
}

/** The canonical text of a list of timers: all that their future depends on. */
export function timersText(timers: readonly Timer[]): string {
  return timers
    .map((timer) => `${timer.waits ? '>' : ''}${ownText(timer)}${timer.isFresh ? '*' : ''}`)
    .join();
}

/** The timers with other events, and other ids. A timer goes by its id, unless its machine has a name for it. */
export function withNames(
  timers: readonly Timer[],
  eventOf: (event: EventObject) => EventObject,
  idOf: (id: string) => string,
  endpointOf: (name: string) => string = (name) => name,
): readonly Timer[] {
  return mapped(timers, (timer) => {
    const id = timer.id === null ? null : idOf(timer.id);
    const name = timer.name === timer.id && id !== null ? id : timer.name;
    const { to } = timer;
    const receiver = to !== null && 'endpoint' in to ? { endpoint: endpointOf(to.endpoint) } : to;
    return { ...timer, id, name, to: receiver, event: eventOf(timer.event) };
  });
}

function mapped(timers: readonly Timer[], mapping: (timer: Timer) => Timer): readonly Timer[] {
  return listed(queuesOf(timers).map((queue) => queue.map(mapping)));
}

function queuesOf(timers: readonly Timer[]): readonly Queue[] {
  const queues: Timer[][] = [];
  for (const timer of timers) {
    if (timer.waits) queues.at(-1)?.push(timer);
    else queues.push([timer]);
  }
  return queues;
}

/** The canonical list of queues. Where all of a queue are alike, it makes no difference which is first. */
function listed(queues: readonly Queue[]): readonly Timer[] {
  return queues
    .flatMap((queue) => (areAlike(queue) ? queue.map((timer) => [timer]) : [queue]))
    .map((queue) => ({ queue, text: queue.map(sortText).join(' ') }))
    .sort((a, b) => (a.text < b.text ? -1 : a.text > b.text ? 1 : 0))
    .flatMap(({ queue }) => queue.map((timer, at) => ({ ...timer, waits: at > 0 })));
}

function areAlike(queue: Queue): boolean {
  return new Set(queue.map(ownText)).size < 2;
}

function sortText(timer: Timer): string {
  return `${orderText(partsOf(timer))} ${ownText(timer)}${timer.isFresh ? '*' : ''}`;
}

/** A timer for itself. */
function ownText(timer: Timer): string {
  return canonicalText(partsOf(timer), `timer ${timer.name}`);
}

function partsOf({ id, event, remaining, cancellable, owner, to }: Timer): readonly unknown[] {
  const isOfMachine = owner === '' && to !== null && 'actor' in to && to.actor === '';
  return [id, event, remaining, cancellable, ...(isOfMachine ? [] : [owner, to])];
}
