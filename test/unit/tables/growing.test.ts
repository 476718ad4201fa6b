import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { GrowingUint32 } from '../../../src/tables/growing.ts';

const PUSH = fc.nat(2 ** 32 - 1);
const POP = fc.constant('pop' as const);

describe('GrowingUint32', () => {
  it('agrees with an array under pushes and pops', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(PUSH, PUSH, POP)), (operations) => {
        const [list, reference] = [new GrowingUint32(), [] as number[]];
        for (const operation of operations) {
          if (operation === 'pop') expect(list.pop()).toBe(reference.pop() ?? -1);
          else {
            list.push(operation);
            reference.push(operation);
          }
          expect(list.length).toBe(reference.length);
        }
        expect(reference.map((_, i) => list.at(i))).toEqual(reference);
      }),
    );
  });

  it('keeps every value across the ends of its chunks', () => {
    const list = new GrowingUint32();
    const count = 3 * 2 ** 16 + 1;
    for (let i = 0; i < count; i++) list.push(i);
    for (const i of [0, 2 ** 16 - 1, 2 ** 16, 2 * 2 ** 16, count - 1]) expect(list.at(i)).toBe(i);
    expect(list.length).toBe(count);
    expect(list.bytes).toBe(4 * 2 ** 16 * 4);
  });

  it('refuses an index past the end, also one that was once used', () => {
    const list = new GrowingUint32();
    expect(() => list.at(0)).toThrow(RangeError);
    list.push(7);
    list.pop();
    expect(() => list.at(0)).toThrow('no entry 0');
    expect(() => list.at(-1)).toThrow(RangeError);
  });
});
