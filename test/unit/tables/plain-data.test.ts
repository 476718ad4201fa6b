import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plainCopy } from '../../../src/tables/copies.ts';
import { canonicalText, PlainDataError } from '../../../src/tables/plain-data.ts';

describe('canonicalText', () => {
  it('depends on the order in which keys were written, which code can see', () => {
    expect(canonicalText({ b: 1, a: [{ d: 3, c: 4 }] })).toBe('{"b":1,"a":[{"d":3,"c":4}]}');
    expect(canonicalText({ b: 1, a: 2 })).not.toBe(canonicalText({ a: 2, b: 1 }));
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

  it('takes objects without a prototype, but tells them from others, as `in` does', () => {
    const bare: Record<string, number> = Object.create(null);
    bare.a = 1;
    expect(canonicalText([bare])).toBe('[~{"a":1}]');
  });

  it('takes the same object twice, where neither contains the other', () => {
    const shared = { a: 1 };
    expect(canonicalText([shared, shared])).toBe('[{"a":1},{"a":1}]');
  });

  it('gives equal texts exactly for equal JSON values', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (a, b) => {
        expect(canonicalText(a) === canonicalText(b)).toBe(sameValue(a, b));
        expect(canonicalText(plainCopy(a))).toBe(canonicalText(a));
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
    'a property of a list': [
      { queue: Object.assign([1], { taken: 0 }) },
      'context.queue.taken',
      /a property of a list/,
    ],
    'a list of a class of its own': [
      { list: new (class Stack extends Array {})() },
      'context.list',
      /of Stack/,
    ],
    'a getter': [
      {
        get now() {
          return 1;
        },
      },
      'context.now',
      /a getter/,
    ],
    'a getter in a list': [
      { list: Object.defineProperty([1], '0', { get: () => 2 }) },
      'context.list[0]',
      /a getter/,
    ],
    'a hidden property': [
      { at: Object.defineProperty({}, 'x', { value: 1 }) },
      'context.at.x',
      /a hidden property/,
    ],
    'a list with symbol keys': [
      { list: Object.assign([], { [Symbol('s')]: 1 }) },
      'context.list',
      /a list with symbol keys/,
    ],
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
  const [left, right] = [Object.entries(a), Object.entries(b)];
  return (
    left.length === right.length &&
    left.every(([key, item], i) => right[i]?.[0] === key && sameValue(item, right[i]?.[1]))
  );
}
