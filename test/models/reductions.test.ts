import { describe, expect, it } from 'vitest';
import { check, instantiate, type ReductionName } from '../../src/index.ts';
import { type ReductionCase, wrongOnce } from '../support/reductions/cases.ts';

function verdict({ model, property }: ReductionCase, reduce: readonly ReductionName[]) {
  const { properties } = check(instantiate(model), { reduce, properties: [property] });
  return properties.find(({ name }) => name === property)?.verdict;
}

describe('a reduction changes no verdict', () => {
  it.each(wrongOnce)('of $title', (each) => {
    expect(verdict(each, [])).toBe(each.verdict);
    if (each.refused === null) expect(verdict(each, [each.reduce])).toBe(each.verdict);
    else expect(() => verdict(each, [each.reduce])).toThrow(each.refused);
  });
});
