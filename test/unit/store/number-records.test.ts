import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NumberRecords } from '../../../src/store/number-records.ts';

const number = fc.oneof(fc.nat(200), fc.integer({ min: 0, max: 2 ** 32 - 1 }));
const records = fc.array(fc.array(number, { maxLength: 20 }), { maxLength: 60 });

function recorded(lists: readonly (readonly number[])[]): NumberRecords {
  const all = new NumberRecords(lists.length);
  for (const list of lists) {
    all.begin(list.length);
    for (const each of list) all.push(each);
  }
  return all;
}

function read(all: NumberRecords, record: number, length: number): readonly number[] {
  all.open(record);
  return Array.from({ length }, () => all.next());
}

describe('records of numbers', () => {
  it('are read as they were written, in any order', () => {
    fc.assert(
      fc.property(records, (lists) => {
        const all = recorded(lists);
        for (let i = lists.length - 1; i >= 0; i--) {
          expect(read(all, i, lists[i]?.length ?? 0)).toEqual(lists[i]);
        }
      }),
    );
  });

  it('go on in another chunk of memory where one is full, be they longer than it or not', () => {
    const long = Array.from({ length: 300_000 }, (_, i) => i);
    const short = [7, 2 ** 32 - 1, 0];
    const lists = [short, long, short, ...Array.from({ length: 300_000 }, (_, i) => [i, i + 1, 3])];
    const all = recorded(lists);
    for (const i of [0, 1, 2, 3, 199_999, 300_002])
      expect(read(all, i, lists[i]?.length ?? 0)).toEqual(lists[i]);
  });

  it('take a byte for a small number', () => {
    const lists = Array.from({ length: 100_000 }, () => [1, 2, 3, 4]);
    // Besides, four bytes say where each begins.
    expect(recorded(lists).bytes).toBeLessThan(100_000 * 8 + 2 ** 21);
  });
});
