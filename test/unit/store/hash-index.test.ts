import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HashIndex } from '../../../src/store/hash-index.ts';
import { Layout } from '../../../src/store/layout.ts';
import { PackedLog } from '../../../src/store/packed-log.ts';
import { hashWords } from '../../../src/tables/hash.ts';

const MOST = 2 ** 32 - 1;

function indexOf(sizes?: { readonly mostTwice?: number; readonly far?: number }): HashIndex {
  return new HashIndex(new PackedLog(new Layout(Uint32Array.of(MOST))), sizes);
}

/** What hashes there are of numbers: spread, all in a few buckets, all alike but for bits that are not used, all the same. */
const hashing = fc.constantFrom<(value: number) => number>(
  (value) => Math.imul(value + 1, 0x9e3779b1),
  (value) => Math.imul(value, 0x85ebca6b) >>> 24,
  (value) => Math.imul(value, 0x85ebca6b) & 0x7fff0000,
  (value) => -1 << (value & 31),
  () => -1,
);

/** Vectors of one number, some of them again and again, in batches: some brought near first. */
const batches = fc.array(
  fc.record({
    isNear: fc.boolean(),
    values: fc.array(fc.nat(3000), { minLength: 1, maxLength: 400, size: 'max' }),
  }),
  { maxLength: 12, size: 'max' },
);

describe('HashIndex', () => {
  it('agrees with a Map, whatever the hashes are, and whether vectors are brought near', () => {
    fc.assert(
      fc.property(hashing, batches, (hash, all) => {
        const index = indexOf({ far: 0 });
        const reference = new Map<number, number>();
        for (const { isNear, values } of all) {
          const words = Int32Array.from(values);
          index.bringNear(words.map(hash), isNear ? values.length : 0);
          values.forEach((value, k) => {
            const known = reference.get(value);
            expect(index.addNear(k, hash(value), words, k)).toBe(
              known === undefined ? reference.size : ~known,
            );
            if (known === undefined) reference.set(value, reference.size);
          });
        }
        for (const [value, number] of reference)
          expect(index.add(hash(value), Int32Array.of(value), 0)).toBe(~number);
      }),
      // Cases are large: making one smaller takes minutes, and tells little.
      { numRuns: 60, endOnFailure: true },
    );
  });

  it.each([
    ['spread', (value: number) => Math.imul(value + 1, 0x9e3779b1)],
    // A hundred to a bucket: most of them stand elsewhere.
    ['crowded', (value: number) => Math.imul(Math.floor(value / 100), 0x9e3779b1)],
  ])('loses nothing while it grows from its own entries: hashes that are %s', (_, hash) => {
    const index = indexOf();
    const words = new Int32Array(1);
    let wrong = 0;
    for (const known of [false, true]) {
      for (let value = 0; value < 100_000; value++) {
        words[0] = value;
        if (index.add(hash(value), words, 0) !== (known ? ~value : value)) wrong++;
      }
    }
    expect(wrong).toBe(0);
  });

  it('loses nothing while it grows, at first from its own entries, then from the log', () => {
    const words = Int32Array.from({ length: 50_000 }, (_, value) => value);
    const index = indexOf({ mostTwice: 4096 });
    let wrong = 0;
    for (const known of [false, true]) {
      for (let value = 0; value < words.length; value++) {
        // The log hashes by itself.
        if (index.add(hashWords(words, value, 1), words, value) !== (known ? ~value : value)) wrong++;
      }
    }
    expect(wrong).toBe(0);
  });

  it('finds what stands in the log when it is made', () => {
    const log = new PackedLog(new Layout(Uint32Array.of(MOST)));
    const words = Int32Array.from({ length: 50_000 }, (_, value) => value * 3);
    for (let value = 0; value < 40_000; value++) log.push(words, value);
    const index = new HashIndex(log);
    let wrong = 0;
    for (let value = 0; value < words.length; value++) {
      if (index.add(hashWords(words, value, 1), words, value) !== (value < 40_000 ? ~value : value)) wrong++;
    }
    expect(wrong).toBe(0);
  });

  it('takes some six bytes a vector, and keeps no room for those that stand elsewhere', () => {
    const index = indexOf();
    const words = new Int32Array(1);
    for (let value = 0; value < 500_000; value++) {
      words[0] = value;
      index.add(Math.imul(value, 0x9e3779b1) ^ Math.imul(value, 0x85ebca6b), words, 0);
    }
    expect(index.bytes / 500_000).toBeGreaterThan(5);
    expect(index.bytes / 500_000).toBeLessThan(8);
  });
});
