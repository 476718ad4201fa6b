import { describe, expect, it } from 'vitest';
import { compareAll, livingModels, shareOf, walkingModels } from '../support/liveness/laws.ts';

/** `npm run test:long` takes many more (liveness.long.ts). */
const RUNS = 30;

describe('the search for fair cycles and the naive checker agree', () => {
  it('on random models, claims and assumptions of fairness', () => {
    const seen = compareAll(livingModels, RUNS);
    expect(seen.length).toBeGreaterThan(RUNS / 2);
    expect(shareOf(seen, ({ verdict }) => verdict === 'holds')).toBeGreaterThan(0.1);
    expect(shareOf(seen, ({ verdict }) => verdict === 'violated')).toBeGreaterThan(0.1);
  });

  it('on random graphs with weak and strong fairness', () => {
    const seen = compareAll(walkingModels, RUNS);
    expect(seen.length).toBeGreaterThan(RUNS);
    expect(shareOf(seen, ({ verdict }) => verdict === 'holds')).toBeGreaterThan(0.1);
    expect(shareOf(seen, ({ cycle }) => (cycle ?? 0) > 1)).toBeGreaterThan(0.05);
  });
});
