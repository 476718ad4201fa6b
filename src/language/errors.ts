/**
 * A model, or a use of it, that makes no sense as it stands. The message is one for the person who wrote the model:
 * it names the place and the way out.
 */
export class ModelError extends Error {
  /** Whether it is one of those mistakes that types catch, in a file whose types are looked at. */
  readonly isOfTypes: boolean;

  constructor(message: string, isOfTypes = false) {
    super(message);
    this.name = 'ModelError';
    this.isOfTypes = isOfTypes;
  }
}

/** A mistake that shows only on the way through the states of a model. */
export class ModelErrorOnPath extends ModelError {
  /** The actions that lead to the state in which it shows (see `ActionPath`). */
  readonly path: readonly number[];

  constructor(message: string, path: readonly number[], isOfTypes = false) {
    super(message, isOfTypes);
    this.path = path;
  }
}

/** A mistake in a model, with the path to the state in which it shows; anything else, and what shows at once, as it is. */
export function onPath(thrown: unknown, pathTo: () => readonly number[]): unknown {
  if (!(thrown instanceof ModelError) || thrown instanceof ModelErrorOnPath) return thrown;
  const path = pathTo();
  return path.length === 0 ? thrown : new ModelErrorOnPath(thrown.message, path, thrown.isOfTypes);
}

/** The message of anything that was thrown. */
export function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}

/** Runs a function of the model's author; what it throws is a mistake in the model. */
export function guarded<T>(what: string, run: () => T): T {
  try {
    return run();
  } catch (thrown) {
    if (thrown instanceof ModelError) throw thrown;
    throw new ModelError(`${what} threw: ${messageOf(thrown)}`, thrown instanceof TypeError);
  }
}
