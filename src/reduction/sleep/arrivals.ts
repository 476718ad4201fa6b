import type { Independence } from '../../model/independence.ts';
import type { Steps } from '../../model/steps.ts';
import { GROUPS } from './groups.ts';
import { CROWDED, STILL } from './sleep-set.ts';

/** Where it is kept how a search came to the states that wait. */
export interface Arrivals {
  /** @param groups as `asleepWord` gives them */
  put(state: number, move: number, groups: number): void;
}

/** The same, where it can also be read. */
export interface KnownArrivals extends Arrivals {
  /** The move that led to a state that waits, and the groups that sleep in it. */
  move(state: number): number;
  groups(state: number): number;
  /** Bytes held. */
  readonly bytes: number;
}

/**
 * The groups that sleep in a state, as SleepSet is given them: all that are not awake; and beside them, whether the step that
 * led to it left what is in flight as it was, and whether it found no room for a message.
 */
export function asleepWord(awake: number, isStill: boolean, isCrowded: boolean): number {
  return (~awake & GROUPS) | (isStill ? STILL : 0) | (isCrowded ? CROWDED : 0);
}

/**
 * Notes how a search came to the new states to which the steps of one state have led.
 *
 * @param targets per step, the new state, or the complement of the known state
 * @param known number of states that were known before
 */
export function noteArrivals(
  moves: Independence,
  steps: Steps,
  targets: Int32Array,
  known: number,
  arrivals: Arrivals,
): void {
  let awake = 0;
  for (let k = steps.count - 1; k >= 0; k--) {
    const target = targets[k] ?? 0;
    const label = steps.label(k);
    if (target >= 0) {
      const isStill = !steps.changes(k, steps.width - 2);
      const isCrowded = steps.overflows > 0 && steps.isCrowded(k);
      arrivals.put(target, moves.arrivalOf(label), asleepWord(awake, isStill, isCrowded));
    }
    // A step to a state that another step of this state has led to may have been taken later than that one.
    if (target >= known || ~target >= known) awake |= moves.groupOf(label);
  }
}
