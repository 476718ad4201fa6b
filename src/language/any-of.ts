import { plainText } from '../tables/plain-data.ts';
import { ModelError } from './errors.ts';

/** Where the values stand; a symbol of its own also across copies of this package. */
const VALUES = Symbol.for('allways.anyOf');

/** A value that is left open at the start: one of these, and each begins behaviours of its own. */
export interface AnyOf<T> {
  readonly [VALUES]: readonly T[];
}

/**
 * Leaves open which of these values an endpoint gets as its `input`, or a history as its `initial` value. Each combination of all that is
 * left open is an initial state; those that are equal are one. (`oneOf` is a parameter: of its values, one is chosen for a whole search.)
 */
export function anyOf<T>(...values: readonly T[]): AnyOf<T> {
  return { [VALUES]: values };
}

/**
 * The values that are left open, or the only one. Of equal ones the first stays.
 *
 * @param what what is given, for messages
 * @throws ModelError for a choice of nothing
 */
export function valuesOf(what: string, given: unknown): readonly unknown[] {
  if (!isAnyOf(given)) return [given];
  const values = distinct(given[VALUES]);
  if (values.length > 0) return values;
  throw new ModelError(`${what} is anyOf() of no values, so there is no initial state; give it one or more`);
}

/** Whether a value is left open. */
function isAnyOf(value: unknown): value is AnyOf<unknown> {
  return typeof value === 'object' && value !== null && VALUES in value;
}

function distinct(values: readonly unknown[]): readonly unknown[] {
  const texts = new Set<string>();
  return values.filter((value) => {
    const text = plainText(value);
    if (text === null) return true;
    if (texts.has(text)) return false;
    texts.add(text);
    return true;
  });
}
