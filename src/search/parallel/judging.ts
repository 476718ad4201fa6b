import type { Contents } from '../../model/contents.ts';
import type { Instance } from '../../model/instance.ts';
import type { Model } from '../../model/model.ts';
import type { Steps } from '../../model/steps.ts';
import { NO_ACTION, PropertyWatch } from '../../property/property-watch.ts';
import { Throwing, type ThrowingStep } from '../../property/throwing.ts';
import type { Layout } from '../../store/layout.ts';

/** What one of several threads shows to properties. None is decided here: that something may be is all that is said. */
export class Judging {
  /** Whether something was found that the thread that leads must look at. */
  isNotable = false;
  readonly #model: Model;
  readonly #watch: PropertyWatch;
  readonly #throwing: Throwing;
  /** Of all threads: whether something was ever read by a predicate over states, by its number. */
  readonly #reads: Uint8Array;
  readonly #contents: Contents;
  /** A new state, and the layout in which it is packed. */
  readonly #vector: Uint32Array;
  #layout: Layout | null = null;

  /**
   * @param properties that are asked for, by name; null for all
   * @param allow is told of steps that no property hinders from sleeping
   */
  constructor(
    instance: Instance,
    contents: Contents,
    properties: readonly string[] | null,
    allow: (label: number) => void,
    reads: Uint8Array,
  ) {
    this.#model = instance.model;
    this.#watch = new PropertyWatch(instance, properties ?? undefined, () => this.#noted(), allow);
    this.#throwing = new Throwing(instance.model);
    this.#reads = reads;
    this.#contents = contents;
    this.#vector = new Uint32Array(instance.model.width);
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
  learnReads(layout: Layout): void {
    const { stateReads } = this.#watch;
    const { sourceOf } = this.#model.reader;
    for (let read = 0; read < this.#reads.length; read++) {
      if (this.#reads[read] === 1) stateReads.note(read, sourceOf(read));
    }
    this.#layout = layout;
  }

  /** Tells the others what was read of states here. */
  tellReads(): void {
    for (const read of this.#watch.stateReads.reads) this.#reads[read] = 1;
  }

  /** Lets properties look at a state without steps, and at steps. Returns how many of these are none, since machines throw. */
  look(steps: Steps, state: number): number {
    const watch = this.#watch;
    if (steps.isDeadEnd) watch.at('deadlock', steps.base, 0, state, NO_ACTION);
    let thrown = 0;
    for (let k = 0; k < steps.count; k++) {
      if (watch.isSettled(steps.label(k))) continue;
      if (!steps.throws(k)) {
        watch.atStep(steps, k, state);
        continue;
      }
      thrown++;
      watch.atThrow(steps, k, state);
      if (!this.#throwing.knows(steps, k)) this.isNotable = true;
    }
    return thrown;
  }

  /**
   * Whether properties look at the state that step `k` leads to, if it is new. As in PropertyWatch.atSuccessor, they need not
   * if it differs in nothing from the state that is expanded that any predicate was ever seen to read. What the threads have read is told
   * to all (`Hand`), before a state is expanded that one of them has judged.
   */
  isOfInterest(steps: Steps, k: number): boolean {
    return this.#watch.open('state').length > 0 && steps.differs(k, this.#watch.stateReads);
  }

  /** Lets properties look at the new state whose packed vector stands from `offset` on, reached by step `k` of the state `parent`. */
  lookAtNew(rows: Int32Array, offset: number, parent: number, k: number): void {
    if (this.#layout === null) return;
    this.#contents.cut(0);
    this.#layout.unpackDraft(rows, offset, this.#vector);
    this.#watch.at('state', this.#vector, 0, parent, k);
  }

  /** Something may be decided: not here, where it may be that the search ends before. */
  #noted(): null {
    this.isNotable = true;
    return null;
  }
}
