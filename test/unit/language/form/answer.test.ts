import { describe, expect, it } from 'vitest';
import { ModelError } from '../../../../src/language/errors.ts';
import { answered } from '../../../../src/language/form/answer.ts';

/** A promise that is rejected, of which somebody else takes care. */
function rejected(): Promise<never> {
  const promise = Promise.reject(new Error('later'));
  promise.catch(() => {});
  return promise;
}

describe('an answer', () => {
  it('is true or false', () => {
    expect(answered('it', true)).toBe(true);
    expect(answered('it', false)).toBe(false);
  });

  it.each<[unknown, string]>([
    [Promise.resolve(false), 'it answers with a promise; it must answer true or false at once'],
    [rejected(), 'it answers with a promise'],
    [undefined, 'it answers with undefined; it must answer true or false'],
    [null, 'it answers with null; it must answer true or false'],
    [0, 'it answers with the number 0; it must answer true or false'],
    ['y', 'it answers with "y"; it must answer true or false'],
    [[], 'it answers with a list; it must answer true or false'],
    [{}, 'it answers with an object; it must answer true or false'],
  ])('is refused if it is none: %o', (value, message) => {
    expect(() => answered('it', value)).toThrow(ModelError);
    expect(() => answered('it', value)).toThrow(message);
  });
});
