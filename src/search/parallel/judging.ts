import type { Instance } from '../../model/instance.ts';
import type { Model } from '../../model/model.ts';
import type { Steps } from '../../model/steps.ts';
import { NO_ACTION, PropertyWatch } from '../../property/property-watch.ts';
import { Throwing, type ThrowingStep } from '../../property/throwing.ts';

/** What one of several threads shows to properties. None is decided here: that something may be is all that is said. */
export class Judging {
  /** Whether something was found that the thread that leads must look at. */
  isNotable = false;
  readonly #model: Model;
  readonly #watch: PropertyWatch;
  readonly #throwing: Throwing;
  /** Of all threads: whether something was ever read by a predicate over states, by its number. */
  readonly #reads: Uint8Array;

  /**
   * @param properties that are asked for, by name; null for all
   * @param allow is told of steps that no property hinders from sleeping
   */
  constructor(
    instance: Instance,
    properties: readonly string[] | null,
    allow: (label: number) => void,
    reads: Uint8Array,
  ) {
    this.#model = instance.model;
    this.#watch = new PropertyWatch(instance, properties ?? undefined, () => this.#noted(), allow);
    this.#throwing = new Throwing(instance.model);
    this.#reads = reads;
  }

  get bytes(): number {
    return this.#watch.bytes;
  }

  /** Which properties are not decided (see PropertyWatch), and where machines were seen to throw. */
  know(undecided: readonly number[], throwing: readonly ThrowingStep[]): void {
    this.#watch.keep(undecided);
    this.#throwing.know(throwing);
  }

  /** Learns what others have read of states that are expanded now, or of those before: see PropertyWatch.atSuccessor. */
  learnReads(): void {
    const { stateReads } = this.#watch;
    const { sourceOf } = this.#model.reader;
    for (let read = 0; read < this.#reads.length; read++) {
      if (this.#reads[read] === 1) stateReads.note(read, sourceOf(read));
    }
  }

  /** Tells the others what was read of states here. */
  tellReads(): void {
    for (const read of this.#watch.stateReads.reads) this.#reads[read] = 1;
  }

  /**
   * Lets properties look at a state without steps, at steps, and at where these lead. Returns how many of them are none, since machines throw.
   *
   * Nobody knows yet whether a step leads to a new state. If it does not, that was judged before, and what it decides is decided. As with one thread
   * (PropertyWatch.atSuccessor), a state is passed over that differs in nothing from the one before that any predicate was ever seen to read: what the threads have read is told
   * to all (`Hand`), before a state is expanded that one of them has judged.
   */
  look(steps: Steps, state: number): number {
    const watch = this.#watch;
    const looksAtStates = watch.open('state').length > 0;
    if (steps.isDeadEnd) watch.at('deadlock', steps.base, 0, state, NO_ACTION);
    let thrown = 0;
    for (let k = 0; k < steps.count; k++) {
      if (!watch.isSettled(steps.label(k))) {
        if (steps.throws(k)) {
          thrown++;
          this.#lookAtThrow(steps, k, state);
          continue;
        }
        watch.atStep(steps, k, state);
      }
      if (looksAtStates) watch.atSuccessor(steps, k, state);
    }
    return thrown;
  }

  #lookAtThrow(steps: Steps, k: number, state: number): void {
    this.#watch.atThrow(steps, k, state);
    if (!this.#throwing.knows(steps, k)) this.isNotable = true;
  }

  /** Something may be decided: not here, where it may be that the search ends before. */
  #noted(): null {
    this.isNotable = true;
    return null;
  }
}
