import type { Bounds } from './bounds.ts';
import type { StepReader } from './reader.ts';

export type { Bounds };

/**
 * The trunk: what a search needs to know of a model. A state is a vector of `width` small integers; what they stand
 * for is known to the reader alone. Reductions and caches are wrappers that implement it again.
 */
export interface Model {
  /** Ids in a state vector: one per endpoint, one for the network, one for the history. */
  readonly width: number;
  /** The initial state. */
  readonly initial: Uint32Array;
  /** Writes every enabled step of the state into `steps`, in an order that depends on the state's content alone. */
  expand(state: Uint32Array, steps: Steps): void;
  /** Whether nothing more needs to happen in this state. */
  isFinal(state: Uint32Array): boolean;
  /** What the ids stand for. */
  readonly reader: StepReader;
  /** The bounds within which a verdict is true. */
  readonly bounds: Bounds;
  /** Number of distinct values of each component so far, in the order of the vector. */
  sizes(): readonly ComponentSize[];
  /** How often XState was called. */
  xstateCalls(): number;
}

/** How many values of one component of the state the search has met. */
export interface ComponentSize {
  /** `endpoint client`, `network` or `history`. */
  readonly component: string;
  readonly distinct: number;
}

/** What a step's vector holds after the ids of the states before and after it. */
export const STEP_EXTRA = 4;
export const ACTION = 0;
export const OBSERVATIONS = 1;
export const SENT = 2;
export const THROWN = 3;

/** Steps for which a buffer has room at first. */
const ROOM = 64;

/**
 * The enabled steps of one state, in a buffer that is used again and again.
 *
 * The vector of a step is the ids of the state before, those of the state after, then the ids of the action, of the
 * list of observations, of the list of messages sent, and of what the machine threw. Where a machine threw there is
 * no successor (the state after is the state before): it is a finding, no step.
 */
export class Steps {
  readonly width: number;
  /** Length of a step's vector. */
  readonly stride: number;
  /** The vectors, one after another. */
  vectors: Uint32Array;
  /** Number of steps. */
  count = 0;
  /** Steps that were cut off because a message found no room and may not be lost. */
  cuts = 0;
  /** Messages that found no room. */
  overflows = 0;

  constructor(width: number) {
    this.width = width;
    this.stride = width * 2 + STEP_EXTRA;
    this.vectors = new Uint32Array(this.stride * ROOM);
  }

  /** Forgets all steps. */
  clear(): void {
    this.count = 0;
    this.cuts = 0;
    this.overflows = 0;
  }

  /** Makes room for one more step; returns the offset of its vector. It counts once `count` is raised. */
  room(): number {
    const offset = this.count * this.stride;
    if (offset + this.stride > this.vectors.length) {
      const larger = new Uint32Array(this.vectors.length * 2);
      larger.set(this.vectors);
      this.vectors = larger;
    }
    return offset;
  }

  /** The vector of step `k`, valid until the next state is expanded. */
  vector(k: number): Uint32Array {
    return this.vectors.subarray(k * this.stride, (k + 1) * this.stride);
  }
}
