import { describe, expect, it } from 'vitest';
import { defineModel, instantiate } from '../../../../src/index.ts';
import { Search } from '../../../../src/search/search.ts';
import { threeCounters } from '../../../support/parallel/counters.ts';
import { LocalCrew } from '../../../support/parallel/local-crew.ts';

/** Three counters that count to ten, each for itself: 1331 states. */
const counters = defineModel({
  name: 'counters',
  parameters: {},
  build: () => ({
    endpoints: threeCounters(),
    network: { carries: [] },
    time: 'untimed',
  }),
  properties: ({ invariant }) => [
    invariant({
      name: 'not at the end',
      sentence: 'Some counter is not at its end.',
      holds: ({ endpoints: { a, b, c } }) => a.context.n + b.context.n + c.context.n < 30,
    }),
    // Undecided to the end, so that all states are searched.
    invariant({ name: 'true', sentence: 'Nothing is claimed.', holds: () => true }),
  ],
});

const make = () => instantiate(counters);

describe('a search that others join', () => {
  it('joins them once it is large enough, and says how many it is', () => {
    const crew = new LocalCrew([make(), make()], 'after', 100);
    const search = new Search(make(), { hiring: crew });
    while (!search.advance(1000));
    expect(crew.hasJoined).toBe(true);
    expect(search.outcome().statistics).toMatchObject({ distinctStates: 1331, transitions: 3630, depth: 30 });
  });

  it('does without them while it is small', () => {
    const crew = new LocalCrew([make()], 'after', 5000);
    const search = new Search(make(), { hiring: crew });
    while (!search.advance(1000));
    expect(crew.hasJoined).toBe(false);
    expect(search.workers).toBe(1);
  });

  it.each([
    ['a depth-first search', { order: 'dfs' }],
    ['hash compaction', { bitstate: 40 }],
    ['reductions', { reduce: ['partial-order'] }],
  ] as const)('does without them in %s', (_, options) => {
    const crew = new LocalCrew([make()], 'after', 2);
    const search = new Search(make(), { ...options, hiring: crew });
    while (!search.advance(1000));
    expect(crew.hasJoined).toBe(false);
  });

  it.each([1, 2, 5, 9, 20])(
    'goes on alone, and finds all the same, when they fail after %i phases',
    (phases) => {
      const crew = new FailingCrew([make()], phases);
      const search = new Search(make(), { hiring: crew });
      while (!search.advance(1000));
      expect(search.failure).toBe('it broke');
      expect(search.outcome().statistics).toMatchObject({
        distinctStates: 1331,
        transitions: 3630,
        depth: 30,
      });
      expect(search.outcome().properties[0]).toMatchObject({ verdict: 'violated' });
    },
  );
});

/** Others who do their share of so many phases, and no more. */
class FailingCrew extends LocalCrew {
  #left: number;

  constructor(instances: ConstructorParameters<typeof LocalCrew>[0], phases: number) {
    super(instances, 'after', 20);
    this.#left = phases;
  }

  override get failure(): string | null {
    return this.#left < 0 ? 'it broke' : null;
  }

  override isDone(): boolean {
    return this.#left-- > 0 && super.isDone();
  }
}
