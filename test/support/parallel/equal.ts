import { expect } from 'vitest';
import type { Instance } from '../../../src/index.ts';
import type { Outcome } from '../../../src/search/outcome.ts';
import { Search } from '../../../src/search/search.ts';
import type { SearchOptions } from '../../../src/search/settings.ts';
import { LocalCrew, type Turn } from './local-crew.ts';

/** What must be the same however many threads search: all but time, memory, and how much was looked up or run. */
export function whatCounts(outcome: Outcome): unknown {
  const { complete, ending, properties, bounds, fairness, statistics } = outcome;
  const { distinctStates, transitions, depth, frontier, capacityHits, cuts, throwing, sizes } = statistics;
  return {
    complete,
    ending,
    properties,
    bounds,
    fairness,
    distinctStates,
    transitions,
    depth,
    frontier,
    capacityHits,
    cuts,
    throwing,
    sizes: complete ? sizes : null,
  };
}

/** Searches alone. */
export function alone(instance: Instance, options: SearchOptions): Search {
  const search = new Search(instance, options);
  while (!search.advance(1000));
  return search;
}

/** Searches with others, and makes sure that it finds what one finds alone. */
export function expectSameTogether(
  make: () => Instance,
  options: SearchOptions,
  workers: number,
  turn: Turn,
  from = 2,
): LocalCrew {
  const others = Array.from({ length: workers - 1 }, make);
  const crew = new LocalCrew(others, turn, from);
  const together = new Search(make(), { ...options, hiring: crew });
  while (!together.advance(1000));
  const one = alone(make(), options);
  expect(together.failure).toBeNull();
  expect(whatCounts(together.outcome())).toEqual(whatCounts(one.outcome()));
  expect(together.walk()).toEqual(one.walk());
  return crew;
}
