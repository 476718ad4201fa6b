import { describe, expect, it } from 'vitest';
import { Interner } from '../../../src/tables/interner.ts';

describe('Interner', () => {
  it('numbers values in order of first sight', () => {
    const letters = new Interner<string>();
    expect(['b', 'a', 'b', 'c'].map((text) => letters.intern(text, () => text))).toEqual([0, 1, 0, 2]);
    expect(letters.size).toBe(3);
    expect(letters.value(1)).toBe('a');
  });

  it('makes a value only when its text is new', () => {
    const values = new Interner<object>();
    const first = values.intern('x', () => ({}));
    const again = values.intern('x', () => {
      throw new Error('made twice');
    });
    expect(values.value(again)).toBe(values.value(first));
  });

  it('refuses an id that it has not given', () => {
    expect(() => new Interner<string>().value(0)).toThrow('no value is interned under the id 0');
  });
});
