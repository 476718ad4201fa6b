import { expect, it } from 'vitest';
import { scaled } from '../support/law.ts';
import { expectNaiveAgrees, forWiredModels } from '../support/wired-law.ts';

it('the checker and the naive explorer agree on random models with channels, sessions and partitions', () => {
  const tally = forWiredModels(scaled(150), expectNaiveAgrees);
  expect(tally.used / tally.drawn).toBeGreaterThan(0.4);
  for (const [kind, least] of Object.entries(LEAST_SHARES)) {
    expect((tally.with.get(kind) ?? 0) / tally.used, `share of ${kind}`).toBeGreaterThan(least);
  }
});

/** Shares of the random models, so that their agreement means something. */
const LEAST_SHARES: Readonly<Record<string, number>> = {
  channels: 0.5,
  'channels of different order': 0.08,
  'sets beside multisets': 0.08,
  'what blocks': 0.2,
  'full channels': 0.1,
  'time that is held': 0.02,
  'links that go down': 0.4,
  'links that come up again': 0.3,
  'sessions that tell': 0.03,
  partitions: 0.25,
  'more than 20 states': 0.3,
  deadlocks: 0.1,
};
