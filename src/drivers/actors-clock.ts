import { type Actor, nameBelow, pathOf, pathText, type System } from '../endpoint/actors/actor.ts';
import { timerId } from '../endpoint/effects.ts';
import type { EventObject } from '../language/machine.ts';

/** A timer that an actor has armed. */
export interface HandTimer {
  /** Undefined where the machine gave none. */
  readonly id: string | undefined;
  readonly event: EventObject;
  /** The machine that has armed it, or one of its actors; and whom its event is for. */
  readonly source: Actor;
  readonly target: unknown;
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

/** The clock of one machine and its actors. It stands still: its owner says when a tick passes, and which timer fires. */
export class HandClock {
  readonly #tick: number | null;
  #entries: readonly Entry[] = [];
  #scheduled: Pick<HandTimer, 'id' | 'event' | 'source' | 'target'> | null = null;

  /** @param tick milliseconds; null if time does not count */
  constructor(tick: number | null) {
    this.#tick = tick;
  }

  /** A clock is only told functions and delays; the scheduler knows what they are for. */
  watch({ scheduler }: System): void {
    const schedule = scheduler.schedule.bind(scheduler);
    scheduler.schedule = (source, target, event, delay, id) => {
      this.#scheduled = { id: timerId(id) ?? undefined, event, source, target };
      schedule(source, target, event, delay, id);
    };
  }

  readonly setTimeout = (run: () => void, delay: number): Entry => {
    if (this.#scheduled === null) throw new Error('a timeout that no scheduler asked for');
    const remaining = this.ticksOf(delay);
    const { id, source } = this.#scheduled;
    this.#forget(id, source);
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
    this.#forget(entry.id, entry.source);
    entry.run();
  }

  #forget(id: string | undefined, source: Actor): void {
    for (const entry of this.#entries)
      if (entry.id === id && entry.source === source) entry.cancellable = false;
  }
}

/** The id of a timer as the model tells it: with the path of the actor that has armed it. */
export function idOf({ id, source }: Pick<HandTimer, 'id' | 'source'>): string | null {
  return id === undefined ? null : nameBelow(ownerOf(source), id);
}

/** What an actor goes by; the empty text for the machine itself. */
export function ownerOf(source: Actor): string {
  return pathText(pathOf(source));
}
