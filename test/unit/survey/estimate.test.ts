import { describe, expect, it } from 'vitest';
import twoPhaseCommit from '../../../machines/toys/two-phase-commit/model.ts';
import { instantiate } from '../../../src/index.ts';
import { Search } from '../../../src/search/search.ts';
import { estimateOf } from '../../../src/survey/estimate.ts';

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
  it('is right where growth falls in a straight line, from any level on', () => {
    const all = levels(0.1);
    for (let known = 7; known < all.length; known += 5) {
      const some = all.slice(0, known);
      const { least, most } = estimateOf(some, sum(some)) ?? { least: 0, most: 0 };
      expect(least / sum(all)).toBeCloseTo(1, 2);
      expect((most ?? 0) / sum(all)).toBeGreaterThan(2.9);
    }
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
