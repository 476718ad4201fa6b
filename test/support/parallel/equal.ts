import { type AnyModel, type InstanceOptions, instantiate } from '../../../src/index.ts';
import type { Outcome } from '../../../src/search/outcome.ts';
import { handOf } from '../../../src/search/parallel/hand.ts';
import { Search } from '../../../src/search/search.ts';
import type { SearchOptions } from '../../../src/search/settings.ts';
import { LocalCrew, SMALL, type Turn } from './local-crew.ts';

/** The parts of the checker that search, as they are or with a change. */
export interface Searcher {
  readonly Search: typeof Search;
  readonly handOf: typeof handOf;
  readonly instantiate: typeof instantiate;
}

export const searcher: Searcher = { Search, handOf, instantiate };

/** How several threads search. */
export interface Manner {
  readonly workers: number;
  readonly turn: Turn;
  /** States from which on the others join. */
  readonly from: number;
}

/** What must be the same however many threads search: all but time, memory, and how much was looked up or run. */
function whatCounts(outcome: Outcome): unknown {
  const { complete, ending, properties, bounds, fairness, statistics } = outcome;
  const { distinctStates, transitions, depth, frontier, capacityHits, cuts, throwing, sizes } = statistics;
  const numbers = { distinctStates, transitions, depth, frontier, capacityHits, cuts };
  // What a search was ahead of its end when it ended, others may have been further ahead of.
  return {
    complete,
    ending,
    properties,
    bounds,
    fairness,
    numbers,
    throwing,
    sizes: complete ? sizes : null,
  };
}

/** What a search finds: the outcome, and the path to its last state; or how it fails. */
export interface Found {
  readonly found: unknown;
  readonly walk: readonly number[] | null;
}

export function foundBy(search: () => Search): Found {
  try {
    const searching = search();
    while (!searching.advance(1000));
    if (searching.failure !== null) throw new Error(searching.failure);
    return { found: whatCounts(searching.outcome()), walk: searching.walk() };
  } catch (error) {
    return { found: error instanceof Error ? error.message : error, walk: null };
  }
}

const NEVER = Number.POSITIVE_INFINITY;

/** What one thread finds, and what several find without the core. */
export function aloneAndTogether(
  model: AnyModel,
  choice: InstanceOptions,
  options: SearchOptions,
  { workers, turn, from }: Manner,
  { Search, handOf, instantiate }: Searcher = searcher,
): { readonly alone: Found; readonly together: Found; readonly crew: LocalCrew } {
  const make = () => instantiate(model, choice);
  const crew = new LocalCrew(Array.from({ length: workers - 1 }, make), turn, from, SMALL, handOf);
  return {
    together: foundBy(() => new Search(make(), { ...options, hiring: crew, coreFrom: NEVER })),
    alone: foundBy(() => new Search(make(), options)),
    crew,
  };
}
