import { ModelError } from '../language/errors.ts';
import { type ActionPath, formatPath, formatSteps, stepsOf } from '../model/action-path.ts';
import { beginningIn } from '../model/beginnings.ts';
import type { Model } from '../model/model.ts';
import { Steps, THROWN } from '../model/steps.ts';

/**
 * Walks a path from the initial state at which it begins, and shows the vector of each step (see `Steps`) to `visit`, with its place among
 * the steps, from 0, and its index. Where a machine throws, the path must end.
 *
 * @returns tells whether some action is enabled, cut off or throws in the last state (false: a dead end)
 * @throws ModelError if the path does not fit the model
 */
export function walkPath(
  model: Model,
  path: ActionPath,
  visit: (vector: Uint32Array, at: number, index: number) => void,
): () => boolean {
  const { width } = model;
  const steps = new Steps(width, null, true);
  const beginning = beginningIn(model, path);
  let { state } = beginning;
  for (const [at, index] of beginning.steps.entries()) {
    model.expand(state, steps);
    const enabled = steps.count + steps.beyond;
    const vector = index < 0 ? idleVector(steps, ~index) : index < enabled ? steps.vector(index) : null;
    if (vector === null) throw misfit(path, at, enabled);
    visit(vector, at, index);
    if (vector[width * 2 + THROWN] !== 0) {
      if (at < beginning.steps.length - 1) throw misfit(path, at + 1, 0);
      return () => true;
    }
    state = vector.slice(width, width * 2);
  }
  return () => {
    model.expand(state, steps);
    return !steps.isDeadEnd;
  };
}

/** The vector of a step that changes and shows nothing; null if there are not so many. */
function idleVector(steps: Steps, i: number): Uint32Array | null {
  if (i >= steps.idle.length) return null;
  const vector = new Uint32Array(steps.stride);
  steps.writeIdle(i, vector);
  return vector;
}

function misfit(path: ActionPath, at: number, enabled: number): ModelError {
  const index = stepsOf(path)[at] ?? 0;
  const isIdle = index < 0;
  const actions = isIdle
    ? 'there are not so many steps that change nothing'
    : enabled === 0
      ? 'no action is enabled'
      : `only the actions 0 to ${enabled - 1} are enabled`;
  return new ModelError(
    `the path ${formatPath(path)} does not fit: at its step ${at + 1} it takes action ${formatSteps([index])}, but ${actions}; was it recorded with another variant, other parameters, or before the model changed?`,
  );
}
