import { onPath } from '../language/errors.ts';
import type { ActionPath } from '../model/action-path.ts';
import type { Model } from '../model/model.ts';
import { Steps } from '../model/steps.ts';
import type { Successors } from '../model/successors.ts';
import { NONE } from './frontier.ts';
import type { RunParts } from './parts.ts';

/**
 * States of one level that are expanded together, and then followed one after another: what the look-ups of all their
 * successors will read is read beforehand, where no read waits for another one.
 *
 * States of one level do not depend on each other, so that nothing can be seen of it: neither in numbers nor in paths.
 */
export class Batch {
  readonly #model: Model;
  readonly #parts: RunParts;
  /** Per state of the batch: its number, its steps, and what the run goes on with in their place. */
  readonly #numbers: number[] = [];
  readonly #steps: readonly Steps[];
  readonly #successors: Successors[] = [];
  /** A state whose steps could not be found, which matters only if the run goes on to it. */
  #postponed = NONE;
  /** Number of those that are not followed yet. */
  #unfollowed = 0;
  /** Per step of the state that is followed: where it leads (see StateSet). */
  #targets = new Int32Array(64);

  constructor(model: Model, parts: RunParts) {
    this.#model = model;
    this.#parts = parts;
    this.#steps = Array.from({ length: parts.batch }, () => new Steps(model.width, parts.sleeping.filter));
  }

  /** States that were expanded, or could not be, and are not followed yet. */
  get waiting(): number {
    return this.#unfollowed + (this.#postponed === NONE ? 0 : 1);
  }

  /** Expands the next states of the frontier. Returns their number: 0 if there is none. */
  expand(): number {
    const { frontier, states, sleeping, reduction } = this.#parts;
    const most = Math.min(this.#steps.length, frontier.ahead);
    let count = 0;
    states.begin();
    while (count < most) {
      const state = this.#postponed === NONE ? frontier.next() : this.#postponed;
      this.#postponed = NONE;
      if (state === NONE) break;
      const steps = this.steps(count);
      states.load(state, steps);
      sleeping.enter(state);
      if (!this.#expandOne(state, steps, count > 0)) break;
      this.#successors[count] = reduction.successors(steps);
      this.#numbers[count++] = state;
    }
    this.#unfollowed = count;
    if (count > 0) states.prepare(this.#successors, count);
    return count;
  }

  /** Number of the state `i` of the batch. */
  number(i: number): number {
    return this.#numbers[i] ?? 0;
  }

  /** The steps of the state `i` of the batch. */
  steps(i: number): Steps {
    const steps = this.#steps[i];
    if (steps === undefined) throw new RangeError(`no state ${i} was expanded`);
    return steps;
  }

  /** Adds the successors of the state `i`: for each step the new state that it leads to, or the complement of the known one. */
  follow(i: number): Int32Array {
    const { states, reduction } = this.#parts;
    const steps = this.steps(i);
    this.#unfollowed--;
    if (steps.count > this.#targets.length) this.#targets = new Int32Array(steps.count * 2);
    states.addPrepared(i, this.#targets);
    if (reduction.isTooLittle(steps, this.#targets)) states.addAll(reduction.all(steps), this.#targets);
    return this.#targets;
  }

  #pathTo(state: number): ActionPath {
    const { reduction, wayBack } = this.#parts;
    return reduction.lift(wayBack.to(state));
  }

  /** Returns false if an error may be postponed, since the run may end with one of the states before this one. */
  #expandOne(state: number, steps: Steps, isBehindOthers: boolean): boolean {
    try {
      this.#model.expand(steps.base, steps);
      return true;
    } catch (error) {
      if (!isBehindOthers) throw this.#onPathTo(state, error);
      this.#postponed = state;
      return false;
    }
  }

  /** Apart from the above: where a function's parameter is used by a closure in it, each call makes a scope on the heap. */
  #onPathTo(state: number, error: unknown): unknown {
    return onPath(error, () => this.#pathTo(state));
  }
}
