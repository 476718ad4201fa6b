/**
 * A model, or a use of it, that makes no sense as it stands. The message is one for the person who wrote the model:
 * it names the place and the way out.
 */
export class ModelError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'ModelError';
  }
}

/** A mistake that shows only on the way through the states of a model. */
export class ModelErrorOnPath extends ModelError {
  /** The actions that lead to the state in which it shows (see `ActionPath`). */
  readonly path: readonly number[];

  constructor(message: string, path: readonly number[]) {
    super(message);
    this.path = path;
  }
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
    throw new ModelError(`${what} threw: ${messageOf(thrown)}`);
  }
}
