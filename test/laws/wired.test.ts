import { expect, it } from 'vitest';
import { isInFull, scaled } from '../support/law.ts';
import { expectNaiveAgrees, forFreerWiredModels, forWiredModels } from '../support/wired-law.ts';

it('the checker and the naive explorer agree on random models with channels, sessions and partitions', () => {
  const tally = forWiredModels(scaled(120), expectNaiveAgrees);
  expect(tally.used / tally.drawn).toBeGreaterThan(0.3);
  // Of few models, the shares are a matter of chance.
  if (!isInFull) return;
  for (const [kind, least] of Object.entries(LEAST_SHARES)) {
    expect((tally.with.get(kind) ?? 0) / tally.used, `share of ${kind}`).toBeGreaterThan(least);
  }
});

it('and on those whose endpoints crash, choose and wait besides', () => {
  const tally = forFreerWiredModels(scaled(40), expectNaiveAgrees);
  expect(tally.used / tally.drawn).toBeGreaterThan(0.3);
});

/** Shares of the random models, so that their agreement means something. */
const LEAST_SHARES: Readonly<Record<string, number>> = {
  channels: 0.5,
  'channels of different order': 0.05,
  'sets beside multisets': 0.04,
  'what blocks': 0.2,
  'full channels': 0.05,
  'time that is held': 0.01,
  'links that go down': 0.4,
  'links that come up again': 0.3,
  'sessions that tell': 0.02,
  partitions: 0.25,
  'more than 20 states': 0.3,
  deadlocks: 0.1,
};
