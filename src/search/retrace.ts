import type { ActionPath } from '../model/action-path.ts';
import type { Model } from '../model/model.ts';
import { Steps } from '../model/steps.ts';
import type { StateSet } from '../store/state-set.ts';
import type { Trail } from './trail.ts';
import type { WayBack } from './way-back.ts';

/** Finds a path by searching once more, where states are not kept: of the path only the numbers of its states are known. */
export class RetracedWay implements WayBack {
  readonly #model: Model;
  readonly #emptySet: () => StateSet;
  readonly #trail: Trail;
  #beginnings: readonly ActionPath[] = [[]];

  /** @param emptySet makes a set that takes the same states for new as that of the run does */
  constructor(model: Model, emptySet: () => StateSet, trail: Trail) {
    this.#model = model;
    this.#emptySet = emptySet;
    this.#trail = trail;
  }

  get bytes(): number {
    return this.#trail.bytes;
  }

  begin(paths: readonly ActionPath[]): void {
    this.#beginnings = paths;
    for (let state = 0; state < paths.length; state++) this.#trail.note(state, 0);
  }

  note(state: number, parent: number): void {
    this.#trail.note(state, parent);
  }

  to(state: number): ActionPath {
    const chain = this.#chainTo(state);
    const beginning = this.#beginnings[chain[0] ?? 0] ?? [];
    return [...beginning, ...retrace(this.#model, this.#emptySet(), chain)];
  }

  /** The numbers of the states on the path to a state: an initial state first. */
  #chainTo(state: number): readonly number[] {
    const chain = [state];
    for (let at = state; at >= this.#beginnings.length; ) {
      [at] = this.#trail.parents(at);
      chain.push(at);
    }
    return chain.reverse();
  }
}

function retrace(model: Model, states: StateSet, chain: readonly number[]): ActionPath {
  const steps = new Steps(model.width);
  const state = new Uint32Array(model.width);
  const path: number[] = [];
  let targets = new Int32Array(64);
  for (const initial of model.initials) states.add(initial, 0);
  for (let index = 0; path.length + 1 < chain.length; index++) {
    states.read(index, state);
    model.expand(state, steps);
    if (steps.count > targets.length) targets = new Int32Array(steps.count * 2);
    states.addAll(steps, targets);
    states.release(index);
    if (index !== chain[path.length]) continue;
    const action = targets.subarray(0, steps.count).indexOf(chain[path.length + 1] ?? -1);
    if (action < 0) throw new Error(`the second search does not find the state ${chain[path.length + 1]}`);
    path.push(action);
  }
  return path;
}
