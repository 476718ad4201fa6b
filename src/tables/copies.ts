/* Copies of data: canonicalText has accepted it, so it holds nothing that a copy would lack. */

import { builtInCopy, define } from './kinds/copy.ts';
import { builtInOf } from './kinds/kind.ts';
import { isAlike, partsOf } from './kinds/parts.ts';
import { canonicalText } from './plain-data.ts';

/** A copy that shares nothing with the value, nor inside itself, and may be changed. */
export function plainCopy<T>(value: T): T {
  return mapped(value, plainCopy) as T;
}

/** A copy in which parts that are one and the same object stay so, and frozen ones frozen: code cannot tell the two apart. */
export function likenessOf<T>(value: T): T {
  const made = new Map<object, object>();
  const copy = (part: unknown): unknown => {
    if (typeof part !== 'object' || part === null) return part;
    const known = made.get(part);
    if (known !== undefined) return known;
    const result = arrayLikeness(part, made) ?? (mapped(part, copy) as object);
    made.set(part, result);
    return Object.isFrozen(part) ? Object.freeze(result) : result;
  };
  return copy(value) as T;
}

/** Typed arrays that have their memory in common have it in common in the copy. */
function arrayLikeness(part: object, made: Map<object, object>): object | null {
  if (!ArrayBuffer.isView(part)) return null;
  const memory = made.get(part.buffer) ?? part.buffer.slice(0);
  made.set(part.buffer, memory);
  return Reflect.construct(part.constructor, [memory]) as object;
}

/** The same data made of other parts; the order of keys stays, and that of maps and sets. */
export function mapped(value: unknown, part: (value: unknown) => unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => part(item));
  const builtIn = isPlain(value) ? null : builtInOf(value);
  if (builtIn !== null) return builtInCopy(builtIn, part);
  return withEntries(
    value,
    Object.entries(value).map(([key, item]) => [key, part(item)]),
  );
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

/** An object of the same kind, with or without a prototype, that has these entries. */
export function withEntries(
  like: object,
  entries: readonly (readonly [key: string, value: unknown])[],
): Record<string, unknown> {
  const object: Record<string, unknown> = Object.getPrototypeOf(like) === null ? Object.create(null) : {};
  for (const [key, value] of entries) setOwn(object, key, value);
  return object;
}

function setOwn(object: Record<string, unknown>, key: string, value: unknown): void {
  // Assigned, it would become the prototype.
  if (key === '__proto__') define(object, key, value, true);
  else object[key] = value;
}

/** The path to the first place where two values differ (`context.peers[1]`), or null. */
export function differingPath(
  a: unknown,
  b: unknown,
  path: string,
  keyText: (key: unknown) => string = canonicalText,
): string | null {
  if (Object.is(a, b)) return null;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return path;
  const [builtIn, other] = [builtInOf(a), builtInOf(b)];
  if (builtIn !== null && other !== null) {
    const [left, right] = [partsOf(builtIn, keyText), partsOf(other, keyText)];
    for (const [i, { step, value }] of left.entries()) {
      if (i >= right.length) break;
      const inner = differingPath(value, right[i]?.value, `${path}${step}`, keyText);
      if (inner !== null) return inner;
    }
    return isAlike(builtIn, other, left, right) ? null : path;
  }
  if (Object.getPrototypeOf(a) !== Object.getPrototypeOf(b)) return path;
  return differingEntry(a, b, path, keyText);
}

function differingEntry(
  a: object,
  b: object,
  path: string,
  keyText: (key: unknown) => string,
): string | null {
  const [left, right] = [Object.entries(a), Object.entries(b)];
  for (const [i, [key, item]] of left.entries()) {
    const [otherKey, other] = right[i] ?? [null, null];
    if (otherKey !== key) return path;
    const at = Array.isArray(a) ? `${path}[${key}]` : `${path}.${key}`;
    const inner = differingPath(item, other, at, keyText);
    if (inner !== null) return inner;
  }
  return left.length === right.length ? null : path;
}

/** Whether two values are the same data, in the same order of keys. */
export function isSameData(a: unknown, b: unknown): boolean {
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return Object.is(a, b);
  if (a === b) return true;
  if (Object.getPrototypeOf(a) !== Object.getPrototypeOf(b)) return false;
  if (!Array.isArray(a) && !isPlain(a)) return differingPath(a, b, '', () => '') === null;
  const keys = Object.keys(a);
  const others = Object.keys(b);
  if (keys.length !== others.length) return false;
  const [left, right] = [a as Record<string, unknown>, b as Record<string, unknown>];
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i] ?? '';
    if (key !== others[i] || !isSameData(left[key], right[key])) return false;
  }
  return true;
}
