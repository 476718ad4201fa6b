import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ABSENT, TupleMap } from '../../../../src/tables/tuples/tuple-map.ts';

const plain = (...slots: number[]) => slots.map((slot) => ({ slot, table: null }));

describe('TupleMap', () => {
  it('agrees with a Map, by the slots that it looks at', () => {
    const vector = fc.array(fc.oneof(fc.nat(3), fc.nat(2 ** 32 - 1)), { minLength: 3, maxLength: 3 });
    const slots = fc.constantFrom([0], [2], [0, 2], [2, 1, 0]);
    fc.assert(
      fc.property(
        slots,
        fc.array(fc.tuple(vector, fc.integer({ min: 1 })), { maxLength: 200 }),
        (at, entries) => {
          const [map, reference] = [new TupleMap(plain(...at)), new Map<string, number>()];
          const key = (ids: readonly number[]) => at.map((slot) => ids[slot]).join();
          for (const [ids, value] of entries) {
            expect(map.get(Uint32Array.of(7, ...ids), 1)).toBe(reference.get(key(ids)) ?? ABSENT);
            map.set(Uint32Array.of(7, ...ids), 1, value);
            reference.set(key(ids), value);
          }
          for (const [ids] of entries)
            expect(map.get(Uint32Array.from(ids), 0)).toBe(reference.get(key(ids)));
        },
      ),
    );
  });

  it('tells ids apart only as far as a table does', () => {
    const map = new TupleMap([
      { slot: 0, table: [5, 5, 6] },
      { slot: 1, table: null },
    ]);
    map.set(Uint32Array.of(0, 8), 0, 1);
    expect(map.get(Uint32Array.of(1, 8), 0)).toBe(1);
    expect(map.get(Uint32Array.of(2, 8), 0)).toBe(ABSENT);
  });
});
