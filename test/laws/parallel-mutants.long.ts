import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changedModule } from '../support/mutants/checker.ts';
import { limits, manner, subjects } from '../support/parallel/cases.ts';
import { aloneAndTogether, type Searcher, searcher } from '../support/parallel/equal.ts';
import { mutants } from '../support/parallel/mutants.ts';

/** Cases by which mutants are told from the checker as it is. */
const cases = Object.values(subjects).flatMap((sort) =>
  fc.sample(fc.tuple(sort, manner, limits), { numRuns: 40, seed: 7 }),
);

/** They take longer than all other long tests together, so they are run where that is asked for. */
const asked = process.env.ALLWAYS_MUTANTS === 'all';

describe.skipIf(!asked)(
  'several threads together (mutants of it are tried where ALLWAYS_MUTANTS is all)',
  () => {
    it('find what one finds', () => {
      expect(cases.filter((each) => !isEqual(searcher, each))).toEqual([]);
    });

    it.each(mutants)('find something else without the condition $drops', async (mutant) => {
      const changed = await searcherWith(mutant);
      expect(cases.some((each) => !isEqual(changed, each))).toBe(true);
    });
  },
);

function isEqual(by: Searcher, [{ model, options }, how, limit]: (typeof cases)[number]): boolean {
  try {
    const { alone, together } = aloneAndTogether(model, options, limit, how, by);
    return isDeepStrictEqual(together, alone);
  } catch {
    // A model that makes no sense tells nothing.
    return true;
  }
}

const ENTRY = `
export { instantiate } from './composition/instantiate.ts';
export { handOf } from './search/parallel/hand.ts';
export { Search } from './search/search.ts';
`;

/** The parts of the checker that search, with a change. */
async function searcherWith({ drops, ...change }: (typeof mutants)[number]): Promise<Searcher> {
  return (await changedModule(drops, change, ENTRY)) as Searcher;
}
