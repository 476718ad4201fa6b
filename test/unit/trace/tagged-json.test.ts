import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalText } from '../../../src/tables/plain-data.ts';
import { fromTaggedJson, taggedJson } from '../../../src/trace/tagged-json.ts';
import { anyData, looksSame } from '../tables/kinds/samples.ts';

describe('tagged JSON', () => {
  it('writes what JSON has as it is, and the rest under a tag', () => {
    const error = Object.assign(new TypeError('no', { cause: 1n }), { code: 4 });
    const context = {
      none: undefined,
      numbers: [1, -0, Number.NaN, Number.NEGATIVE_INFINITY],
      since: new Date(0),
      never: new Date(Number.NaN),
      peers: new Map<unknown, unknown>([['b', new Set([2])]]),
      bytes: new Uint8Array([1, 2]),
      error,
      bare: Object.assign(Object.create(null), { a: 1 }),
    };
    expect(taggedJson(context)).toEqual({
      none: { $undefined: true },
      numbers: [1, { $number: '-0' }, { $number: 'NaN' }, { $number: '-Infinity' }],
      since: { $date: '1970-01-01T00:00:00.000Z' },
      never: { $date: null },
      peers: { $map: [['b', { $set: [2] }]] },
      bytes: { $array: ['Uint8Array', [1, 2]] },
      error: { $error: { class: 'TypeError', message: 'no', cause: { $bigint: '1' }, added: { code: 4 } } },
      bare: { $bare: { a: 1 } },
    });
  });

  it('tells objects that have a key like a tag from what the tag says', () => {
    expect(taggedJson({ $map: [] })).toEqual({ $$map: [] });
    expect(taggedJson({ $$map: [] })).toEqual({ $$$map: [] });
    expect(taggedJson({ $map: [], $set: [] })).toEqual({ $map: [], $set: [] });
    expect(fromTaggedJson({ $price: 1 })).toEqual({ $price: 1 });
  });

  it('leads back to the same data, by way of text', () => {
    const data = fc.property(anyData, (value) => {
      const back = fromTaggedJson(JSON.parse(JSON.stringify(taggedJson(value))));
      expect(looksSame(back, value)).toBe(true);
    });
    fc.assert(data, { numRuns: 1000 });
  });

  it('says what cannot stand behind a tag', () => {
    for (const json of [
      { $map: 1 },
      { $map: [[1]] },
      { $number: 1 },
      { $array: ['Buffer', []] },
      { $error: {} },
    ])
      expect(() => fromTaggedJson(json)).toThrow(TypeError);
  });

  it('is made of what is shown to predicates, too', () => {
    expect(canonicalText(taggedJson(new Uint8Array([1])))).toBe('{"$array":["Uint8Array",[1]]}');
  });
});
