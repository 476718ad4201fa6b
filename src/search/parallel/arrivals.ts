import type { KnownArrivals } from '../../reduction/sleep/arrivals.ts';

/** Memory for what is known of states that wait. */
export interface ArrivalMemory {
  readonly moves: SharedArrayBuffer;
  readonly groups: SharedArrayBuffer;
}

/**
 * How a search came to each of the states that wait to be expanded (see SleepSetQueue), in memory that several threads share:
 * a ring, in which each state has the place of its number.
 */
export class Arrivals implements KnownArrivals {
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
