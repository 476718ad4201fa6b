import type { Independence } from '../../model/independence.ts';
import type { Steps } from '../../model/steps.ts';
import { type Arrivals as Noted, noteArrivals } from '../../reduction/sleep/arrivals.ts';
import type { SleepSet } from '../../reduction/sleep/sleep-set.ts';
import type { Sleeping } from '../../reduction/sleep/sleeping.ts';

/** Memory for what is known of states that wait. */
export interface ArrivalMemory {
  readonly moves: SharedArrayBuffer;
  readonly groups: SharedArrayBuffer;
}

/**
 * How a search came to each of the states that wait to be expanded (see SleepSetQueue), in memory that several threads share:
 * a ring, in which each state has the place of its number.
 */
export class Arrivals implements Noted {
  #moves: Uint16Array;
  #groups: Int32Array;
  /** Places that are made use of, less one. */
  #mask: number;

  /** @param size places that are made use of: a power of two */
  constructor({ moves, groups }: ArrivalMemory, size: number) {
    this.#moves = new Uint16Array(moves);
    this.#groups = new Int32Array(groups);
    this.#mask = size - 1;
  }

  /** Places for so many states that wait. */
  static places(waiting: number): number {
    return 2 ** Math.ceil(Math.log2(waiting));
  }

  static memory(room: number): ArrivalMemory {
    return { moves: new SharedArrayBuffer(room * 2), groups: new SharedArrayBuffer(room * 4) };
  }

  get size(): number {
    return this.#mask + 1;
  }

  /** Places that there may be. */
  get room(): number {
    return this.#groups.length;
  }

  get bytes(): number {
    return this.size * 6;
  }

  move(state: number): number {
    return this.#moves[state & this.#mask] ?? 0;
  }

  groups(state: number): number {
    return this.#groups[state & this.#mask] ?? 0;
  }

  put(state: number, move: number, groups: number): void {
    const at = state & this.#mask;
    this.#moves[at] = move;
    this.#groups[at] = groups;
  }

  /** Has another number of places from now on, in other memory or in the same. */
  use({ moves, groups }: ArrivalMemory, size: number): void {
    this.#moves = new Uint16Array(moves);
    this.#groups = new Int32Array(groups);
    this.#mask = size - 1;
  }
}

/** Sleep sets for one thread that expands states alone, out of what several share. */
export class ArrivalSleeping implements Sleeping {
  readonly filter: SleepSet;
  readonly #moves: Independence;
  readonly #arrivals: Arrivals;

  constructor(filter: SleepSet, moves: Independence, arrivals: Arrivals) {
    this.filter = filter;
    this.#moves = moves;
    this.#arrivals = arrivals;
  }

  get bytes(): number {
    return this.#arrivals.bytes + this.filter.bytes;
  }

  allow(label: number): void {
    this.filter.allow(label);
  }

  enter(state: number): void {
    this.filter.enter(this.#arrivals.move(state), this.#arrivals.groups(state));
  }

  note(_expanded: number, steps: Steps, targets: Int32Array, known: number, states: number): void {
    if (states > known) noteArrivals(this.#moves, steps, targets, known, this.#arrivals);
  }

  arrival(state: number): readonly [move: number, groups: number] {
    return [this.#arrivals.move(state), this.#arrivals.groups(state)];
  }
}
