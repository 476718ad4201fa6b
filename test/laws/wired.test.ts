import { expect, it } from 'vitest';
import { scaled } from '../support/law.ts';
import { expectNaiveAgrees, forWiredModels } from '../support/wired-law.ts';

it('the checker and the naive explorer agree on random models with channels, sessions and partitions', () => {
  const tally = forWiredModels(scaled(300), expectNaiveAgrees);
  expect(tally.used / tally.drawn).toBeGreaterThan(0.5);
  for (const [kind, least] of Object.entries(LEAST_SHARES)) {
    expect((tally.with.get(kind) ?? 0) / tally.used, `share of ${kind}`).toBeGreaterThan(least);
  }
});

const LEAST_SHARES: Readonly<Record<string, number>> = {
  channels: 0.5,
};
