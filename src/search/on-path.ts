import { ModelError, ModelErrorOnPath } from '../language/errors.ts';
import type { ActionPath } from '../model/action-path.ts';

/** A mistake in a model, with the path to the state in which it shows; anything else, and what shows at once, as it is. */
export function onPath(thrown: unknown, pathTo: () => ActionPath): unknown {
  if (!(thrown instanceof ModelError) || thrown instanceof ModelErrorOnPath) return thrown;
  const path = pathTo();
  return path.length === 0 ? thrown : new ModelErrorOnPath(thrown.message, path);
}
