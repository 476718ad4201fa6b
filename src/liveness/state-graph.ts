import type { ActionPath } from '../model/action-path.ts';
import type { Model } from '../model/model.ts';
import { STEP_EXTRA, Steps } from '../model/steps.ts';
import type { StateSet } from '../store/state-set.ts';

/** No state is loaded. */
const NONE = -1;

/**
 * The graph of all states that a search has found. Its steps are not kept: they are found again, from one state at a time. What
 * changes nothing is a step from a state to itself here.
 */
export class StateGraph {
  readonly model: Model;
  readonly #states: StateSet;
  /** Of states that are next to each other, the first of them, and how many: their steps, which were found together. */
  readonly #ahead: Steps[] = [];
  #first = 0;
  #count = 0;
  #steps: Steps;
  readonly #vector: Uint32Array;
  #targets = new Int32Array(64);
  /** Per edge of the loaded state: its index among the steps; below zero, the complement of that among the idle ones. */
  readonly #edges: number[] = [];
  #loaded = NONE;
  #isCut = false;

  constructor(model: Model, states: StateSet) {
    this.model = model;
    this.#states = states;
    this.#steps = this.#stepsAhead(0);
    this.#vector = new Uint32Array(model.width * 2 + STEP_EXTRA);
  }

  /** Number of states. */
  get size(): number {
    return this.#states.size;
  }

  /** Finds the steps of some states next to each other, which will be loaded in this order: so memory is waited for once. */
  readAhead(first: number, count: number): void {
    this.#states.begin();
    for (let i = 0; i < count; i++) this.#expand(first + i, this.#stepsAhead(i));
    this.#states.prepare(this.#ahead, count);
    this.#first = first;
    this.#count = count;
  }

  /** Finds the steps of a state: what follows is about them. */
  load(state: number): void {
    if (state === this.#loaded) return;
    if (state < this.#first || state >= this.#first + this.#count) this.readAhead(state, 1);
    const which = state - this.#first;
    const steps = this.#stepsAhead(which);
    if (steps.count > this.#targets.length) this.#targets = new Int32Array(steps.count * 2);
    this.#states.addPrepared(which, this.#targets);
    this.#steps = steps;
    this.#edges.length = 0;
    this.#isCut = steps.cuts + steps.beyond > 0;
    for (let k = 0; k < steps.count; k++) {
      if (steps.throws(k)) this.#isCut = true;
      else this.#edges.push(k);
    }
    for (let i = 0; i < steps.idle.length; i++) this.#edges.push(~i);
    this.#loaded = state;
  }

  #stepsAhead(which: number): Steps {
    this.#ahead[which] ??= new Steps(this.model.width, null, true);
    return this.#ahead[which];
  }

  #expand(state: number, steps: Steps): void {
    this.#states.load(state, steps);
    this.model.expand(steps.base, steps);
  }

  /** The vector of the loaded state. */
  get vector(): Uint32Array {
    return this.#steps.base;
  }

  /** Whether steps of the loaded state were cut off, or threw: where they would lead is not known. */
  get isCut(): boolean {
    return this.#isCut;
  }

  /** Number of steps of the loaded state. */
  get count(): number {
    return this.#edges.length;
  }

  /** The state that a step leads to. */
  target(edge: number): number {
    const k = this.action(edge);
    if (k < 0) return this.#loaded;
    const target = this.#targets[k] ?? 0;
    return target < 0 ? ~target : target;
  }

  /** How a step is written in a path: by its index; below zero, the complement of that among those that change nothing. */
  action(edge: number): ActionPath[number] {
    return this.#edges[edge] ?? 0;
  }

  label(edge: number): number {
    const k = this.action(edge);
    return k < 0 ? (this.#steps.idle[~k] ?? 0) : this.#steps.label(k);
  }

  /** The vector of a step. Valid until the next call. */
  step(edge: number): Uint32Array {
    const k = this.action(edge);
    if (k < 0) this.#steps.writeIdle(~k, this.#vector);
    else this.#steps.writeStep(k, this.#vector);
    return this.#vector;
  }
}
