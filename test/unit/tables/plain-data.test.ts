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

  it('tells a missing key from one that holds undefined, and undefined from null', () => {
    const texts = [{}, { a: undefined }, { a: null }, { a: 'undefined' }].map((value) =>
      canonicalText(value),
    );
    expect(texts).toEqual(['{}', '{"a":undefined}', '{"a":null}', '{"a":"undefined"}']);
  });

  it('tells what the language has of its own, in the order that code can see', () => {
    const date = new Date(5);
    const map = new Map<unknown, unknown>([
      ['b', date],
      [Number.NaN, 1n],
    ]);
    expect(canonicalText(map)).toBe('Map("b"=>Date(5),NaN=>1n)');
    expect(canonicalText(new Set([2, 1]))).toBe('Set(2,1)');
    expect(canonicalText([new Uint8Array([1]), new Float64Array([-0])])).toBe(
      '[Uint8Array(1),Float64Array(-0)]',
    );
    const error = Object.assign(new TypeError('no', { cause: undefined }), { code: 4 });
    expect(canonicalText(error)).toBe('TypeError(message:"no",cause:undefined,"code":4)');
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

describe('canonicalText refuses what is no data, with the path that leads to it', () => {
  class Socket {}
  const cyclic: { peers: unknown[] } = { peers: [] };
  cyclic.peers.push({ owner: cyclic });
  const ring = new Map<number, unknown>();
  ring.set(1, [ring]);

  const refusals: Record<string, [unknown, string, RegExp]> = {
    'a hole in a list': [{ list: new Array(1) }, 'context.list[0]', /a hole in a list \(put undefined/],
    'a function': [{ log: () => 0 }, 'context.log', /a function \(keep what it decides by/],
    'a symbol': [{ key: Symbol('s') }, 'context.key', /a symbol/],
    'a class instance': [
      { peers: [{}, { socket: new Socket() }] },
      'context.peers[1].socket',
      /of Socket \(keep what/,
    ],
    'an instance in a map': [
      { peers: new Map([['b', { socket: new Socket() }]]) },
      'context.peers.get("b").socket',
      /of Socket/,
    ],
    'a key of a map': [{ peers: new Map([[() => 0, 1]]) }, 'context.peers.keys()[0]', /a function/],
    'an item of a set': [{ of: new Set([1, Symbol('s')]) }, 'context.of.values()[1]', /a symbol/],
    'keys that only their identity tells apart': [
      new Map([
        [{ a: 1 }, 1],
        [{ a: 1 }, 2],
      ]),
      'context.keys()[1]',
      /equal to one before it/,
    ],
    'items that only their identity tells apart': [new Set([[], []]), 'context.values()[1]', /equal to one/],
    'a property of a map': [{ m: Object.assign(new Map(), { of: 1 }) }, 'context.m', /a Map with a property/],
    'a property of a typed array': [
      Object.assign(new Uint8Array(1), { of: 1 }),
      'context',
      /a Uint8Array with a property of its own, of/,
    ],
    'an error of a class of its own': [{ e: new (class Gone extends Error {})() }, 'context.e', /of Gone/],
    'what an error was caused by': [
      new Error('', { cause: { by: Socket } }),
      'context.cause.by',
      /a function/,
    ],
    'what was added to an error': [
      Object.assign(new Error(''), { code: Symbol('s') }),
      'context.code',
      /a symbol/,
    ],
    'what only seems to be a Map': [Object.create(Map.prototype), 'context', /an instance of Map/],
    'a class derived from Map': [new (class Peers extends Map {})(), 'context', /of Peers/],
    'memory that is a part of more': [new Uint8Array(new ArrayBuffer(4), 1), 'context', /a view of memory/],
    memory: [new ArrayBuffer(1), 'context', /an instance of ArrayBuffer/],
    'a regular expression': [/x/, 'context', /an instance of RegExp/],
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
    'a key that is no name': [{ 'x y': { 0: () => 0 } }, 'context["x y"]["0"]', /a function/],
    'an object that contains itself': [cyclic, 'context.peers[0].owner', /contains it/],
    'a map that contains itself': [ring, 'context.get(1)[0]', /contains it/],
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
