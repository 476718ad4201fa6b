import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TupleMap } from '../../../../src/tables/tuples/tuple-map.ts';

/** What a map does at once, while it changes how it looks up: not hashed at first, then in an array, then hashed again. */
describe('TupleMap without hashing', () => {
  it('agrees with a Map while small ids become many tuples, and then larger ids come', () => {
    const table = [3, 0, 1, 2, 1, 9];
    const sources = [
      { slot: 0, table: null },
      { slot: 1, table },
      { slot: 3, table: null },
    ];
    const small = fc.tuple(fc.nat(5), fc.nat(4), fc.nat(9), fc.nat(6));
    const any = fc.tuple(fc.nat(40), fc.nat(5), fc.nat(9), fc.oneof(fc.nat(6), fc.nat(2 ** 32 - 1)));
    const vectors = fc
      .tuple(
        fc.array(small, { minLength: 30, maxLength: 400 }),
        fc.array(fc.oneof({ weight: 9, arbitrary: small }, any)),
      )
      .map(([first, then]) => [...first, ...then]);
    fc.assert(
      fc.property(vectors, (all) => {
        const map = new TupleMap(sources);
        const reference = new Map<string, number>();
        const key = (v: readonly number[]) => [v[0], table[v[1] ?? 0], v[3]].join();
        all.forEach((vector, i) => {
          expect(map.get(Uint32Array.of(7, ...vector), 1)).toBe(reference.get(key(vector)) ?? 0);
          map.set(Uint32Array.of(7, ...vector), 1, i % 2 === 0 ? i + 1 : ~i);
          reference.set(key(vector), i % 2 === 0 ? i + 1 : ~i);
        });
        for (const vector of all)
          expect(map.get(Uint32Array.from(vector), 0)).toBe(reference.get(key(vector)));
      }),
    );
  });

  it('knows what a table says only later of an id', () => {
    const table = [0, 1];
    const map = new TupleMap([
      { slot: 0, table },
      { slot: 1, table: null },
    ]);
    for (let id = 0; id < 40; id++) map.set(Uint32Array.of(id % 2, id >> 1), 0, id + 1);
    expect(map.get(Uint32Array.of(2, 5), 0)).toBe(11);
    table.push(1);
    expect(map.get(Uint32Array.of(2, 5), 0)).toBe(12);
  });

  it.each([
    ['a byte', 1, 1],
    ['four bytes', 1000, 4],
  ])(
    'takes an array that is not much larger than its tuples: %s for each, where values are no larger',
    (_, value, bytes) => {
      const map = new TupleMap([0, 1, 2].map((slot) => ({ slot, table: null })));
      const before = map.bytes;
      for (let i = 0; i < 4096; i++) map.set(Uint32Array.of(i & 15, (i >> 4) & 15, i >> 8), 0, value);
      expect(map.bytes - before).toBeGreaterThan(4096 * bytes - before);
      expect(map.bytes).toBeLessThan(4096 * bytes + 1000);
    },
  );
});
