import { describe, expect, it } from 'vitest';
import { check, instantiate, type SearchOptions } from '../../src/index.ts';
import type { ReductionCase } from '../support/reductions/building.ts';
import { allCases } from '../support/reductions/cases.ts';

function verdict({ model, property }: ReductionCase, options: SearchOptions) {
  const { properties } = check(instantiate(model), { ...options, properties: [property] });
  return properties.find(({ name }) => name === property)?.verdict;
}

describe('a reduction changes no verdict', () => {
  it.each(allCases)('where $title', (each) => {
    // Depth first, nothing sleeps.
    expect(verdict(each, { order: 'dfs' })).toBe(each.verdict);
    const reduce = each.reduce === null ? [] : [each.reduce];
    if (each.refused === null) expect(verdict(each, { reduce })).toBe(each.verdict);
    else expect(() => verdict(each, { reduce })).toThrow(each.refused);
  });
});
