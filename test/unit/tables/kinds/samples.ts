import fc from 'fast-check';

/** Data of all kinds, made anew on each call. */
export const anyData: fc.Arbitrary<unknown> = fc.letrec((tie) => ({
  data: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    tie('leaf'),
    fc.array(tie('data'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom('a', 'b', '$map', '$$map', '1', '__proto__'), tie('data'), { maxKeys: 3 }),
    fc.array(fc.tuple(tie('key'), tie('data')), { maxLength: 3 }).map((entries) => new Map(entries)),
    fc.array(tie('key'), { maxLength: 3 }).map((items) => new Set(items)),
    fc
      .record({
        made: fc.constantFrom(Error, TypeError, RangeError),
        message: fc.constantFrom('', 'x'),
        cause: fc.option(tie('data')),
        code: fc.option(tie('leaf')),
      })
      .map(({ made, message, cause, code }) => {
        const error = cause === null ? new made(message) : new made(message, { cause });
        return code === null ? error : Object.assign(error, { code });
      }),
  ),
  key: fc.oneof(
    tie('leaf'),
    fc.constantFrom('a', 1).map((of) => ({ of })),
  ),
  leaf: fc.oneof(
    fc.constantFrom('', 'a', '1', 'undefined', 'NaN', '1n'),
    fc.constantFrom(0, -0, 1, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY),
    fc.constantFrom(0n, 1n, -1n),
    fc.constantFrom(undefined, null, true, false),
    fc.constantFrom(0, 1, Number.NaN).map((time) => new Date(time)),
    fc.array(fc.nat({ max: 2 }), { maxLength: 2 }).map((items) => new Uint8Array(items)),
    fc.array(fc.constantFrom(0, -0, Number.NaN), { maxLength: 2 }).map((items) => new Float64Array(items)),
    fc.array(fc.constantFrom(0n, 2n), { maxLength: 2 }).map((items) => new BigInt64Array(items)),
  ),
})).data;

/** Whether code can tell two values apart: written down without any text, and with nothing of the checker. */
export function looksSame(a: unknown, b: unknown): boolean {
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return Object.is(a, b);
  if (Object.getPrototypeOf(a) !== Object.getPrototypeOf(b)) return false;
  if (a instanceof Date && b instanceof Date) return Object.is(a.getTime(), b.getTime());
  if (a instanceof Map && b instanceof Map) return areSame([...a].flat(), [...b].flat());
  if (a instanceof Set && b instanceof Set) return areSame([...a], [...b]);
  const hidden = a instanceof Error ? ['message', 'cause'] : [];
  const shown = (value: object) => [
    ...hidden.map((key) => (Object.hasOwn(value, key) ? [key, Reflect.get(value, key)] : [])),
    ...Object.entries(value).filter(([key]) => !hidden.includes(key)),
  ];
  return areSame(shown(a).flat(), shown(b).flat());
}

function areSame(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((item, i) => looksSame(item, b[i]));
}
