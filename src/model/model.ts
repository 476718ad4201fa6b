import { Successors } from '../state/successors.ts';
import type { Bounds } from './bounds.ts';
import type { StepReader } from './reader.ts';
import type { Moves, Sleep } from './sleep.ts';

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
  /** What the labels of its steps stand for. */
  readonly labels: StepLabels;
  /** Which of its steps commute. */
  readonly moves: Moves;
  /** Whether nothing more needs to happen in this state. */
  isFinal(state: Uint32Array): boolean;
  /** What the ids stand for. */
  readonly reader: StepReader;
  /** The bounds within which a verdict is true. */
  readonly bounds: Bounds;
  /** Number of distinct values of each component so far, in the order of the vector. */
  sizes(): readonly ComponentSize[];
  /** Bytes held by the tables of components that grow with the number of states. */
  bytes(): number;
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

/** What the labels of steps stand for. */
export interface StepLabels {
  /** Writes the ids of action, observations, messages sent, and of what was thrown, from `offset` on. */
  write(label: number, vector: Uint32Array, offset: number): void;
  /** Id of what the machine threw; 0 for nothing. */
  thrown(label: number): number;
  /** Whether all steps with this label have the same id at this place of their vectors. */
  covers(label: number, place: number): boolean;
}

/**
 * The enabled steps of one state, as successors of its vector, each with a label.
 *
 * The vector of a step is the ids of the state before, those of the state after, then the ids of the action, of the
 * list of observations, of the list of messages sent, and of what the machine threw. Where a machine threw there is
 * no successor (the state after is the state before): it is a finding, no step.
 */
export class Steps extends Successors {
  /** Length of a step's vector. */
  readonly stride: number;
  /** Steps that were cut off because a message found no room and may not be lost. */
  cuts = 0;
  /** Messages that found no room. */
  overflows = 0;
  /** Local steps that are stuttering only because the messages that they send are in flight already. */
  merged = 0;
  /** Enabled steps that sleep: they are not among the successors. */
  asleep = 0;
  /** Which steps sleep; null if none does. */
  readonly sleep: Sleep | null;
  #labels: StepLabels | null = null;

  constructor(width: number, sleep: Sleep | null = null) {
    super(width);
    this.sleep = sleep;
    this.stride = width * 2 + STEP_EXTRA;
  }

  /** Forgets all steps; the next ones lead away from this state. */
  begin(state: Uint32Array, labels: StepLabels): void {
    this.start(state);
    this.cuts = 0;
    this.overflows = 0;
    this.merged = 0;
    this.asleep = 0;
    this.#labels = labels;
  }

  /** Whether the step with this label sleeps, in which case it is counted. */
  sleeps(label: number): boolean {
    if (this.sleep === null || !this.sleep.has(label)) return false;
    this.asleep++;
    return true;
  }

  /** Whether step `k` is a finding: the machine throws. */
  throws(k: number): boolean {
    return this.#labels?.thrown(this.label(k)) !== 0;
  }

  /** Whether all steps with this label have the same id at this place of their vectors. */
  covers(label: number, place: number): boolean {
    return this.#labels?.covers(label, place) ?? false;
  }

  /** The vector of step `k`. */
  vector(k: number): Uint32Array {
    const vector = new Uint32Array(this.stride);
    this.writeStep(k, vector);
    return vector;
  }

  /** Writes the vector of step `k` into `out`. */
  writeStep(k: number, out: Uint32Array): void {
    const { width } = this;
    for (let i = 0; i < width; i++) out[i] = this.base[i] ?? 0;
    this.write(k, out, width);
    this.#labels?.write(this.label(k), out, width * 2);
  }
}
