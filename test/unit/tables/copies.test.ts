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
  it('shares memory where it was shared', () => {
    const memory = new ArrayBuffer(4);
    const [bytes, words] = likenessOf([new Uint8Array(memory), new Uint32Array(memory)]);
    if (bytes === undefined || words === undefined) throw new Error('two arrays were copied');
    bytes[0] = 7;
    expect([words[0] === 0, new Uint8Array(memory)[0]]).toEqual([false, 0]);
  });

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

  it('of which a Map, a Set, a Date and a typed array cannot be changed either', () => {
    const made = shared.of({
      map: new Map([['a', [1]]]),
      set: new Set([1]),
      date: new Date(0),
      bytes: new Uint8Array([3, 1]),
      error: new Error('x'),
    });
    const changes: (() => unknown)[] = [
      () => made.map.set('a', []),
      () => made.map.delete('a'),
      () => made.map.clear(),
      () => made.map.get('a')?.push(2),
      () => made.set.add(2),
      () => made.date.setFullYear(2000),
      () => {
        made.bytes[0] = 2;
      },
      () => made.bytes.sort(),
      () => made.bytes.set([1]),
      () => {
        made.error.message = 'y';
      },
    ];
    for (const change of changes) expect(change).toThrow(TypeError);
    new Uint8Array(made.bytes.buffer)[0] = 2;
    made.bytes.subarray(0)[0] = 2;
    made.bytes.forEach((_, i, all) => {
      all[i] = 2;
    });
    expect([made.map.get('a'), made.map.size, [...made.set], made.date.getTime()]).toEqual([[1], 1, [1], 0]);
    expect([...made.bytes, made.bytes.length, made.bytes[1], made.error.message]).toEqual([3, 1, 2, 1, 'x']);
  });

  it('can be asked as what they are', () => {
    const bytes = shared.of(new Uint8Array([3, 1]));
    expect([bytes.includes(1), bytes.map((n) => n + 1)[0], [...bytes.entries()].length]).toEqual([
      true,
      4,
      2,
    ]);
    expect(bytes).toBeInstanceOf(Uint8Array);
    const date = shared.of(new Date(0));
    expect([date.toISOString(), `${date}`.length > 0, date < shared.of(new Date(1))]).toEqual([
      '1970-01-01T00:00:00.000Z',
      true,
      true,
    ]);
    expect(new Map(shared.of(new Map([[1, 2]]))).set(1, 3).get(1)).toBe(3);
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

  it('leads into maps, sets and errors', () => {
    const of = (tries: number) => ({ peers: new Map([['b', { tries }]]) });
    expect(differingPath(of(1), of(2), 'context')).toBe('context.peers.get("b").tries');
    expect(differingPath(new Map([[1, 2]]), new Map([[2, 2]]), 'context')).toBe('context.keys()[0]');
    expect(differingPath(new Set([1, 2]), new Set([1, 3]), 'context')).toBe('context.values()[1]');
    expect(differingPath(new Set([1]), new Set([1, 3]), 'context')).toBe('context');
    expect(differingPath(new Error('a'), new Error('b'), 'context')).toBe('context.message');
    expect(differingPath(new Date(0), new Date(1), 'context.at')).toBe('context.at');
    expect(differingPath(new Uint8Array([1]), new Uint8Array([2]), 'context')).toBe('context[0]');
    expect(differingPath(new Map(), {}, 'context')).toBe('context');
  });
});
