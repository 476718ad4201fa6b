import type { Successors } from '../model/successors.ts';

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
  /** Prepares to add the successors of the first `count` of these states. */
  prepare(several: readonly Successors[], count: number): void;
  /** Adds all successors of the state `which` of those that were prepared: in this order, but not necessarily all. */
  addPrepared(which: number, targets: Int32Array): void;
  /** Copies the state `index` into `out`. */
  read(index: number, out: Uint32Array): void;
  /** The states that were loaded, and their successors, are needed no more. */
  begin(): void;
  /** Makes the state `index` the base of successors that are still to come. */
  load(index: number, successors: Successors): void;
  /** The states up to `index` will not be read any more, if states are read in order of discovery. */
  release(index: number): void;
}
