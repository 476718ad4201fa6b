import { type Independence as Moves, NO_MOVE } from '../../model/independence.ts';
import type { Steps } from '../../model/steps.ts';
import { type Arrivals, noteArrivals } from './arrivals.ts';
import type { SleepSet } from './sleep-set.ts';

/** States for which there is room at first. */
const FIRST = 1024;

/**
 * How a breadth-first search came to each of the states that wait to be expanded: what decides which of their steps
 * sleep. They wait in order of discovery, so they are a window that moves on.
 */
export class SleepSetQueue implements Arrivals {
  readonly #moves: Moves;
  readonly #sleep: SleepSet;
  /** Per waiting state, from `#first` on: the move that led to it, and the groups that sleep in it. */
  #moveTo = new Uint16Array(FIRST);
  #groups = new Int32Array(FIRST);
  /** The state that stands first. */
  #first = 0;

  constructor(moves: Moves, sleep: SleepSet) {
    this.#moves = moves;
    this.#sleep = sleep;
  }

  /** Bytes held. */
  get bytes(): number {
    return this.#moveTo.byteLength + this.#groups.byteLength;
  }

  /** This state is expanded next. */
  enter(state: number): void {
    const at = state - this.#first;
    this.#sleep.enter(this.#moveTo[at] ?? NO_MOVE, this.#groups[at] ?? 0);
  }

  /** How the search came to a state that waits: the move, and the groups that sleep in it. */
  arrival(state: number): readonly [move: number, groups: number] {
    const at = state - this.#first;
    return [this.#moveTo[at] ?? NO_MOVE, this.#groups[at] ?? 0];
  }

  /**
   * Notes the new states to which the steps of a state have led.
   *
   * @param targets per step, the new state, or the complement of the known state
   * @param known number of states that were known before
   */
  note(expanded: number, steps: Steps, targets: Int32Array, known: number, states: number): void {
    if (states === known) return;
    this.#reserve(expanded, states);
    noteArrivals(this.#moves, steps, targets, known, this);
  }

  put(state: number, move: number, groups: number): void {
    const at = state - this.#first;
    this.#moveTo[at] = move;
    this.#groups[at] = groups;
  }

  /** The states from one number to another (exclusive) wait, and the search came to them as it is told. */
  resume(
    first: number,
    end: number,
    arrivalOf: (state: number) => readonly [move: number, groups: number],
  ): void {
    this.#first = first;
    this.#reserve(first, end);
    for (let state = first; state < end; state++) this.put(state, ...arrivalOf(state));
  }

  /** Makes room for states up to this one (exclusive). What stands before the state that is expanded is not needed. */
  #reserve(expanded: number, end: number): void {
    if (end - this.#first <= this.#moveTo.length) return;
    const from = expanded - this.#first;
    const needed = end - expanded;
    if (needed * 1.2 <= this.#moveTo.length) {
      this.#moveTo.copyWithin(0, from);
      this.#groups.copyWithin(0, from);
    } else {
      const length = Math.ceil(needed * 1.5);
      this.#moveTo = moved(new Uint16Array(length), this.#moveTo.subarray(from));
      this.#groups = moved(new Int32Array(length), this.#groups.subarray(from));
    }
    this.#first = expanded;
  }
}

function moved<T extends Uint16Array | Int32Array>(to: T, from: T): T {
  to.set(from);
  return to;
}
