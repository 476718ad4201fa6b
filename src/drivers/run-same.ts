/**
 * Whether two values are the same data. A field that is undefined is a field that is not there; 0 and -0, which a
 * machine can tell apart, are different.
 */
export function isSame(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (Array.isArray(a))
    return Array.isArray(b) && a.length === b.length && a.every((item, i) => isSame(item, b[i]));
  if (!isRecord(a) || !isRecord(b)) return false;
  if (!Object.keys(a).every((name) => isSame(a[name], b[name]))) return false;
  return Object.keys(b).every((name) => name in a || b[name] === undefined);
}

/** Whether two lists hold the same data, in whatever order. */
export function isSameBag(a: readonly unknown[], b: readonly unknown[]): boolean {
  const left = [...b];
  const allFound = a.every((item) => {
    const at = left.findIndex((other) => isSame(item, other));
    if (at >= 0) left.splice(at, 1);
    return at >= 0;
  });
  return allFound && left.length === 0;
}

/** Plain objects, and no arrays, dates or class instances: those are the same only if they are one. */
function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
