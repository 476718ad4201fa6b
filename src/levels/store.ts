import type { Atom, AtomKind } from '../codec/atom.ts';
import type { ExpandedView } from '../codec/frames.ts';
import type { Name } from '../codec/names.ts';
import type { Saved } from './saved.ts';

/** States of one level, in the order of their ranks. */
export interface Chunk {
  /** The rank of the first one. */
  readonly first: number;
  readonly count: number;
  /** For each how many names it has, then these: as a batch has them. */
  readonly words: Uint32Array;
}

/** How a state was first reached: from the state of which rank, by which of its steps. */
export interface Reached {
  readonly parent: number;
  readonly step: number;
}

/** Steps of one state that can be told apart. */
export const MOST_STEPS = 2 ** 20;

/**
 * Where states are kept, level by level, each under its rank: the number that a breadth-first search in memory would give it. What was done
 * since a level began is forgotten if the process ends before the level does.
 */
export interface LevelStore {
  /** Where a search stood that was here before; null for a new one. */
  readonly saved: Saved | null;
  /** Adds the initial state, under the rank 0. */
  begin(state: readonly Name[], atoms: readonly Atom[], saved: Saved): Promise<void>;
  /** The states with these ranks, in chunks of so many. */
  states(from: number, end: number, size: number): AsyncIterable<Chunk>;
  /**
   * Takes what came of a chunk.
   *
   * @throws NameClashError if a name stands for two values
   */
  add(first: number, expanded: ExpandedView): Promise<void>;
  /**
   * Ends a level: of the states that were added since the one before, those that were never there get the ranks from `known` on, in the order of the
   * least rank and step that led there. With them is saved what `saved` says, given how many they are: all of it, or nothing.
   */
  endLevel(known: number, saved: (found: number) => Saved): Promise<number>;
  /** How a state was first reached; null for the initial one. */
  reached(rank: number): Promise<Reached | null>;
  /** Number of states that were first reached from states of at most this rank. */
  countReachedFrom(rank: number): Promise<number>;
  /** The atoms of these names, with all that they are made from. */
  atoms(names: readonly Name[]): Promise<readonly Atom[]>;
  /** Number of atoms of each kind. */
  countAtoms(): Promise<ReadonlyMap<AtomKind, number>>;
  /** Bytes that all of it takes. */
  bytes(): Promise<number>;
}
