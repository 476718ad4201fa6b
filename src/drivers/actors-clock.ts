import type { EventObject } from '../language/machine.ts';

/** A timer that an actor has armed. */
export interface HandTimer {
  /** Undefined where the machine gave none. */
  readonly id: string | undefined;
  readonly event: EventObject;
  /**
   * Ticks that must still begin before it may fire; a timer of d ticks waits for d + 1. No whole number where the delay is none of
   * ticks: the model refuses such delays, so they are never rounded to one of the model's.
   */
  readonly remaining: number;
  /** False once a newer timer has taken over its id, or one of that id has fired: XState then forgets it. */
  readonly cancellable: boolean;
}

interface Entry extends HandTimer {
  remaining: number;
  cancellable: boolean;
  readonly run: () => void;
}

/** As much of XState's scheduler as must be overheard. */
interface Scheduler<Actor> {
  schedule(source: Actor, target: Actor, event: EventObject, delay: number, id: string | undefined): void;
}

/** The clock of one actor. It stands still: its owner says when a tick passes, and which timer fires. */
export class HandClock {
  readonly #tick: number | null;
  #entries: readonly Entry[] = [];
  #scheduled: Pick<HandTimer, 'id' | 'event'> | null = null;

  /** @param tick milliseconds; null if time does not count */
  constructor(tick: number | null) {
    this.#tick = tick;
  }

  /** A clock is only told functions and delays; the scheduler knows what they are for. */
  watch<Actor>({ scheduler }: { readonly scheduler: Scheduler<Actor> }): void {
    const schedule = scheduler.schedule.bind(scheduler);
    scheduler.schedule = (source, target, event, delay, id) => {
      // XState keeps timers by a text that has the id in it: 5 and '5' are one.
      this.#scheduled = { id: id === undefined ? undefined : String(id), event };
      schedule(source, target, event, delay, id);
    };
  }

  readonly setTimeout = (run: () => void, delay: number): Entry => {
    if (this.#scheduled === null) throw new Error('a timeout that no scheduler asked for');
    const remaining = this.ticksOf(delay);
    const { id } = this.#scheduled;
    this.#forget(id);
    const entry = { ...this.#scheduled, run, remaining, cancellable: id !== undefined };
    this.#entries = [...this.#entries, entry];
    return entry;
  };

  readonly clearTimeout = (cleared: Entry): void => {
    this.#entries = this.#entries.filter((entry) => entry !== cleared);
  };

  /** Ticks that must begin before a timer of this many milliseconds that is armed now may fire. */
  ticksOf(delay: number): number {
    return this.#tick === null ? 0 : delay / this.#tick + 1;
  }

  tick(): void {
    for (const entry of this.#entries) entry.remaining--;
  }

  armed(): readonly HandTimer[] {
    return this.#entries;
  }

  /** @throws Error if the timer is not armed */
  fire(timer: HandTimer): void {
    const entry = this.#entries.find((other) => other === timer);
    if (entry === undefined) throw new Error('a timer that is not armed cannot fire');
    this.clearTimeout(entry);
    this.#forget(entry.id);
    entry.run();
  }

  #forget(id: string | undefined): void {
    for (const entry of this.#entries) if (entry.id === id) entry.cancellable = false;
  }
}
