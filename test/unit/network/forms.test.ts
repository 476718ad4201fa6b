import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BitForm, FieldForm, type Form } from '../../../src/network/forms.ts';

/** Packets that are written and read again, between words that must stay as they are. */
function roundTrip(form: Form, packets: readonly number[]): number[] {
  const words = new Int32Array(form.words + 2).fill(-1);
  const read = new Int32Array(form.mostPackets);
  expect(form.write(Int32Array.from(packets), packets.length, words, 1)).toBe(true);
  expect([words[0], words.at(-1)]).toEqual([-1, -1]);
  const lastBits = form.bits % 32 || 32;
  if (form.bits > 0) expect(((words[form.words] ?? 0) >>> (lastBits - 1)) >>> 1).toBe(0);
  return [...read.subarray(0, form.read(words, 1, read))];
}

describe('a form of fields', () => {
  it('gives back every list of packets that fits', () => {
    const lists = fc
      .integer({ min: 1, max: 30 })
      .chain((width) => fc.tuple(fc.constant(width), fc.array(fc.nat(2 ** width - 2), { maxLength: 20 })));
    fc.assert(
      fc.property(lists, fc.nat(3), ([width, packets], more) => {
        expect(roundTrip(new FieldForm(width, packets.length + more), packets)).toEqual(packets);
      }),
    );
  });

  it('takes no packet that is too large, and not too many', () => {
    const form = new FieldForm(3, 2);
    const words = new Int32Array(form.words);
    expect(form.write(Int32Array.of(6, 6), 2, words, 0)).toBe(true);
    expect(form.write(Int32Array.of(6, 7), 2, words, 0)).toBe(false);
    expect(form.write(Int32Array.of(1, 2, 3), 3, words, 0)).toBe(false);
  });
});

describe('a form of bits', () => {
  it('gives back every set of packets that fits, in order of their ids', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat(99), { maxLength: 100 }), (packets) => {
        const sorted = [...packets].sort((a, b) => a - b);
        const form = new BitForm(100);
        expect(roundTrip(form, packets)).toEqual(sorted);
      }),
    );
  });

  it('takes no packet that has no bit', () => {
    const words = new Int32Array(2);
    expect(new BitForm(40).write(Int32Array.of(39), 1, words, 0)).toBe(true);
    expect(new BitForm(40).write(Int32Array.of(40), 1, words, 0)).toBe(false);
  });
});

describe('a form that continues an earlier one', () => {
  const width = fc.integer({ min: 1, max: 12 });
  const form: fc.Arbitrary<Form> = fc.oneof(
    fc.nat(99).map((bits) => new BitForm(bits)),
    fc.tuple(width, fc.nat(9)).map(([bits, most]) => new FieldForm(bits, most)),
  );

  it('reads what was written in that one, with zeros behind', () => {
    let continued = 0;
    fc.assert(
      fc.property(form, form, fc.uniqueArray(fc.nat(99)), (earlier, later, packets) => {
        if (!later.continues(earlier)) return;
        const words = new Int32Array(later.words + earlier.words);
        if (!earlier.write(Int32Array.from(packets), packets.length, words, 0)) return;
        const [before, after] = [new Int32Array(earlier.mostPackets), new Int32Array(later.mostPackets)];
        const count = earlier.read(words, 0, before);
        expect([...after.subarray(0, later.read(words, 0, after))]).toEqual([...before.subarray(0, count)]);
        continued++;
      }),
      { numRuns: 5000 },
    );
    expect(continued).toBeGreaterThan(50);
  });

  it('is of the same kind, and has room for as much', () => {
    expect(new BitForm(40).continues(new BitForm(24))).toBe(true);
    expect(new BitForm(24).continues(new BitForm(40))).toBe(false);
    expect(new FieldForm(3, 9).continues(new FieldForm(3, 8))).toBe(true);
    expect(new FieldForm(4, 9).continues(new FieldForm(3, 8))).toBe(false);
    expect(new BitForm(40).continues(new FieldForm(3, 8))).toBe(false);
    expect(new FieldForm(3, 9).continues(new BitForm(8))).toBe(false);
  });
});
