import { describe, expect, it } from 'vitest';
import { ModelError } from '../../../src/language/errors.ts';
import { pureCall, purely } from '../../../src/language/pure.ts';

const impure: Record<string, () => unknown> = {
  'Math.random()': () => Math.random(),
  'Date.now()': () => Date.now(),
  'new Date()': () => new Date(),
  'Date()': () => Date(),
  'performance.now()': () => performance.now(),
  'crypto.randomUUID()': () => crypto.randomUUID(),
  'crypto.getRandomValues()': () => crypto.getRandomValues(new Uint8Array(1)),
};

describe('model code', () => {
  for (const [name, call] of Object.entries(impure)) {
    it(`is refused if it calls ${name}, by place and name, even where that is caught`, () => {
      const caught = () => {
        try {
          call();
        } catch {}
      };
      for (const run of [call, caught]) {
        expect(() => purely('property "p"', run)).toThrow(ModelError);
        expect(() => purely(() => 'property "p"', run)).toThrow(`property "p" uses ${name}; `);
      }
    });
  }

  it('may use dates that are given', () => {
    const run = () => [new Date(0).toISOString(), Date.UTC(1970), new Date(5) instanceof Date];
    expect(purely('p', run)).toEqual(['1970-01-01T00:00:00.000Z', 0, true]);
  });

  it('is told by the innermost place', () => {
    expect(() => purely('outer', () => purely('inner', () => Math.random()))).toThrow(
      'inner uses Math.random()',
    );
    expect(() => purely('outer', () => [purely('inner', () => 1), Math.random()])).toThrow(
      'outer uses Math.random()',
    );
  });

  it('leaves nothing behind, whatever it throws', () => {
    const holders = [Math, Object.getPrototypeOf(performance), Object.getPrototypeOf(crypto), globalThis];
    const state = () => holders.map((holder: object) => Object.getOwnPropertyDescriptors(holder));
    const before = [state()[0], state()[1], state()[2], globalThis.Date];
    expect(purely('p', () => 1)).toBe(1);
    expect(() =>
      purely('p', () => {
        throw new RangeError('mine');
      }),
    ).toThrow(new RangeError('mine'));
    expect(() => purely('p', () => Math.random())).toThrow(ModelError);
    expect([state()[0], state()[1], state()[2], globalThis.Date]).toEqual(before);
    expect(Object.hasOwn(performance, 'now')).toBe(false);
    for (const call of Object.values(impure)) expect(call).not.toThrow();
  });

  it('that changes what it is shown is told to make a copy', () => {
    const list = Object.freeze([2, 1]);
    expect(() => pureCall('property "p"', () => (list as number[]).sort())).toThrow(
      /^property "p" threw: .*; what a model is shown is frozen.* make a copy first/,
    );
  });
});
