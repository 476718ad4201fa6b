import { ModelError } from '../errors.ts';

/**
 * What a predicate of the model's author has answered. Nothing but true and false is taken for an answer: a promise would
 * be true whatever comes of it, and a text or a number stands for a comparison that was forgotten.
 *
 * @throws ModelError for any other value
 */
export function answered(what: string, value: unknown): boolean {
  if (typeof value === 'boolean') return value;
  if (isPromise(value)) {
    // Nobody waits for it: that it is rejected must not end the process.
    value.then(undefined, () => {});
    throw new ModelError(
      `${what} answers with a promise; it must answer true or false at once, so it cannot be async`,
      true,
    );
  }
  throw new ModelError(`${what} answers with ${described(value)}; it must answer true or false`, true);
}

/**
 * The text by which the model's author explains a finding; null for none.
 *
 * @throws ModelError for anything that is no text
 */
export function toldText(what: string, value: unknown): string | null {
  if (value === undefined || value === null) return null;
  if (typeof value === 'string') return value;
  throw new ModelError(`${what}: explain returns ${described(value)}; it must return a text`, true);
}

/** A value in a few words. */
export function described(value: unknown): string {
  if (value === null || value === undefined) return String(value);
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'string') return JSON.stringify(value.length > 40 ? `${value.slice(0, 40)}…` : value);
  if (typeof value === 'function') return 'a function';
  if (typeof value !== 'object') return `the ${typeof value} ${String(value)}`;
  if (isPromise(value)) return 'a promise';
  return isMachine(value) ? 'a state machine' : 'an object';
}

function isPromise(value: unknown): value is PromiseLike<unknown> {
  return typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function';
}

/** Whether a value is an XState machine, of whatever copy of XState. */
export function isMachine(value: unknown): boolean {
  return (
    typeof value === 'object' &&
    value !== null &&
    'root' in value &&
    'implementations' in value &&
    'getInitialSnapshot' in value
  );
}
