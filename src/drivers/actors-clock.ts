import type { EventObject } from '../language/machine.ts';

/** A timer that an actor has armed. */
export interface HandTimer {
  /** Undefined where the machine gave none. */
  readonly id: string | undefined;
  readonly event: EventObject;
  /** Ticks that must still begin before it may fire; a timer of d ticks waits for d + 1. */
  readonly remaining: number;
}

interface Entry extends HandTimer {
  remaining: number;
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
      this.#scheduled = { id, event };
      schedule(source, target, event, delay, id);
    };
  }

  readonly setTimeout = (run: () => void, delay: number): Entry => {
    if (this.#scheduled === null) throw new Error('a timeout that no scheduler asked for');
    const remaining = this.#tick === null ? 0 : Math.ceil(delay / this.#tick) + 1;
    const entry = { ...this.#scheduled, run, remaining };
    this.#entries = [...this.#entries, entry];
    return entry;
  };

  readonly clearTimeout = (cleared: Entry): void => {
    this.#entries = this.#entries.filter((entry) => entry !== cleared);
  };

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
    entry.run();
  }
}
