import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalText, PlainDataError } from '../../../src/tables/plain-data.ts';

describe('canonicalText', () => {
  it('does not depend on the order in which keys were written', () => {
    expect(canonicalText({ a: 1, b: [2, { d: 3, c: 4 }] })).toBe(
      canonicalText({ b: [2, { c: 4, d: 3 }], a: 1 }),
    );
  });

  it('depends on the order of list items', () => {
    expect(canonicalText([1, 2])).not.toBe(canonicalText([2, 1]));
  });

  it('tells -0 from 0, as a machine can', () => {
    expect(canonicalText({ n: -0 })).toBe('{"n":-0}');
    expect(canonicalText({ n: 0 })).toBe('{"n":0}');
  });

  it('tells a number from its text, and null from the text "null"', () => {
    expect(canonicalText(1)).not.toBe(canonicalText('1'));
    expect(canonicalText(null)).not.toBe(canonicalText('null'));
  });

  it('tells a missing key from one that holds null', () => {
    expect(canonicalText({})).not.toBe(canonicalText({ a: null }));
  });

  it('takes objects without a prototype for plain ones', () => {
    const bare: Record<string, number> = Object.create(null);
    bare.a = 1;
    expect(canonicalText(bare)).toBe(canonicalText({ a: 1 }));
  });

  it('takes the same object twice, where neither contains the other', () => {
    const shared = { a: 1 };
    expect(canonicalText([shared, shared])).toBe('[{"a":1},{"a":1}]');
  });

  it('gives equal texts exactly for equal JSON values', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (a, b) => {
        expect(canonicalText(a) === canonicalText(b)).toBe(sameValue(a, b));
        expect(canonicalText(shuffled(a))).toBe(canonicalText(a));
      }),
      { numRuns: 500 },
    );
  });
});

describe('canonicalText refuses what is no JSON value, with the path that leads to it', () => {
  class Socket {}
  const cyclic: { peers: unknown[] } = { peers: [] };
  cyclic.peers.push({ owner: cyclic });

  const refusals: Record<string, [unknown, string, RegExp]> = {
    'undefined in an object': [{ a: { b: undefined } }, 'context.a.b', /undefined \(use null/],
    'a hole in a list': [{ list: new Array(1) }, 'context.list[0]', /undefined/],
    'undefined itself': [undefined, 'context', /undefined/],
    NaN: [{ rate: Number.NaN }, 'context.rate', /the number NaN/],
    infinity: [[Number.POSITIVE_INFINITY], 'context[0]', /the number Infinity/],
    'a function': [{ log: () => 0 }, 'context.log', /a function/],
    'a symbol': [{ key: Symbol('s') }, 'context.key', /a symbol/],
    'a bigint': [{ seq: 1n }, 'context.seq', /a bigint/],
    'a Date': [{ since: new Date(0) }, 'context.since', /an instance of Date/],
    'a Map': [{ peers: new Map() }, 'context.peers', /an instance of Map/],
    'a class instance': [{ peers: [{}, { socket: new Socket() }] }, 'context.peers[1].socket', /of Socket/],
    'an object with symbol keys': [{ odd: { [Symbol('s')]: 1 } }, 'context.odd', /symbol keys/],
    'a key that is no name': [{ 'x y': { 0: undefined } }, 'context["x y"]["0"]', /undefined/],
    'an object that contains itself': [cyclic, 'context.peers[0].owner', /contains it/],
  };

  for (const [what, [value, path, found]] of Object.entries(refusals)) {
    it(what, () => {
      const error = thrownBy(() => canonicalText(value, 'context'));
      expect(error).toBeInstanceOf(PlainDataError);
      expect(error).toMatchObject({ path, found: expect.stringMatching(found) });
      expect((error as PlainDataError).message).toBe(`${path} is ${(error as PlainDataError).found}`);
    });
  }
});

function thrownBy(run: () => unknown): unknown {
  try {
    run();
  } catch (thrown) {
    return thrown;
  }
  throw new Error('nothing was thrown');
}

/** Equality of JSON values, written down without any text. */
function sameValue(a: unknown, b: unknown): boolean {
  if (Array.isArray(a) || Array.isArray(b)) {
    if (!Array.isArray(a) || !Array.isArray(b) || a.length !== b.length) return false;
    return a.every((item, i) => sameValue(item, b[i]));
  }
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return Object.is(a, b);
  const [keysA, keysB] = [Object.keys(a), Object.keys(b)];
  if (keysA.length !== keysB.length) return false;
  const [left, right] = [new Map(Object.entries(a)), new Map(Object.entries(b))];
  return keysA.every((key) => right.has(key) && sameValue(left.get(key), right.get(key)));
}

/** The same value with the keys of every object written in the opposite order. */
function shuffled(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(shuffled);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .map(([key, item]) => [key, shuffled(item)] as const)
      .reverse(),
  );
}
