import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TupleTable } from '../../../../src/tables/tuples/tuple-table.ts';

describe('a table of tuples', () => {
  it('numbers them in the order in which they are met, and tells their members', () => {
    const tuples = fc.array(fc.tuple(fc.nat(3), fc.nat(2 ** 30), fc.nat(2)), { maxLength: 100 });
    fc.assert(
      fc.property(tuples, (all) => {
        const table = new TupleTable(3);
        const met: string[] = [];
        for (const tuple of all) {
          const text = tuple.join();
          if (!met.includes(text)) met.push(text);
          expect(table.number(Uint32Array.from(tuple))).toBe(met.indexOf(text));
        }
        for (const [number, text] of met.entries()) {
          expect([0, 1, 2].map((at) => table.member(number, at)).join()).toBe(text);
        }
      }),
    );
  });
});
