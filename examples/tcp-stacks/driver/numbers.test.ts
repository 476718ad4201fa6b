import { describe, expect, it } from 'vitest';
import { signedDistance, toModel, toWire } from './numbers.ts';

const space = { size: 8 };
const anchor = { wire: 0xffffffff, model: 6 };

describe('numbers', () => {
  it('of the model are those of the wire, counted from the initial one, round both ends', () => {
    expect(toWire(space, anchor, 6)).toBe(0xffffffff);
    expect(toWire(space, anchor, 7)).toBe(0);
    expect(toWire(space, anchor, 2)).toBe(3);
    expect(toModel(space, anchor, 3)).toBe(2);
    expect(toModel(space, anchor, 0xfffffffe)).toBe(5);
  });

  it('of another connection are refused, even if they fit modulo the small space', () => {
    expect(() => toModel(space, anchor, 0xffffffff - 8)).toThrow('-8 from the initial one');
    expect(() => toModel(space, anchor, 80_000)).toThrow('80001 from the initial one');
  });

  it('have a distance with a sign', () => {
    expect([5, 6, 7, 0, 1].map((number) => signedDistance(space, 7, number))).toEqual([-2, -1, 0, 1, 2]);
    expect(signedDistance(space, 0, 4)).toBe(-4);
  });
});
