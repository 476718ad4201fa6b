/* Copies of plain data: canonicalText has accepted it, so it holds nothing that a copy would lack. */

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
    const result = mapped(part, copy) as object;
    made.set(part, result);
    return Object.isFrozen(part) ? Object.freeze(result) : result;
  };
  return copy(value) as T;
}

/** The same data made of other parts; the order of keys stays. */
export function mapped(value: unknown, part: (value: unknown) => unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => part(item));
  return withEntries(
    value,
    Object.entries(value).map(([key, item]) => [key, part(item)]),
  );
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
  if (key === '__proto__') {
    Object.defineProperty(object, key, { value, enumerable: true, writable: true, configurable: true });
  } else object[key] = value;
}

/** The path to the first place where two values differ (`context.peers[1]`), or null. */
export function differingPath(a: unknown, b: unknown, path: string): string | null {
  if (Object.is(a, b)) return null;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return path;
  const [left, right] = [Object.entries(a), Object.entries(b)];
  for (const [i, [key, item]] of left.entries()) {
    const [otherKey, other] = right[i] ?? [null, null];
    if (otherKey !== key) return path;
    const inner = differingPath(item, other, Array.isArray(a) ? `${path}[${key}]` : `${path}.${key}`);
    if (inner !== null) return inner;
  }
  return left.length === right.length ? null : path;
}

/** Whether two values are the same data, in the same order of keys. */
export function isSameData(a: unknown, b: unknown): boolean {
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return Object.is(a, b);
  if (a === b) return true;
  const keys = Object.keys(a);
  const others = Object.keys(b);
  if (keys.length !== others.length || Object.getPrototypeOf(a) !== Object.getPrototypeOf(b)) return false;
  const [left, right] = [a as Record<string, unknown>, b as Record<string, unknown>];
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i] ?? '';
    if (key !== others[i] || !isSameData(left[key], right[key])) return false;
  }
  return true;
}
