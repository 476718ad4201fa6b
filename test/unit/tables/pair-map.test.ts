import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PairMap } from '../../../src/tables/pair-map.ts';

const id = fc.oneof(fc.nat(20), fc.nat(2 ** 31 - 1));

describe('PairMap', () => {
  it('gives -1 for a pair that has no value', () => {
    expect(new PairMap().get(0, 0)).toBe(-1);
  });

  it('tells (a, b) from (b, a)', () => {
    const map = new PairMap();
    map.set(1, 2, 10);
    map.set(2, 1, 20);
    expect([map.get(1, 2), map.get(2, 1), map.get(1, 1)]).toEqual([10, 20, -1]);
  });

  it('agrees with a Map, whatever is set in whatever order', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(id, id, fc.nat(2 ** 31 - 1)), { maxLength: 300 }), (entries) => {
        const [map, reference] = [new PairMap(), new Map<string, number>()];
        for (const [a, b, value] of entries) {
          map.set(a, b, value);
          reference.set(`${a},${b}`, value);
          expect(map.size).toBe(reference.size);
        }
        for (const [a, b] of entries) {
          expect(map.get(a, b)).toBe(reference.get(`${a},${b}`));
          expect(map.get(b, a)).toBe(reference.get(`${b},${a}`) ?? -1);
        }
      }),
    );
  });

  it('keeps every value while it grows, in at most four times the room that its entries take', () => {
    const map = new PairMap();
    const side = 200;
    for (let a = 0; a < side; a++) for (let b = 0; b < side; b++) map.set(a, b, a * side + b);
    let wrong = 0;
    for (let a = 0; a < side; a++) for (let b = 0; b < side; b++) if (map.get(a, b) !== a * side + b) wrong++;
    expect(wrong).toBe(0);
    expect(map.size).toBe(side * side);
    expect(map.bytes).toBeLessThanOrEqual(side * side * 12 * 4);
  });
});
