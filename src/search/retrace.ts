import type { ActionPath } from '../model/action-path.ts';
import type { Model } from '../model/model.ts';
import { Steps } from '../model/steps.ts';
import type { StateSet } from '../store/state-set.ts';

/**
 * Finds the actions of a path of which only the numbers of its states are known, by searching once more.
 *
 * @param states an empty set, which takes the same states for new as the first search did
 * @param chain the numbers of the states on the path: the initial state first
 */
export function retrace(model: Model, states: StateSet, chain: readonly number[]): ActionPath {
  const steps = new Steps(model.width);
  const state = new Uint32Array(model.width);
  const path: number[] = [];
  let targets = new Int32Array(64);
  states.add(model.initial, 0);
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
