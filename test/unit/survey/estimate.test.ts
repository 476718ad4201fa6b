import { describe, expect, it } from 'vitest';
import twoPhaseCommit from '../../../machines/toys/two-phase-commit/model.ts';
import { instantiate } from '../../../src/index.ts';
import { Search } from '../../../src/search/search.ts';
import { estimateOf } from '../../../src/survey/estimate.ts';
// How many states each level has, in searches of all models here with 1,000 to 400,000 states: by default, in each variant, and some larger.
import sizes from './level-sizes.json' with { type: 'json' };

/** Levels whose growth falls in a straight line. */
const levels = (slope: number) => {
  const sizes: number[] = [];
  for (let [log, growth] = [0, 2]; log >= 0 && sizes.length < 60; growth -= slope) {
    sizes.push(Math.exp(log));
    log += growth;
  }
  return sizes;
};

const sum = (numbers: readonly number[]) => numbers.reduce((all, number) => all + number, 0);

describe('an estimate', () => {
  it('is a range around what there is where growth falls in a straight line, from the middle on', () => {
    const all = levels(0.1);
    for (let known = 20; known < all.length; known += 3) {
      const some = all.slice(0, known);
      const { least, most } = estimateOf(some, sum(some)) ?? { least: 0, most: 0 };
      expect(least).toBeLessThanOrEqual(sum(all));
      expect(least).toBeGreaterThan(sum(some));
      expect(most ?? 0).toBeGreaterThan(sum(all));
    }
  });

  it('holds the true number in 94 of 100 beginnings of the searches of this repository', () => {
    let tried = 0;
    let held = 0;
    let open = 0;
    for (const all of Object.values(sizes)) {
      for (let known = 1; known <= all.length; known++) {
        const some = all.slice(0, known);
        const share = sum(some) / sum(all);
        const estimate = share < 0.02 || share > 0.8 ? null : estimateOf(some, sum(some));
        if (estimate === null) continue;
        tried++;
        const { least, most } = estimate;
        if (least <= sum(all) && (most ?? sum(all)) >= sum(all)) held++;
        if (most === null) open++;
      }
    }
    // As docs/large.md tells.
    expect({ tried, held, open }).toEqual({ tried: 1745, held: 1646, open: 975 });
  });

  it('sees no end where levels grow without end, and never tells less than is known', () => {
    const growing = levels(0);
    expect(estimateOf(growing, 1e9)).toEqual({ known: 1e9, least: 1e9, most: null });
    expect(estimateOf(levels(0.3), 1e30)?.least).toBe(1e30);
  });

  it('says nothing of few levels', () => {
    expect(estimateOf([1, 2, 4, 8, 16, 32], 63)).toBeNull();
  });

  it('holds the true number of a model, from a quarter of its states', () => {
    const search = new Search(instantiate(twoPhaseCommit, { set: { managers: 5 } }), { properties: [] });
    while (!search.advance(1000));
    const { distinctStates } = search.outcome().statistics;
    expect(sum(search.levels)).toBe(distinctStates);
    const some = search.levels.slice(0, 9);
    expect(sum(some)).toBeLessThan(distinctStates * 0.6);
    const { least, most } = estimateOf(some, sum(some)) ?? { least: 0, most: 0 };
    expect(least).toBeLessThanOrEqual(distinctStates);
    expect(most).toBeGreaterThanOrEqual(distinctStates);
  });
});
