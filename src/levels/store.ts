import type { Atom } from '../codec/atom.ts';
import type { ExpandedView } from '../codec/frames.ts';
import type { Name } from '../codec/names.ts';
import type { Levels } from './levels.ts';

/** States of one level, in the order of their ranks. */
export interface Chunk {
  /** The rank of the first one. */
  readonly first: number;
  readonly count: number;
  /** For each how many names it has, then these: as a batch has them. */
  readonly words: Uint32Array;
}

/** Steps of one state that can be told apart. */
export const MOST_STEPS = 2 ** 20;

/** Where states are kept that are expanded elsewhere, some at a time. */
export interface LevelStore extends Omit<Levels, 'expand'> {
  /** The states with these ranks, in chunks of at most as many as `size` says when one is asked for. */
  states(from: number, end: number, size: () => number): AsyncIterable<Chunk>;
  /**
   * Takes what came of a chunk.
   *
   * @throws NameClashError if a name stands for two values
   */
  add(first: number, expanded: ExpandedView): Promise<void>;
  /** The atoms of these names, with all that they are made from. */
  atoms(names: readonly Name[]): Promise<readonly Atom[]>;
}
