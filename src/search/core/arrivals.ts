import type { Independence } from '../../model/independence.ts';
import type { Steps } from '../../model/steps.ts';
import { type Arrivals, noteArrivals } from '../../reduction/sleep/arrivals.ts';
import type { SleepSet } from '../../reduction/sleep/sleep-set.ts';
import type { Sleeping } from '../../reduction/sleep/sleeping.ts';
import type { Exports } from './instance.ts';

/** How the search came to the states that wait, in the memory of a core. */
export class CoreSleeping implements Sleeping, Arrivals {
  readonly filter: SleepSet;
  readonly #independence: Independence;
  readonly #core: Exports;

  constructor(filter: SleepSet, independence: Independence, core: Exports) {
    this.filter = filter;
    this.#independence = independence;
    this.#core = core;
  }

  /** All that the core holds besides states is what was taught, and how the search came to states. */
  get bytes(): number {
    return this.filter.bytes + (this.#core.held() >>> 0);
  }

  allow(label: number): void {
    this.filter.allow(label);
  }

  enter(state: number): void {
    const [move, groups] = this.arrival(state);
    this.filter.enter(move, groups);
  }

  note(_expanded: number, steps: Steps, targets: Int32Array, known: number, states: number): void {
    if (states > known) noteArrivals(this.#independence, steps, targets, known, this);
  }

  put(state: number, move: number, groups: number): void {
    this.#core.putArrival(state, move, groups);
  }

  arrival(state: number): readonly [move: number, groups: number] {
    return [this.#core.arrivalMove(state), this.#core.arrivalGroups(state)];
  }
}
