import { check, instantiate, variantNames } from 'allways';
import { describe, expect, it } from 'vitest';
import model from '../../machines/tcp-close/model.ts';

/** The properties of stale segments that are violated, with room for two. */
function staleIn(variant: string, timeWait: number): readonly string[] {
  const { ending, properties } = check(instantiate(model, { variant, set: { timeWait, capacity: 2 } }));
  expect(ending).toBe('exhausted');
  return properties
    .filter(({ name, verdict }) => name.startsWith('no stale') && verdict === 'violated')
    .map(({ name }) => name);
}

describe('waiting longer', () => {
  it.each(variantNames(model))(
    'never lets in what a shorter TIME_WAIT kept out (%s, room for two)',
    (variant) => {
      const found = [0, 1, 2, 3, 4].map((timeWait) => staleIn(variant, timeWait));
      for (const [i, longer] of found.slice(1).entries()) {
        expect(found[i]).toEqual(expect.arrayContaining([...longer]));
      }
    },
  );
});
