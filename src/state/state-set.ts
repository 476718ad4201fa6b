import type { Successors } from './successors.ts';

/** The states that a search has seen, numbered in order of discovery. */
export interface StateSet {
  /** Number of distinct states. */
  readonly size: number;
  /** Bytes held. */
  readonly bytes: number;
  /** Adds the vector that starts at `offset`. Returns the index of the new state, or a negative number if it was known. */
  add(vectors: Uint32Array, offset: number): number;
  /** Adds all successors of a state. `targets` gets for each what `add` returns. */
  addAll(successors: Successors, targets: Int32Array): void;
  /** Copies the state `index` into `out`. */
  read(index: number, out: Uint32Array): void;
  /** The states up to `index` will not be read any more, if states are read in order of discovery. */
  release(index: number): void;
}
