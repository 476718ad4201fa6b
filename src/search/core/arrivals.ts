import type { KnownArrivals } from '../../reduction/sleep/arrivals.ts';
import type { Exports } from './instance.ts';

/** How the search came to the states that wait, in the memory of a core. */
export class CoreArrivals implements KnownArrivals {
  readonly #core: Exports;

  constructor(core: Exports) {
    this.#core = core;
  }

  /** All that the core holds besides states: what was taught stands in the same memory. */
  get bytes(): number {
    return this.#core.held() >>> 0;
  }

  move(state: number): number {
    return this.#core.arrivalMove(state);
  }

  groups(state: number): number {
    return this.#core.arrivalGroups(state);
  }

  put(state: number, move: number, groups: number): void {
    this.#core.putArrival(state, move, groups);
  }
}
