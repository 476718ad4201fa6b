import { GrowingUint32 } from '../tables/growing.ts';

/**
 * What a search keeps to find its way back: from which state each state was first reached. By which action is found by
 * expanding that state again.
 */
export interface Trail {
  /** Tells, in order of discovery, from which state the next state was first reached. */
  note(state: number, parent: number): void;
  /** The states from which `state` may have been first reached: from the first number up to the second, in order. */
  parents(state: number): readonly [from: number, to: number];
  /** Bytes held. */
  readonly bytes: number;
}

const SAMPLE_BITS = 6;
const BETWEEN = (1 << SAMPLE_BITS) - 1;

/**
 * The trail of a breadth-first search. States are discovered in the order of their parents; so it is enough to note
 * the parent of every 64th state, and to look for the others between two of these.
 */
export class SampledTrail implements Trail {
  readonly #samples = new GrowingUint32();

  get bytes(): number {
    return this.#samples.bytes;
  }

  note(state: number, parent: number): void {
    if ((state & BETWEEN) === 0) this.#samples.push(parent);
  }

  parents(state: number): readonly [number, number] {
    const sample = state >>> SAMPLE_BITS;
    const last = sample + 1 < this.#samples.length ? this.#samples.at(sample + 1) : state - 1;
    return [this.#samples.at(sample), last];
  }
}

/** The trail of any other search: the parent of every state. */
export class FullTrail implements Trail {
  readonly #parents = new GrowingUint32();

  get bytes(): number {
    return this.#parents.bytes;
  }

  note(_state: number, parent: number): void {
    this.#parents.push(parent);
  }

  parents(state: number): readonly [number, number] {
    const parent = this.#parents.at(state);
    return [parent, parent];
  }
}
