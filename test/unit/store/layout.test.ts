import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Layout } from '../../../src/store/layout.ts';

const id = fc.oneof(fc.constant(0), fc.nat(7), fc.nat(2 ** 20), fc.nat(2 ** 32 - 1));
const ids = fc.array(id, { minLength: 1, maxLength: 12 });

describe('Layout', () => {
  it('gives back every vector that fits, and the largest ids fit', () => {
    fc.assert(
      fc.property(ids, (largest) => {
        const layout = new Layout(largest);
        const vector = Uint32Array.from(largest);
        expect(layout.fits(vector, 0)).toBe(true);
        const words = new Int32Array(layout.words);
        layout.pack(vector, 0, words, 0);
        const out = new Uint32Array(largest.length);
        layout.unpack(words, 0, out);
        expect([...out]).toEqual(largest);
      }),
    );
  });

  it('takes no more halves of words than the bits need, unless a field would straddle two words', () => {
    expect(new Layout([2 ** 9, 3, 3, 3, 3, 2 ** 9]).halves).toBe(2);
    expect(new Layout([2 ** 9, 3, 3, 3, 3, 3, 3, 3, 3, 2 ** 9]).halves).toBe(3);
    expect(new Layout([0, 0]).halves).toBe(1);
    expect(new Layout([2 ** 19, 2 ** 19, 2 ** 19]).halves).toBe(6);
  });

  it('says how vectors of an earlier layout are packed in it', () => {
    const both = fc.array(fc.tuple(id, id), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(both, (pairs) => {
        const before = pairs.map(([a]) => a);
        const [earlier, later] = [new Layout(before), new Layout(pairs.map(([a, b]) => Math.max(a, b)))];
        expect(later.continues(earlier)).toBe(true);
        const [words, rewritten] = [new Int32Array(earlier.words), new Int32Array(later.words).fill(7)];
        earlier.pack(Uint32Array.from(before), 0, words, 0);
        later.rewriting(earlier).apply(words, rewritten);
        const out = new Uint32Array(before.length);
        later.unpack(rewritten, 0, out);
        expect([...out]).toEqual(before);
      }),
    );
  });

  it('leaves room to the wide fields', () => {
    const layout = new Layout([2 ** 9, 3, 3, 2 ** 9]);
    expect(layout.fits(Uint32Array.of(2 ** 13, 0, 0, 2 ** 13), 0)).toBe(true);
    expect(layout.fits(Uint32Array.of(0, 4, 0, 0), 0)).toBe(false);
  });
});
