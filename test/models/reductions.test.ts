import { describe, expect, it } from 'vitest';
import * as checker from '../../src/index.ts';
import type { ReductionCase } from '../support/reductions/building.ts';
import { allCases } from '../support/reductions/cases.ts';
import { isRight } from '../support/reductions/right.ts';

/** What is said if nothing is left out, and nothing sleeps. */
function verdict({ model, property }: ReductionCase) {
  const { properties } = checker.check(checker.instantiate(model), { order: 'dfs', properties: [property] });
  return properties.find(({ name }) => name === property)?.verdict;
}

describe('a reduction changes no verdict', () => {
  it.each(allCases)('where $title', (each) => {
    expect(verdict(each)).toBe(each.verdict);
    expect(isRight(checker, each)).toBe(true);
  });
});
