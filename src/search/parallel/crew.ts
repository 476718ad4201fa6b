import type { ThrowingStep } from '../../property/throwing.ts';
import type { Slab } from '../../store/shared/shared-log.ts';
import type { Help } from '../core/instance.ts';
import type { ArrivalMemory } from './arrivals.ts';
import type { CrewMemory, Room } from './board.ts';

/** What all threads of a crew do at the same time, each its share. */
export type Phase =
  /** Expand the states of a chunk, and write where their steps lead as rows for those to whom these belong. */
  | 'expand'
  /** Add the rows that belong to oneself, in the order of the states that they come from. */
  | 'add'
  /** Give the new states that were found from one's own blocks their numbers, look at them, and write them down. */
  | 'number'
  /** Forget what was added for blocks that are not done. */
  | 'undo'
  /** Enter the numbers of new states into one's part of the index. */
  | 'settle'
  /** Pack the states anew. */
  | 'repack'
  /** Empty one's part of the index. */
  | 'clear'
  /** Hash one's share of the next states, and lay them out for those to whom they belong. */
  | 'hash'
  /** Put the hashed states that belong to oneself into one's part of the index. */
  | 'put';

/** What the thread that leads tells the others, before the next phase begins. */
export type Order =
  /** States are packed for ids up to these from now on, at each slot, and for so many packets at once. */
  | LayoutOrder
  /** They have been packed so. */
  | { readonly kind: 'packed' }
  | { readonly kind: 'slab'; readonly at: number; readonly slab: Slab }
  | { readonly kind: 'arrivals'; readonly memory: ArrivalMemory; readonly size: number }
  /** A part of the index has other memory. */
  | { readonly kind: 'table'; readonly part: number; readonly table: SharedArrayBuffer }
  /** Parts of the index are emptied next, and have so many slots then, for so many states. */
  | { readonly kind: 'slots'; readonly sizes: readonly number[]; readonly states: number }
  /** The numbers of properties that are not decided (see PropertyWatch), and where machines were seen to throw. */
  | {
      readonly kind: 'known';
      readonly undecided: readonly number[];
      readonly throwing: readonly ThrowingStep[];
    };

export interface LayoutOrder {
  readonly kind: 'layout';
  readonly largest: readonly number[];
  /** Packets that there are, and the most at once. */
  readonly packets: number;
  readonly most: number;
}

/** The other threads that search, as the one sees them that leads. */
export interface Crew {
  /** How many they are. */
  readonly others: number;
  /** Gives all of them an order, which they have before the next phase. */
  tell(order: Order): void;
  /** Has all of them begin. */
  begin(phase: Phase): void;
  /** Waits, for so many milliseconds at most, until all of them are done with what was begun. */
  isDone(milliseconds: number): boolean;
  /** Why there is no going on with them; null if there is. */
  readonly failure: string | null;
  /** Sends them away, whatever they do. */
  dismiss(): void;
}

/** Where a crew comes from once a search is so large that it pays. */
export interface Hiring {
  readonly room: Room;
  /** States from which on it pays. */
  readonly from: number;
  /** Has threads get ready: they load the model. */
  prepare(): void;
  /** Whether all of them are ready. */
  readonly isReady: boolean;
  /** Their number. */
  readonly others: number;
  /** Has them join, with the memory that they share. */
  join(start: Start): Crew;
  /** States from which on it pays to help a core: for that, they need no model. */
  readonly helpFrom: number;
  readonly pace: Pace;
  /** Has threads begin to help a core, as the threads 1 to `others`, each as soon as it can. */
  help(start: HelpStart): void;
  /** There is nothing for them to do (any more). */
  dismiss(): void;
}

/** How a core shares its work. */
export interface Pace {
  /** States that it expands before others help: as long as much is learned, they would have to wait most of the time. */
  readonly alone: number;
  /** States that others take at once; at most 256. */
  readonly chunk: number;
  /** Whether the thread that leads leaves all of them to others, and they do all that they can: so that it can be tried. */
  readonly leavesAll: boolean;
}

/** What does well with large searches. */
export const PACE: Pace = { alone: 1024, chunk: 256, leavesAll: false };

/** What threads are given that help a core. */
export interface HelpStart extends Omit<Help, 'thread'> {
  /** How many of them have begun. */
  readonly joined: () => number;
}

/** What a thread is given when it joins. */
export interface Start {
  readonly memory: CrewMemory;
  readonly arrivals: ArrivalMemory;
  readonly waiting: number;
  readonly layout: LayoutOrder;
  readonly slabs: readonly Slab[];
  /** The properties that are asked for, by name; null for all. */
  readonly properties: readonly string[] | null;
}
