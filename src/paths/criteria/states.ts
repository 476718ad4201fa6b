import { activeIds, leavesOf, pathOf } from '../../endpoint/state-nodes.ts';
import { stateId } from '../../language/state-text.ts';
import { stateName } from '../goals/goal-names.ts';
import type { Setting } from '../setting.ts';
import { EnteredStates } from './entered-states.ts';

/**
 * Every state of every endpoint's machine: each state value in which the endpoint rests, and, as unreachable, each
 * declared state in which it never does.
 */
export class StatesCriterion extends EnteredStates {
  /** Per endpoint: ids of the machine's states that are active in some local state. */
  readonly #active: readonly Set<string>[];

  constructor(setting: Setting) {
    super(setting);
    this.#active = setting.lanes.map(() => new Set());
  }

  declare(): void {
    const { lanes, goals } = this.setting;
    for (const [i, { endpoint, machine }] of lanes.entries()) {
      for (const node of leavesOf(machine.root)) {
        if (!this.#active[i]?.has(stateId(node))) goals.id('states', `${endpoint} ${pathOf(node)}`, endpoint);
      }
    }
  }

  protected goalOf(lane: number, local: number): number {
    const { reader, goals, lanes } = this.setting;
    const { value } = reader.localState(lane, local);
    const endpoint = lanes[lane]?.endpoint ?? '';
    for (const id of activeIds(lanes[lane]?.machine.root, value)) this.#active[lane]?.add(id);
    return goals.id('states', `${endpoint} ${stateName({ value })}`, endpoint);
  }
}
