import type { ArmedTimer } from '../language/endpoint.ts';
import type { EventObject } from '../language/machine.ts';
import { orderText } from '../tables/order-text.ts';
import { canonicalText } from '../tables/plain-data.ts';

/** A timer as XState's scheduler keeps it. */
export interface Timer extends ArmedTimer {
  readonly event: EventObject;
  /** False once a newer timer has taken over its id: XState can then no longer cancel it, and it will fire. */
  readonly cancellable: boolean;
}

/**
 * Arms a timer. A timer of the same id goes on, but can no longer be cancelled (XState's scheduler forgets it); one
 * without an id can be neither cancelled nor replaced.
 */
export function arm(
  timers: readonly Timer[],
  id: string | null,
  event: EventObject,
  remaining: number | null,
  name: string = id ?? event.type,
): Timer[] {
  const armed = {
    id,
    name,
    event,
    remaining,
    cancellable: id !== null,
  };
  return sorted([...forget(timers, id), armed]);
}

/** Disarms the timer that still goes by this id. */
export function disarm(timers: readonly Timer[], id: string): readonly Timer[] {
  return timers.filter((timer) => timer.id !== id || !timer.cancellable);
}

/** Takes away a timer that fires; XState's scheduler forgets its id, whoever goes by it now. */
export function fire(timers: readonly Timer[], fired: Timer): Timer[] {
  return sorted(
    forget(
      timers.filter((timer) => timer !== fired),
      fired.id,
    ),
  );
}

function forget(timers: readonly Timer[], id: string | null): readonly Timer[] {
  return timers.map((timer) => (timer.id === id ? { ...timer, cancellable: false } : timer));
}

/** Lets a tick pass, or returns null if a due timer must fire first. */
export function tickTimers(timers: readonly Timer[]): readonly Timer[] | null {
  if (timers.some((timer) => timer.remaining === 0)) return null;
  return timers.map((timer) =>
    timer.remaining === null ? timer : { ...timer, remaining: timer.remaining - 1 },
  );
}

/** Whether the timer may fire now. */
export function mayFire(timer: Timer): boolean {
  return timer.remaining === null || timer.remaining === 0;
}

/** The canonical text of a timer. */
export function timerText(timer: Timer): string {
  return canonicalText(partsOf(timer), `timer ${timer.name}`);
}

/** The timers with other events, and other ids. A timer goes by its id, unless its machine has a name for it. */
export function withNames(
  timers: readonly Timer[],
  eventOf: (event: EventObject) => EventObject,
  idOf: (id: string) => string,
): readonly Timer[] {
  return sorted(
    timers.map((timer) => {
      const id = timer.id === null ? null : idOf(timer.id);
      const name = timer.name === timer.id && id !== null ? id : timer.name;
      return { ...timer, id, name, event: eventOf(timer.event) };
    }),
  );
}

function sorted(timers: readonly Timer[]): Timer[] {
  return timers
    .map((timer) => ({ timer, text: `${orderText(partsOf(timer))} ${timerText(timer)}` }))
    .sort((a, b) => (a.text < b.text ? -1 : a.text > b.text ? 1 : 0))
    .map(({ timer }) => timer);
}

function partsOf({ id, event, remaining, cancellable }: Timer): readonly unknown[] {
  return [id, event, remaining, cancellable];
}
