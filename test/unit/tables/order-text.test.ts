import { describe, expect, it } from 'vitest';
import { orderText } from '../../../src/tables/order-text.ts';

describe('the text that data are put in order by', () => {
  it('does not depend on the order in which keys were written, at any level', () => {
    expect(orderText({ b: [{ d: -0, c: 'x' }], a: null, 10: 1, 9: 2 })).toBe(
      '{"10":1,"9":2,"a":null,"b":[{"c":"x","d":-0}]}',
    );
  });
});
