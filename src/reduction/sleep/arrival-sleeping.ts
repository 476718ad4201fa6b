import type { Independence } from '../../model/independence.ts';
import type { Steps } from '../../model/steps.ts';
import { type KnownArrivals, noteArrivals } from './arrivals.ts';
import type { SleepSet } from './sleep-set.ts';
import type { Sleeping } from './sleeping.ts';

/** Sleep sets, out of how a search came to states as it is kept elsewhere: in memory that several threads share, say. */
export class ArrivalSleeping implements Sleeping {
  readonly filter: SleepSet;
  readonly #moves: Independence;
  readonly #arrivals: KnownArrivals;

  constructor(filter: SleepSet, moves: Independence, arrivals: KnownArrivals) {
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
