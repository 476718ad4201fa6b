import type { ActionPath } from '../model/action-path.ts';
import { pathToInitial } from '../model/beginnings.ts';
import type { Model } from '../model/model.ts';
import { Steps, THROWN } from '../model/steps.ts';

/** Which paths without repeated states are wanted. */
export interface SimplePathsWanted {
  /** Most steps. */
  readonly length: number;
  /** If given: the paths that end in the first state of this kind. Otherwise those that cannot be made longer. */
  readonly ends: ((state: Uint32Array) => boolean) | null;
}

/** How many states may still be looked at; where it comes to nothing, paths are left out. */
export interface Budget {
  left: number;
}

/**
 * Every simple path (none of its states is there twice) from each initial state, of no more than `length` steps, in the
 * order of their actions.
 */
export function* simplePaths(
  model: Model,
  { length, ends }: SimplePathsWanted,
  budget: Budget,
): Generator<ActionPath, void> {
  const onPath = new Set<string>();
  const path: number[] = [];
  let beginning: ActionPath = [];
  function* from(state: Uint32Array): Generator<ActionPath, void> {
    if (budget.left-- <= 0) return;
    const isEnd = ends?.(state) ?? false;
    const next = path.length < length && !isEnd ? successorsOf(model, state) : [];
    const text = state.join();
    onPath.add(text);
    let goesOn = false;
    for (const { action, after } of next) {
      if (onPath.has(after.join())) continue;
      goesOn = true;
      path.push(action);
      yield* from(after);
      path.pop();
    }
    onPath.delete(text);
    if (ends === null ? !goesOn : isEnd) yield [...beginning, ...path];
  }
  for (const [i, initial] of model.initials.entries()) {
    beginning = pathToInitial(model, i);
    yield* from(initial);
  }
}

/** The states after a state. A step in which a machine throws leads nowhere. */
function successorsOf(model: Model, state: Uint32Array): readonly { action: number; after: Uint32Array }[] {
  const { width } = model;
  const steps = new Steps(width);
  model.expand(state, steps);
  return Array.from({ length: steps.count }, (_, action) => ({ action, vector: steps.vector(action) }))
    .filter(({ vector }) => vector[width * 2 + THROWN] === 0)
    .map(({ action, vector }) => ({ action, after: vector.slice(width, width * 2) }));
}
