import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { differingPath, isSameData, likenessOf, plainCopy } from '../../../../src/tables/copies.ts';
import { orderText } from '../../../../src/tables/order-text.ts';
import { canonicalText, PlainDataError } from '../../../../src/tables/plain-data.ts';
import { SharedData } from '../../../../src/tables/shared-data.ts';
import { anyData, looksSame } from './samples.ts';

/** The few values in which equal keys would be one are refused, and left out. */
function textOf(value: unknown): string | null {
  try {
    return canonicalText(value);
  } catch (error) {
    if (error instanceof PlainDataError && error.found.startsWith('equal to one')) return null;
    throw error;
  }
}

const data = anyData.filter((value) => textOf(value) !== null);

/** Pairs that differ in little, or in nothing but who made them. */
const pair = fc
  .tuple(data, data, fc.constantFrom('same', 'other', 'inside'))
  .map(([a, b, how]): [unknown, unknown] => {
    if (how === 'same') return [a, plainCopy(a)];
    return how === 'other'
      ? [a, b]
      : [
          { a, of: [a] },
          { a: plainCopy(a), of: [b] },
        ];
  });

describe('data of all kinds', () => {
  it('have equal texts exactly if code cannot tell them apart', () => {
    fc.assert(
      fc.property(pair, ([a, b]) => {
        const isSame = looksSame(a, b);
        expect(canonicalText(a) === canonicalText(b)).toBe(isSame);
        expect(isSameData(a, b)).toBe(isSame);
        expect(differingPath(a, b, 'context') === null).toBe(isSame);
        if (isSame) expect(orderText(a)).toBe(orderText(b));
      }),
      { numRuns: 1000 },
    );
  });

  it('are copied as what they are, in parts that nobody else has', () => {
    fc.assert(
      fc.property(data, (value) => {
        const text = canonicalText(value);
        for (const copy of [plainCopy(value), likenessOf(value), new SharedData().of(value)]) {
          expect(looksSame(copy, value)).toBe(true);
          expect(canonicalText(copy)).toBe(text);
          expect(partsIn(copy).some((part) => partsIn(value).includes(part))).toBe(false);
        }
        expect(looksSame(plainCopy(new SharedData().of(value)), value)).toBe(true);
        expect(canonicalText(plainCopy([new SharedData().of(value)]))).toBe(`[${text}]`);
      }),
      { numRuns: 300 },
    );
  });

  it('are one object where they are shared, exactly if they are equal', () => {
    const shared = new SharedData();
    fc.assert(
      fc.property(pair, ([a, b]) => {
        expect(Object.is(shared.of(a), shared.of(b))).toBe(looksSame(a, b));
      }),
      { numRuns: 300 },
    );
  });
});

/** Every object in the data. */
function partsIn(value: unknown): readonly object[] {
  if (typeof value !== 'object' || value === null) return [];
  const inner =
    value instanceof Map ? [...value].flat() : value instanceof Set ? [...value] : Object.values(value);
  return [value, ...inner.flatMap(partsIn)];
}
