import { INDEPENDENCE, type Independence, NO_MOVE } from '../../model/independence.ts';
import type { Model } from '../../model/model.ts';
import type { Steps } from '../../model/steps.ts';
import { SleepSet } from './sleep-set.ts';
import { SleepSetQueue } from './sleep-set-queue.ts';

/** Which steps of the states that wait sleep: the part of a search that looks no step up in vain. */
export interface Sleeping {
  /** Which steps of the state at hand are omitted; null if none ever is. */
  readonly filter: SleepSet | null;
  /** Lets steps with this label sleep: no property need look at them. */
  allow(label: number): void;
  /** This state is expanded next. */
  enter(state: number): void;
  /**
   * Notes the new states to which the steps of a state have led.
   *
   * @param targets per step, the new state, or the complement of the known state
   * @param known number of states that were known before
   */
  note(expanded: number, steps: Steps, targets: Int32Array, known: number, states: number): void;
  /** How the search came to a state that waits: the move, and the groups that sleep in it. */
  arrival(state: number): readonly [move: number, groups: number];
  /** Bytes held. */
  readonly bytes: number;
}

/** Every step is looked up. */
export const NOTHING_SLEEPS: Sleeping = {
  filter: null,
  allow: () => {},
  enter: () => {},
  note: () => {},
  arrival: () => [NO_MOVE, 0],
  bytes: 0,
};

/** Sleep sets, if the model says which of its steps commute. They are right in a breadth-first search only. */
export function sleepingOf(model: Model): Sleeping {
  const independence = model.extension(INDEPENDENCE);
  if (independence === null) return NOTHING_SLEEPS;
  const filter = new SleepSet(independence, model.bounds.network.capacity);
  return new SleepSets(filter, new SleepSetQueue(independence, filter));
}

/** Goes on with a filter, and with how the search came to the states from one number to another (exclusive), which wait. */
export function resumedSleeping(
  independence: Independence,
  filter: SleepSet,
  first: number,
  end: number,
  before: Pick<Sleeping, 'arrival'>,
): Sleeping {
  const queue = new SleepSetQueue(independence, filter);
  queue.resume(first, end, (state) => before.arrival(state));
  return new SleepSets(filter, queue);
}

class SleepSets implements Sleeping {
  readonly filter: SleepSet;
  readonly #queue: SleepSetQueue;

  constructor(filter: SleepSet, queue: SleepSetQueue) {
    this.filter = filter;
    this.#queue = queue;
  }

  get bytes(): number {
    return this.#queue.bytes + this.filter.bytes;
  }

  allow(label: number): void {
    this.filter.allow(label);
  }

  enter(state: number): void {
    this.#queue.enter(state);
  }

  note(expanded: number, steps: Steps, targets: Int32Array, known: number, states: number): void {
    this.#queue.note(expanded, steps, targets, known, states);
  }

  arrival(state: number): readonly [move: number, groups: number] {
    return this.#queue.arrival(state);
  }
}
