import { ModelError } from '../language/errors.ts';
import { formatPath } from '../model/action-path.ts';
import type { Model } from '../model/model.ts';
import { Steps, THROWN } from '../model/steps.ts';

/**
 * Walks a path from the initial state and shows the vector of each step (see `Steps`) to `visit`. Where a machine
 * throws, the path must end.
 *
 * @returns tells whether some action is enabled, cut off or throws in the last state (false: a dead end)
 * @throws ModelError if the path does not fit the model
 */
export function walkPath(
  model: Model,
  path: readonly number[],
  visit: (vector: Uint32Array, at: number) => void,
): () => boolean {
  const { width } = model;
  const steps = new Steps(width);
  let state = model.initial;
  for (const [at, index] of path.entries()) {
    model.expand(state, steps);
    if (index >= steps.count) throw misfit(path, at, steps.count);
    const vector = steps.vector(index).slice();
    visit(vector, at);
    if (vector[width * 2 + THROWN] !== 0) {
      if (at < path.length - 1) throw misfit(path, at + 1, 0);
      return () => true;
    }
    state = vector.slice(width, width * 2);
  }
  return () => {
    model.expand(state, steps);
    return steps.count + steps.cuts > 0;
  };
}

function misfit(path: readonly number[], at: number, enabled: number): ModelError {
  const actions = enabled === 0 ? 'no action is enabled' : `only the actions 0 to ${enabled - 1} are enabled`;
  return new ModelError(
    `the path ${formatPath(path)} does not fit: at its step ${at + 1} it takes action ${path[at]}, but ${actions}; was it recorded with another variant, other parameters, or before the model changed?`,
  );
}
