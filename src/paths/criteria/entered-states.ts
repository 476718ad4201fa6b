import { NO_GOALS } from '../goals/goal-sets.ts';
import type { Setting } from '../setting.ts';
import type { Criterion } from './criterion.ts';

/** Goals of the local states that endpoints enter, each looked at once: a criterion says which goal one is. */
export abstract class EnteredStates implements Criterion {
  protected readonly setting: Setting;
  /** Per endpoint and local state: the set of its goal. */
  readonly #sets: number[][];

  constructor(setting: Setting) {
    this.setting = setting;
    this.#sets = setting.lanes.map(() => []);
  }

  /** The goal that this local state of an endpoint is. */
  protected abstract goalOf(lane: number, local: number): number;

  initial(state: Uint32Array): number {
    const { lanes, sets } = this.setting;
    return lanes.reduce((all, _, lane) => sets.union(all, this.#setOf(lane, state[lane] ?? 0)), NO_GOALS);
  }

  step(vector: Uint32Array): number {
    const { model, lanes, sets } = this.setting;
    let all = NO_GOALS;
    for (let lane = 0; lane < lanes.length; lane++) {
      const after = vector[model.width + lane] ?? 0;
      if (after !== vector[lane]) all = sets.union(all, this.#setOf(lane, after));
    }
    return all;
  }

  #setOf(lane: number, local: number): number {
    const known = this.#sets[lane]?.[local];
    if (known !== undefined) return known;
    const set = this.setting.sets.of([this.goalOf(lane, local)]);
    const own = this.#sets[lane];
    if (own !== undefined) own[local] = set;
    return set;
  }
}
