import { activeIds, leavesOf, pathOf } from '../../endpoint/state-nodes.ts';
import { stateName } from '../goals/goal-names.ts';
import { NO_GOALS } from '../goals/goal-sets.ts';
import type { Setting } from '../setting.ts';
import type { Criterion } from './criterion.ts';

/**
 * Every state of every endpoint's machine: each state value in which the endpoint rests, and, as unreachable, each
 * declared state in which it never does.
 */
export class StatesCriterion implements Criterion {
  readonly #setting: Setting;
  /** Per endpoint and local state: the set of its goal. */
  readonly #sets: number[][];
  /** Per endpoint: ids of the machine's states that are active in some local state. */
  readonly #active: readonly Set<string>[];

  constructor(setting: Setting) {
    this.#setting = setting;
    this.#sets = setting.lanes.map(() => []);
    this.#active = setting.lanes.map(() => new Set());
  }

  initial(state: Uint32Array): number {
    const { lanes, sets } = this.#setting;
    return lanes.reduce((all, _, lane) => sets.union(all, this.#setOf(lane, state[lane] ?? 0)), NO_GOALS);
  }

  step(vector: Uint32Array): number {
    const { model, lanes, sets } = this.#setting;
    let all = NO_GOALS;
    for (let lane = 0; lane < lanes.length; lane++) {
      const after = vector[model.width + lane] ?? 0;
      if (after !== vector[lane]) all = sets.union(all, this.#setOf(lane, after));
    }
    return all;
  }

  declare(): void {
    const { lanes, goals } = this.#setting;
    for (const [i, { endpoint, machine }] of lanes.entries()) {
      for (const node of leavesOf(machine.root)) {
        if (!this.#active[i]?.has(node.id)) goals.id('states', `${endpoint} ${pathOf(node)}`, endpoint);
      }
    }
  }

  #setOf(lane: number, local: number): number {
    const known = this.#sets[lane]?.[local];
    if (known !== undefined) return known;
    const { reader, goals, sets, lanes } = this.#setting;
    const { value } = reader.localState(lane, local);
    const endpoint = lanes[lane]?.endpoint ?? '';
    const set = sets.of([goals.id('states', `${endpoint} ${stateName({ value })}`, endpoint)]);
    for (const id of activeIds(lanes[lane]?.machine.root, value)) this.#active[lane]?.add(id);
    const own = this.#sets[lane];
    if (own !== undefined) own[local] = set;
    return set;
  }
}
