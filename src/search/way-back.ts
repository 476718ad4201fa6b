import type { ActionPath } from '../model/action-path.ts';
import type { Model } from '../model/model.ts';
import { Steps } from '../model/steps.ts';
import type { StateSet } from '../store/state-set.ts';
import type { Trail } from './trail.ts';

type Vectors = [Uint32Array, Uint32Array, Uint32Array];

/**
 * The path on which a search first reached a state: the states that may have led to it are expanded again.
 *
 * @param representative the state that a search goes on with in place of another one
 */
export function wayTo(
  state: number,
  model: Model,
  visited: StateSet,
  trail: Trail,
  representative: (vector: Uint32Array) => Uint32Array,
): ActionPath {
  const { width } = model;
  const steps = new Steps(width);
  const [wanted, vector, successor] = Array.from({ length: 3 }, () => new Uint32Array(width)) as Vectors;

  /** From where, and by which action, a state was first reached. */
  const originOf = (reached: number): readonly [parent: number, action: number] => {
    const [from, to] = trail.parents(reached);
    visited.read(reached, wanted);
    for (let parent = from; parent <= to; parent++) {
      visited.read(parent, vector);
      model.expand(vector, steps);
      for (let k = 0; k < steps.count; k++) {
        steps.write(k, successor, 0);
        if (isEqual(representative(successor), wanted)) return [parent, k];
      }
    }
    throw new Error(`no state leads to the state ${reached}`);
  };

  const path: number[] = [];
  for (let at = state; at !== 0; ) {
    const [parent, action] = originOf(at);
    path.push(action);
    at = parent;
  }
  return path.reverse();
}

/** The numbers of the states on the path to a state, if the trail knows the parent of each. */
export function chainTo(state: number, trail: Trail): readonly number[] {
  const chain = [state];
  for (let at = state; at !== 0; ) {
    [at] = trail.parents(at);
    chain.push(at);
  }
  return chain.reverse();
}

function isEqual(a: Uint32Array, b: Uint32Array): boolean {
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}
