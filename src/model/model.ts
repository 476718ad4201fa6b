import type { Bounds } from './bounds.ts';
import type { Extension } from './extension.ts';
import type { StepReader } from './reader.ts';
import type { Steps } from './steps.ts';

/**
 * The trunk: what a search needs to know of a model. A state is a vector of `width` small integers; where it begins, where
 * it leads and where it may end are the three questions of a search. What the integers stand for is known to the reader alone.
 */
export interface Model {
  /** Ids in a state vector: one per endpoint, one for the network, one for the history. */
  readonly width: number;
  /** The initial states: one or more, all different, in canonical order. */
  readonly initials: readonly Uint32Array[];
  /** Writes every enabled step of the state into `steps`, in an order that depends on the state's content alone. */
  expand(state: Uint32Array, steps: Steps): void;
  /** Whether nothing more needs to happen in this state. */
  isFinal(state: Uint32Array): boolean;
  /** What the ids stand for. */
  readonly reader: StepReader;
  /** The bounds within which a verdict is true. */
  readonly bounds: Bounds;
  /** What the tables of its components hold by now. */
  readonly tables: ComponentTables;
  /** What only some searches need, by name: null if this model does not offer it. */
  extension<T>(wanted: Extension<T>): T | null;
}

/** The tables in which a model keeps the values that the ids of its components stand for. */
export interface ComponentTables {
  /** Number of distinct values of each component so far, in the order of the vector. */
  sizes(): readonly ComponentSize[];
  /** Bytes held by the tables that grow with the number of states. */
  bytes(): number;
  /** How often XState was called. */
  xstateCalls(): number;
}

/** How many values of one component of the state the search has met. */
export interface ComponentSize {
  /** `endpoint client`, `network` or `history`. */
  readonly component: string;
  readonly distinct: number;
  /** Of the network, whose values are messages in flight: the most that were there at once. */
  readonly atOnce?: number;
}
