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

/** The message of anything that was thrown. */
export function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}
