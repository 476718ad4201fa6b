import type { Atom, AtomKind } from '../codec/atom.ts';
import type { Name } from '../codec/names.ts';
import type { ChunkSums, Saved, ThrowingAtRank } from './saved.ts';
import type { Finding } from './verdicts.ts';

/** How a state was first reached: from the state of which rank, by which of its steps. */
export interface Reached {
  readonly parent: number;
  readonly step: number;
}

/** States of one level that are to be expanded, by their ranks. */
export interface LevelPart {
  readonly from: number;
  readonly end: number;
  /** The numbers of what is not decided yet, and to be judged. */
  readonly open: readonly number[];
  /** Whether where their steps lead makes the next level. */
  readonly keeps: boolean;
}

/** How much of it is expanded, and how many steps were counted. */
export type PartProgress = (expanded: number, transitions: number) => void;

/** What came of the states of a level. */
export interface LevelFound {
  /** What was counted, by ranks that follow one another; in any order, and all together every rank. */
  readonly chunks: readonly ChunkSums[];
  /** Of each kind at least the first one at a state, and the first one at a step. */
  readonly findings: readonly Finding[];
  /** Of steps in which a machine throws: of each kind at least the first. */
  readonly throwing: readonly ThrowingAtRank[];
  /** The most names that a state has to which a step leads. */
  readonly mostNames: number;
}

/** Something is wrong with the model, as a state shows: the first that does. Its cause is what was thrown. */
export class LevelFailure extends Error {
  readonly rank: number;

  constructor(rank: number, cause: unknown) {
    super(cause instanceof Error ? cause.message : String(cause), { cause });
    this.name = 'LevelFailure';
    this.rank = rank;
  }
}

/**
 * Where the states of a search are kept, and expanded: level by level, each under its rank, the number that a breadth-first search in memory would
 * give it. What was done since a level began is forgotten if the process ends before the level does.
 */
export interface Levels {
  /** Where a search stood that was here before; null for a new one. */
  readonly saved: Saved | null;
  /** Adds the initial states, under the ranks from 0 on. */
  begin(states: readonly (readonly Name[])[], atoms: readonly Atom[], saved: Saved): Promise<void>;
  /**
   * Expands states.
   *
   * @throws LevelFailure for what is wrong with the model, as a state shows it
   */
  expand(part: LevelPart, progress: PartProgress): Promise<LevelFound>;
  /**
   * Ends a level: of the states that were found since the one before, those that were never there get the ranks from `known` on, in the order of the
   * least rank and step that led there. With them is saved what `saved` says, given how many they are: all of it, or nothing.
   */
  endLevel(known: number, saved: (found: number) => Saved): Promise<number>;
  /** How a state was first reached; null for an initial one. */
  reached(rank: number): Promise<Reached | null>;
  /** Number of states that were first reached from states of at most this rank. */
  countReachedFrom(rank: number): Promise<number>;
  /** Number of atoms of each kind. */
  countAtoms(): Promise<ReadonlyMap<AtomKind, number>>;
  /** Bytes that all of it takes. */
  bytes(): Promise<number>;
}
