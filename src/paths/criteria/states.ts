import { childMachines, namedMachine } from '../../endpoint/actors/logic.ts';
import { activeIds, leavesOf, pathOf } from '../../endpoint/state-nodes.ts';
import { childTransition } from '../../endpoint/watch/machine-watch.ts';
import type { Machine } from '../../language/endpoint.ts';
import type { AnyLocalState } from '../../language/forgotten.ts';
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
      for (const { name, machine: child } of childMachines(machine)) {
        for (const node of leavesOf(child.root)) {
          if (this.#active[i]?.has(childTransition(name, stateId(node)))) continue;
          goals.id('states', `${endpoint} ${name}: ${pathOf(node)}`, endpoint);
        }
      }
    }
  }

  protected goalOf(lane: number, local: number): number {
    const { reader, goals, lanes } = this.setting;
    const { value, children } = reader.localState(lane, local);
    const { endpoint = '', machine } = lanes[lane] ?? {};
    for (const id of activeIds(machine?.root, value)) this.#active[lane]?.add(id);
    if (machine !== undefined) this.#enterChildren(lane, machine, children);
    return goals.id('states', `${endpoint} ${stateName({ value, children })}`, endpoint);
  }

  /** The states of children that run a machine which is declared. */
  #enterChildren(lane: number, parent: Machine, children: AnyLocalState['children']): void {
    for (const child of Object.values(children)) {
      if (child?.value === undefined) continue;
      const machine = namedMachine(parent, child.src);
      if (machine === null) continue;
      const name = this.#nameOf(lane, machine);
      for (const id of activeIds(machine.root, child.value))
        this.#active[lane]?.add(childTransition(name, id));
      this.#enterChildren(lane, machine, child.children);
    }
  }

  #nameOf(lane: number, machine: Machine): string {
    const root = this.setting.lanes[lane]?.machine;
    const known = root === undefined ? [] : childMachines(root);
    return known.find((each) => each.machine === machine)?.name ?? machine.id;
  }
}
