import { describe, expect, it } from 'vitest';
import { differingPath, likenessOf, plainCopy } from '../../../src/tables/copies.ts';
import { SharedData } from '../../../src/tables/shared-data.ts';

const list = [1, -0];
const original = { b: list, a: Object.freeze({ list }), ['__proto__']: 1 };
Object.defineProperty(original, '__proto__', { value: { deep: [2] }, enumerable: true });

describe('a plain copy', () => {
  const copy = plainCopy(original);

  it('is equal to the last key and sign, with the keys in their order', () => {
    expect(Object.keys(copy)).toEqual(['b', 'a', '__proto__']);
    expect(Object.getPrototypeOf(copy)).toBe(Object.prototype);
    expect(copy).toEqual(original);
    expect(Object.is(copy.b[1], -0)).toBe(true);
  });

  it('shares nothing with what it is a copy of, nor inside itself, and may be changed', () => {
    copy.b.push(3);
    copy.a.list.push(4);
    expect(list).toEqual([1, -0]);
    expect([copy.b, copy.a.list]).toEqual([
      [1, -0, 3],
      [1, -0, 4],
    ]);
    expect(Object.isFrozen(copy.a)).toBe(false);
  });

  it('has no prototype where there was none', () => {
    expect(Object.getPrototypeOf(plainCopy(Object.create(null)))).toBeNull();
  });
});

describe('a likeness', () => {
  it('has one object where there was one, frozen ones frozen, and none of those that it is like', () => {
    const likeness = likenessOf(original);
    expect(likeness.a.list).toBe(likeness.b);
    expect(likeness.b).not.toBe(list);
    expect([Object.isFrozen(likeness.a), Object.isFrozen(likeness.b)]).toEqual([true, false]);
  });
});

describe('shared data', () => {
  const shared = new SharedData();

  it('are one object if they are equal, at inner levels too, and so only then', () => {
    const one = shared.of({ limits: { most: 3 }, list: [[1]] });
    const other = shared.of({ list: [[1]], limits: { most: 3 } });
    expect(shared.of({ limits: { most: 3 }, list: [[1]] })).toBe(one);
    expect(other).not.toBe(one);
    expect(other.limits).toBe(one.limits);
    expect(other.list[0]).toBe(one.list[0]);
    expect(shared.of({ most: 4 })).not.toBe(one.limits);
  });

  it('cannot be changed, and leave what they were made of as it was', () => {
    const mine = { inner: [1] };
    const made = shared.of(mine);
    expect(() => made.inner.push(2)).toThrow(TypeError);
    mine.inner.push(2);
    expect(made.inner).toEqual([1]);
  });
});

describe('the path to a difference', () => {
  it('leads to the first place where two values differ', () => {
    expect(differingPath({ a: [1, { b: 2 }] }, { a: [1, { b: 3 }] }, 'context')).toBe('context.a[1].b');
    expect(differingPath({ a: 1, b: 2 }, { b: 2, a: 1 }, 'context')).toBe('context');
    expect(differingPath([1], [1, 2], 'context')).toBe('context');
    expect(differingPath({ a: [0] }, { a: [0] }, 'context')).toBeNull();
  });
});
