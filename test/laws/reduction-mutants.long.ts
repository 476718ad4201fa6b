import { describe, expect, it } from 'vitest';
import { checkerWith } from '../support/mutants/checker.ts';
import { allCases } from '../support/reductions/cases.ts';
import { mutants } from '../support/reductions/mutants.ts';
import { isRight } from '../support/reductions/right.ts';

describe('the checker', () => {
  it.each(mutants.filter(({ spared }) => spared === undefined))(
    'is wrong without the condition $drops',
    async (mutant) => {
      const checker = await checkerWith(mutant.drops, mutant);
      const missing = allCases.filter(({ title }) => new RegExp(`^${mutant.killedBy}`).test(title));
      expect(missing.length, 'cases that may miss it').toBeGreaterThan(0);
      expect(missing.every((each) => isRight(checker, each))).toBe(false);
    },
  );
});
