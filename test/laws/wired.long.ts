import { expect, it } from 'vitest';
import { expectNaiveAgrees, forFreerWiredModels, forWiredModels } from '../support/wired-law.ts';

const RUNS = 2000;

it('the checker and the naive explorer agree on very many random models with channels, sessions and partitions', () => {
  const tally = forWiredModels(RUNS, expectNaiveAgrees);
  console.info(`channels: ${tally.used} of ${tally.drawn} models compared`, Object.fromEntries(tally.with));
  expect(tally.used).toBeGreaterThan(1000);
});

it('and on those whose endpoints crash, choose and wait besides', () => {
  const tally = forFreerWiredModels(RUNS, expectNaiveAgrees);
  console.info(`freer: ${tally.used} of ${tally.drawn} models compared`, Object.fromEntries(tally.with));
  expect(tally.used).toBeGreaterThan(1000);
});
