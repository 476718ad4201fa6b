import { describe, expect, it } from 'vitest';
import { ModelError } from '../../../src/language/errors.ts';
import { defaultsOf, oneOf, overriding, parseParameter } from '../../../src/language/parameters.ts';

const specs = {
  msl: 1,
  duplication: true,
  greeting: 'hello',
  order: oneOf('none', 'fifo'),
};
const defaults = { msl: 1, duplication: true, greeting: 'hello', order: 'none' };

describe('parameters', () => {
  it('have their defaults; a choice has its first', () => {
    expect(defaultsOf(specs)).toEqual(defaults);
  });

  it('are overridden by name, and the others stay', () => {
    expect(overriding(specs, defaults, { msl: 3, order: 'fifo' }, 'here')).toEqual({
      ...defaults,
      msl: 3,
      order: 'fifo',
    });
  });

  it('do not change the values that they override', () => {
    const base = { ...defaults };
    overriding(specs, base, { msl: 3 }, 'here');
    expect(base).toEqual(defaults);
  });
});

describe('a value of the wrong kind is refused with the place, the value and what it should be', () => {
  const refusals: [string, unknown, RegExp][] = [
    ['msl', '2', /^here: the parameter "msl" cannot be "2"; it is a number \(default 1\)$/],
    ['msl', Number.NaN, /cannot be null; it is a number/],
    ['duplication', 1, /cannot be 1; it is true or false$/],
    ['greeting', null, /cannot be null; it is a text \(default "hello"\)$/],
    ['order', 'lifo', /cannot be "lifo"; it is one of "none", "fifo"$/],
    ['order', undefined, /"order" cannot be/],
  ];
  for (const [name, value, message] of refusals) {
    it(`${name} = ${String(value)}`, () => {
      const override = () => overriding(specs, defaults, { [name]: value }, 'here');
      expect(override).toThrow(ModelError);
      expect(override).toThrow(message);
    });
  }
});

describe('an unknown parameter is refused', () => {
  const set = (name: string) => () => overriding(specs, defaults, { [name]: 1 }, 'variant "x"');

  it('with the nearest name', () => {
    expect(set('mls')).toThrow('variant "x": there is no parameter "mls"; did you mean "msl"?');
    expect(set('MSL')).toThrow('did you mean "msl"?');
  });

  it('with all names if none is near', () => {
    expect(set('windowScaleFactor')).toThrow('there are "msl", "duplication", "greeting", "order"');
  });

  it('in a model that has none', () => {
    expect(() => overriding({}, {}, { msl: 1 }, 'here')).toThrow('no parameter "msl"; there are none');
  });

  it('also by a name that every object has', () => {
    expect(set('constructor')).toThrow('no parameter "constructor"');
    expect(set('__proto__.x')).toThrow(ModelError);
  });
});

describe('parseParameter', () => {
  it('reads a text as what the parameter is', () => {
    expect(parseParameter(specs, 'msl', '20')).toBe(20);
    expect(parseParameter(specs, 'msl', '-1.5')).toBe(-1.5);
    expect(parseParameter(specs, 'duplication', 'false')).toBe(false);
    expect(parseParameter(specs, 'duplication', 'true')).toBe(true);
    expect(parseParameter(specs, 'greeting', '42')).toBe('42');
    expect(parseParameter(specs, 'greeting', '')).toBe('');
    expect(parseParameter(specs, 'order', 'fifo')).toBe('fifo');
  });

  it.each([
    ['msl', 'two'],
    ['msl', ''],
    ['msl', ' '],
    ['duplication', 'yes'],
    ['duplication', ''],
    ['order', 'FIFO'],
  ])('refuses %s=%j', (name, text) => {
    expect(() => parseParameter(specs, name, text)).toThrow(
      `--set: the parameter "${name}" cannot be ${JSON.stringify(text)}`,
    );
  });

  it('refuses an unknown parameter', () => {
    expect(() => parseParameter(specs, 'mls', '1')).toThrow('did you mean "msl"?');
  });
});
