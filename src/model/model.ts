import type { AssumptionInForce, Bounds } from './bounds.ts';
import type { StepReader } from './reader.ts';

export type { AssumptionInForce, Bounds };

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

/** What a row of `Steps` holds after the successor's ids. */
export const ROW_EXTRA = 4;
export const ACTION = 0;
export const OBSERVATIONS = 1;
export const SENT = 2;
export const THROWN = 3;

/**
 * The enabled steps of one state, in a buffer that is used again and again.
 *
 * A row is the successor's ids, then the ids of the action, of the list of observations, of the list of messages
 * sent, and of what the machine threw. Where a machine threw there is no successor: the row is a finding, no step.
 */
export class Steps {
  readonly width: number;
  readonly stride: number;
  rows: Uint32Array;
  /** Number of rows. */
  count = 0;
  /** Steps that were cut off because a message found no room and may not be lost. */
  cuts = 0;
  /** Messages that found no room. */
  overflows = 0;

  constructor(width: number) {
    this.width = width;
    this.stride = width + ROW_EXTRA;
    this.rows = new Uint32Array(this.stride * 64);
  }

  /** Forgets all rows. */
  clear(): void {
    this.count = 0;
    this.cuts = 0;
    this.overflows = 0;
  }

  /** Appends the row that stands in `vector` from `offset` on. */
  push(vector: Uint32Array, offset: number): void {
    const start = this.count * this.stride;
    if (start + this.stride > this.rows.length) {
      const larger = new Uint32Array(this.rows.length * 2);
      larger.set(this.rows);
      this.rows = larger;
    }
    for (let i = 0; i < this.stride; i++) this.rows[start + i] = vector[offset + i] ?? 0;
    this.count++;
  }

  /** The id of the action of row `k`. */
  action(k: number): number {
    return this.rows[k * this.stride + this.width + ACTION] ?? 0;
  }

  /** The id of what the machine threw in row `k`; 0 if the row is a step. */
  thrown(k: number): number {
    return this.rows[k * this.stride + this.width + THROWN] ?? 0;
  }
}
