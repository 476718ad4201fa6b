import { type BuiltIn, classNameOf, errorClass, errorParts, unprotected } from './kind.ts';

/** The same data made of other parts; the order of entries stays. The text of `stack` is that of an error made nowhere. */
export function builtInCopy(value: BuiltIn, part: (value: unknown) => unknown): BuiltIn {
  if (value instanceof Map) return new Map([...value].map(([key, item]) => [part(key), part(item)]));
  if (value instanceof Set) return new Set([...value].map(part));
  if (value instanceof Date) return new Date(value.getTime());
  if (value instanceof Error) return errorCopy(value, part);
  return unprotected(value).slice();
}

function errorCopy(error: Error, part: (value: unknown) => unknown): Error {
  const { own, added } = errorParts(error);
  const copy = emptyError(classNameOf(error));
  for (const [name, value] of own) define(copy, name, part(value), false);
  for (const key of added) define(copy, key, part(Reflect.get(error, key)), true);
  return withPlainStack(copy);
}

/** An error of a class, without a message. */
export function emptyError(className: string): Error {
  const made = errorClass(className) ?? Error;
  return new made();
}

/** Where an error was made differs from run to run, so no copy tells. */
export function withPlainStack(error: Error): Error {
  define(error, 'stack', String(error), false);
  return error;
}

/** Defines a property as if it had been written, hidden or not. */
export function define(owner: object, key: string | symbol, value: unknown, enumerable: boolean): void {
  Object.defineProperty(owner, key, { value, enumerable, writable: true, configurable: true });
}
