import { describe, expect, it } from 'vitest';
import { scaled } from '../support/law.ts';
import { compareAll, livingModels, shareOf, walkingModels, wiredModels } from '../support/liveness/laws.ts';

const RUNS = scaled(1200);

describe('the search for fair cycles and the naive checker agree', () => {
  it('on very many random models, claims and assumptions of fairness', () => {
    const seen = compareAll(livingModels, RUNS);
    console.log(`liveness: ${seen.length} claims on models of endpoints`);
    expect(seen.length).toBeGreaterThan(RUNS);
    expect(shareOf(seen, ({ verdict }) => verdict === 'unknown')).toBeGreaterThan(0.03);
    expect(shareOf(seen, ({ cycle }) => (cycle ?? 0) > 1)).toBeGreaterThan(0.03);
  });

  it('on very many random models with channels, sessions and partitions', () => {
    const seen = compareAll(wiredModels, RUNS / 2);
    console.log(`liveness: ${seen.length} claims on models with channels`);
    expect(seen.length).toBeGreaterThan(RUNS / 3);
  });

  it('on very many random graphs with weak and strong fairness', () => {
    const seen = compareAll(walkingModels, RUNS);
    console.log(`liveness: ${seen.length} claims on graphs`);
    expect(seen.length).toBeGreaterThan(2 * RUNS);
    expect(shareOf(seen, ({ cycle }) => (cycle ?? 0) > 1)).toBeGreaterThan(0.05);
  });
});
