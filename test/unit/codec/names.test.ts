import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NameClashError, NameTable } from '../../../src/codec/name-table.ts';
import { nameOf, nameOfWords, nameWords } from '../../../src/codec/names.ts';

describe('names', () => {
  it('are the same on every machine', () => {
    expect([nameOf(''), nameOf('0:idle'), nameOf('ä€😀')]).toMatchInlineSnapshot(`
      [
        "efd01f60ba992926",
        "536fb0643b86f35f",
        "f42079479f3f09ac",
      ]
    `);
  });

  it('come back from their words', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const name = nameOf(text);
        expect(name).toMatch(/^[0-9a-f]{16}$/);
        expect(nameOfWords(...nameWords(name))).toBe(name);
      }),
    );
  });
});

describe('a table of names', () => {
  it('finds ids by names, and names by ids, as a map does', () => {
    const words = fc.tuple(fc.nat(2 ** 32 - 1), fc.nat(3));
    fc.assert(
      fc.property(fc.uniqueArray(words, { selector: String, maxLength: 600 }), (names) => {
        const table = new NameTable();
        for (const [id, [high, low]] of names.entries()) table.set(id, high, low);
        names.forEach(([high, low], id) => {
          expect([table.id(high, low), table.high(id), table.low(id), table.has(id)]).toEqual([
            id,
            high,
            low,
            true,
          ]);
        });
        expect(table.id(7, 4)).toBe(-1);
        expect(table.has(names.length)).toBe(false);
      }),
    );
  });

  it('refuses a name for two', () => {
    const table = new NameTable();
    table.set(0, 1, 2);
    table.set(0, 1, 2);
    expect(() => table.set(1, 1, 2)).toThrow(NameClashError);
  });
});
