import { describe, expect, it } from 'vitest';
import type * as Checker from '../../src/index.ts';
import { checkerWith } from '../support/mutants/checker.ts';
import type { ReductionCase } from '../support/reductions/building.ts';
import { allCases } from '../support/reductions/cases.ts';
import { mutants } from '../support/reductions/mutants.ts';

describe('the checker', () => {
  it.each(mutants)('is wrong without the condition $drops', async (mutant) => {
    const checker = await checkerWith(mutant.drops, mutant);
    const missing = allCases.filter(({ title }) => title.startsWith(mutant.killedBy));
    expect(missing.length, 'cases that may miss it').toBeGreaterThan(0);
    expect(missing.every((each) => isRight(checker, each))).toBe(false);
  });
});

/** Whether a checker says of a case what is right. */
function isRight(
  { check, instantiate }: typeof Checker,
  { model, property, reduce, refused, verdict }: ReductionCase,
): boolean {
  const asked = reduce === null ? [] : [reduce];
  try {
    const { properties } = check(instantiate(model), { reduce: asked, properties: [property] });
    return refused === null && properties.find(({ name }) => name === property)?.verdict === verdict;
  } catch (error) {
    return refused?.test(String(error)) ?? false;
  }
}
