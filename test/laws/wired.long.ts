import { expect, it } from 'vitest';
import { expectNaiveAgrees, forFreerWiredModels, forWiredModels } from '../support/wired-law.ts';

/** So many models are compared, however many more are drawn. */
const RUNS = 1200;

it('the checker and the naive explorer agree on very many random models with channels, sessions and partitions', () => {
  const tally = forWiredModels(RUNS, expectNaiveAgrees);
  console.info(`channels: ${tally.used} of ${tally.drawn} models compared`, Object.fromEntries(tally.with));
  expect(tally.used).toBeGreaterThanOrEqual(1000);
});

it('and on those whose endpoints crash, choose and wait besides', () => {
  const tally = forFreerWiredModels(RUNS, expectNaiveAgrees);
  console.info(`freer: ${tally.used} of ${tally.drawn} models compared`, Object.fromEntries(tally.with));
  expect(tally.used).toBeGreaterThanOrEqual(1000);
  for (const kind of ['crashes', 'choices', 'what blocks', 'channels', 'partitions'])
    expect(tally.with.get(kind) ?? 0, kind).toBeGreaterThan(tally.used / 20);
  expect(tally.with.get('crashes, choices and channels together') ?? 0).toBeGreaterThan(tally.used / 20);
});
