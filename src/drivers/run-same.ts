import { builtInOf } from '../tables/kinds/kind.ts';
import { isAlike, partsOf } from '../tables/kinds/parts.ts';

/**
 * Whether two values are the same data. A field that is undefined is a field that is not there; 0 and -0, which a
 * machine can tell apart, are different. Maps and sets have their order, which code can see.
 */
export function isSame(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (Array.isArray(a))
    return Array.isArray(b) && a.length === b.length && a.every((item, i) => isSame(item, b[i]));
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (!isRecord(a) || !isRecord(b)) return isSameBuiltIn(a, b);
  if (!Object.keys(a).every((name) => isSame(a[name], b[name]))) return false;
  return Object.keys(b).every((name) => name in a || b[name] === undefined);
}

function isSameBuiltIn(a: object, b: object): boolean {
  const [one, other] = [builtInOf(a), builtInOf(b)];
  if (one === null || other === null) return false;
  const [left, right] = [partsOf(one, noText), partsOf(other, noText)];
  return isAlike(one, other, left, right) && left.every(({ value }, i) => isSame(value, right[i]?.value));
}

/** What stands under a key of a map is compared beside the key. */
function noText(): string {
  return '';
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

/** Plain objects, and no class instances: those are the same only if they are one. */
function isRecord(value: object): value is Readonly<Record<string, unknown>> {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
