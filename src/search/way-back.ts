import type { ActionPath } from '../model/action-path.ts';
import type { Model } from '../model/model.ts';
import { Steps } from '../model/steps.ts';
import type { Reduction } from '../reduction/reduction.ts';
import type { StateSet } from '../store/state-set.ts';
import type { Trail } from './trail.ts';

/** How a run finds its way back: the path by which it came to a state. */
export interface WayBack {
  /** The first states of the run are initial ones; these are the paths to them, in order. */
  begin(paths: readonly ActionPath[]): void;
  /** Tells, in order of discovery, from which state the next state was first reached. */
  note(state: number, parent: number): void;
  /** The path to a state that was found, or is expanded now. */
  to(state: number): ActionPath;
  /** Bytes held. */
  readonly bytes: number;
}

type Vectors = [Uint32Array, Uint32Array, Uint32Array];

/** Expands again the states that may have led to a state: which they are is known from a trail. */
export class ReexpandedWay implements WayBack {
  readonly #model: Model;
  readonly #states: StateSet;
  readonly #reduction: Reduction;
  readonly #trail: Trail;
  readonly #steps: Steps;
  readonly #vectors: Vectors;
  #beginnings: readonly ActionPath[] = [[]];

  constructor(model: Model, states: StateSet, reduction: Reduction, trail: Trail) {
    this.#model = model;
    this.#states = states;
    this.#reduction = reduction;
    this.#trail = trail;
    this.#steps = new Steps(model.width);
    this.#vectors = Array.from({ length: 3 }, () => new Uint32Array(model.width)) as Vectors;
  }

  get bytes(): number {
    return this.#trail.bytes;
  }

  /** From which state each state was first reached, as far as it is kept. */
  get trail(): Trail {
    return this.#trail;
  }

  /** The paths to the initial states. */
  get beginnings(): readonly ActionPath[] {
    return this.#beginnings;
  }

  begin(paths: readonly ActionPath[]): void {
    this.#beginnings = paths;
    for (let state = 0; state < paths.length; state++) this.#trail.note(state, 0);
  }

  /** Goes on from another one, which has noted the same. */
  continue(before: ReexpandedWay): void {
    this.#beginnings = before.beginnings;
  }

  note(state: number, parent: number): void {
    this.#trail.note(state, parent);
  }

  to(state: number): ActionPath {
    const path: number[] = [];
    let at = state;
    while (at >= this.#beginnings.length) {
      const [parent, action] = this.#originOf(at);
      path.push(action);
      at = parent;
    }
    return [...(this.#beginnings[at] ?? []), ...path.reverse()];
  }

  /** From where, and by which action, a state was first reached. */
  #originOf(reached: number): readonly [parent: number, action: number] {
    const [wanted, vector, successor] = this.#vectors;
    const steps = this.#steps;
    const [from, to] = this.#trail.parents(reached);
    this.#states.read(reached, wanted);
    for (let parent = from; parent <= to; parent++) {
      this.#states.read(parent, vector);
      this.#model.expand(vector, steps);
      for (let k = 0; k < steps.count; k++) {
        steps.write(k, successor, 0);
        if (isEqual(this.#reduction.representative(successor), wanted)) return [parent, k];
      }
    }
    throw new Error(`no state leads to the state ${reached}`);
  }
}

function isEqual(a: Uint32Array, b: Uint32Array): boolean {
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}
