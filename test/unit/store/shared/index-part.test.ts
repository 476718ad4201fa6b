import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Layout } from '../../../../src/store/layout.ts';
import { IndexPart, PART_WORDS } from '../../../../src/store/shared/index-part.ts';
import { SharedLog } from '../../../../src/store/shared/shared-log.ts';

/** A part of 64 slots at first, for vectors of two ids, whose hashes are what it is told. */
function part() {
  const layout = new Layout(new Uint32Array(2).fill(1023));
  const log = new SharedLog(layout);
  log.put(0, SharedLog.slab(layout));
  const words = new Int32Array(new SharedArrayBuffer(PART_WORDS * 4));
  const index = new IndexPart(log, new Uint32Array(new SharedArrayBuffer(4096 * 4)), words);
  index.clear(64, 0);
  const packed = (id: number) => {
    const into = new Int32Array(layout.words);
    layout.pack(Uint32Array.of(id & 1023, id >>> 10), 0, into, 0);
    return into;
  };
  return { log, index, packed };
}

describe('IndexPart', () => {
  it('finds each state under its number once that is known, and before by its place among the fresh ones', () => {
    const { log, index, packed } = part();
    index.begin(0, 10);
    expect([7, 8, 7, 9, 8].map((id) => index.add(id % 2, packed(id), 0))).toEqual([0, 1, ~0, 2, ~1]);
    const numbers = [2, 0, 1];
    [7, 8, 9].forEach((id, i) => {
      log.write(numbers[i] ?? 0, packed(id), 0);
    });
    index.settle(Int32Array.from(numbers));
    index.begin(3, 10);
    expect([7, 8, 9, 5].map((id) => index.add(id % 2, packed(id), 0))).toEqual([~2, ~0, ~1, 0]);
  });

  it('forgets fresh states from a place on, as if they had never come', () => {
    const { index, packed } = part();
    index.begin(0, 10);
    for (const id of [1, 2, 3, 4]) index.add(0, packed(id), 0);
    index.undo(2);
    expect([3, 1, 4, 2].map((id) => index.add(0, packed(id), 0))).toEqual([2, ~0, 3, ~1]);
  });

  it('agrees with a map, whatever the hashes, as its entries get more bits for numbers', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(40), fc.integer()), { maxLength: 40 }), (drawn) => {
        const { log, index, packed } = part();
        const hashes = new Map<number, number>();
        const known = new Map<number, number>();
        for (const [id, drawnHash] of drawn) {
          if (!hashes.has(id)) hashes.set(id, drawnHash | 0);
          index.begin(known.size, 1);
          const added = index.addAs(known.size, hashes.get(id) ?? 0, packed(id), 0);
          const number = known.get(id);
          expect(added).toBe(number === undefined ? known.size : ~number);
          if (number !== undefined) continue;
          log.write(known.size, packed(id), 0);
          known.set(id, known.size);
        }
        expect(index.taken).toBe(known.size);
      }),
    );
  });
});
