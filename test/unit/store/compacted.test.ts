import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CompactedStates, missProbability } from '../../../src/store/compacted.ts';
import { Fingerprints } from '../../../src/store/fingerprints.ts';

const word = fc.oneof(fc.constantFrom(0, 1, -1), fc.integer());

describe('Fingerprints', () => {
  it('agree with a Set of as many bits as are kept', () => {
    const bits = fc.integer({ min: 16, max: 64 });
    fc.assert(
      fc.property(bits, fc.array(fc.tuple(word, word), { maxLength: 300 }), (kept, prints) => {
        const [set, reference] = [new Fingerprints(kept), new Set<bigint>()];
        for (const [low, high] of prints) {
          const print = BigInt.asUintN(
            kept,
            BigInt.asUintN(32, BigInt(low)) | (BigInt.asUintN(32, BigInt(high)) << 32n),
          );
          expect(set.add(low, high)).toBe(!reference.has(print));
          reference.add(print);
        }
      }),
    );
  });

  it('forget none while their tables grow', () => {
    const set = new Fingerprints(48);
    const add = (i: number) => set.add(Math.imul(i, 0x9e3779b1), i);
    const first = Array.from({ length: 30_000 }, (_, i) => add(i));
    const again = Array.from({ length: 30_000 }, (_, i) => add(i));
    expect([first.every(Boolean), again.some(Boolean)]).toEqual([true, false]);
    // Six bytes each, in tables that are at least half full.
    expect(set.bytes).toBeLessThan(30_000 * 6 * 2);
  });
});

describe('CompactedStates', () => {
  it('keep states until they are released, and know them afterwards', () => {
    const states = new CompactedStates(2, 64);
    const count = 10_000;
    for (let i = 0; i < count; i++) expect(states.add(Uint32Array.of(i, 7), 0)).toBe(i);
    const before = states.bytes;
    const out = new Uint32Array(2);
    for (let i = 0; i < count; i++) {
      states.read(i, out);
      expect(out[0]).toBe(i);
      states.release(i);
    }
    expect(states.bytes).toBeLessThan(before);
    expect(() => states.read(0, out)).toThrow('the state 0 is not kept');
    expect(states.add(Uint32Array.of(5, 7), 0)).toBe(-1);
    expect(states.size).toBe(count);
  });

  it('miss states if the bits are few, about as often as is said', () => {
    const states = new CompactedStates(1, 16);
    for (let i = 0; i < 300; i++) states.add(Uint32Array.of(i), 0);
    // 300 states make 44,850 pairs, each alike in 16 bits with probability 1/65,536: less than one miss is expected.
    expect(states.size).toBeGreaterThan(290);
    for (let i = 300; i < 65_536; i++) states.add(Uint32Array.of(i), 0);
    // Of so many, a share of 1 - 1/e is expected to be told apart.
    expect(states.size / 65_536).toBeCloseTo(1 - 1 / Math.E, 1);
  });
});

describe('the probability of a missed state', () => {
  it('is that of two equal fingerprints', () => {
    expect(missProbability(1, 16)).toBe(0);
    expect(missProbability(2, 16)).toBeCloseTo(2 ** -16, 9);
    expect(missProbability(1e6, 64)).toBeCloseTo(2.7e-8, 9);
    expect(missProbability(1e6, 32)).toBe(1);
  });
});
