import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Sequences } from '../../../src/tables/sequences.ts';

describe('Sequences', () => {
  it('numbers sequences in order of first sight, and gives each back', () => {
    fc.assert(
      fc.property(fc.array(fc.array(fc.nat(3), { maxLength: 5 }), { maxLength: 300 }), (lists) => {
        const sequences = new Sequences();
        const reference = new Map<string, number>();
        for (const list of lists) {
          const known = reference.get(list.join()) ?? reference.size;
          reference.set(list.join(), known);
          // What stands behind the end of the buffer does not count.
          expect(sequences.intern(Int32Array.of(...list, 99), list.length)).toBe(known);
        }
        expect(sequences.size).toBe(reference.size);
        for (const [text, id] of reference) expect(sequences.list(id).join()).toBe(text);
      }),
    );
  });

  it('forgets none while its tables grow', () => {
    const sequences = new Sequences();
    for (let i = 0; i < 5000; i++) sequences.intern(Int32Array.of(i, i + 1, i + 2), 1 + (i % 3));
    const again = Array.from({ length: 5000 }, (_, i) =>
      sequences.intern(Int32Array.of(i, i + 1, i + 2), 1 + (i % 3)),
    );
    expect(again).toEqual(Array.from({ length: 5000 }, (_, i) => i));
  });
});
