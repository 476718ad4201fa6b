import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bytes, count, counted, cut, hanging, listed, seconds, wrap } from '../../../src/report/text.ts';

describe('text', () => {
  it('wraps at blanks, or before a bracket where a word is too long', () => {
    expect(wrap('one two three', 7)).toEqual(['one two', 'three']);
    expect(wrap('PREPARE(round=1)', 12)).toEqual(['PREPARE', '(round=1)']);
    expect(wrap('abcdefgh', 3)).toEqual(['abc', 'def', 'gh']);
    expect(wrap('', 10)).toEqual(['']);
  });

  it('loses nothing but blanks when it wraps', () => {
    fc.assert(
      fc.property(fc.string(), fc.integer({ min: 1, max: 30 }), (text, width) => {
        const lines = wrap(text, width);
        expect(lines.join('').replace(/\s/g, '')).toBe(text.replace(/\s/g, ''));
        expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(width);
      }),
    );
  });

  it('indents what hangs below a head', () => {
    expect(hanging('- ', 'a b', 3)).toEqual(['- a', '  b']);
  });

  it('cuts with an ellipsis', () => {
    expect([cut('abc', 3), cut('abcd', 3), cut('abc', 0)]).toEqual(['abc', 'ab…', '']);
  });

  it('writes numbers for people', () => {
    expect([count(999), count(13_100_000), counted(1, 'state'), counted(2, 'state')]).toEqual([
      '999',
      '13,100,000',
      '1 state',
      '2 states',
    ]);
    expect([bytes(999), bytes(1500), bytes(512e6), bytes(2.5e9)]).toEqual([
      '999 B',
      '1.5 kB',
      '512 MB',
      '2.5 GB',
    ]);
    expect([seconds(0.1234), seconds(12.34), seconds(123.4)]).toEqual(['0.12 s', '12.3 s', '123 s']);
    expect([listed([]), listed(['a']), listed(['a', 'b']), listed(['a', 'b', 'c'], 'or')]).toEqual([
      '',
      'a',
      'a and b',
      'a, b or c',
    ]);
  });
});
