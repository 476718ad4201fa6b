import { describe, expect, it } from 'vitest';
import { type AnyModel, check, instantiate, type Outcome, Search } from '../../src/index.ts';
import { scaled } from '../support/law.ts';
import { forRandomModels } from '../support/random-models/run.ts';
import { summaryOf } from '../support/summary.ts';

const RUNS = scaled(80);

describe('a search gives the same', () => {
  it('counts, verdicts and paths when it is run again', () => {
    forRandomModels(RUNS, ({ model, options, outcome }) => {
      expect(timeless(check(instantiate(model, options)))).toEqual(timeless(outcome));
    });
  });

  it('counts, verdicts and paths whatever was searched before with the same instance', () => {
    forRandomModels(RUNS, ({ model, options, outcome }) => {
      const instance = instantiate(model, options);
      check(instance, { order: 'dfs' });
      check(instance, { order: 'random', seed: 7, walkLength: 50 });
      expect(found(check(instance))).toEqual(found(outcome));
    });
  });

  it('counts and paths when only 64 bits of each state are kept, and never says that a property holds', () => {
    forRandomModels(RUNS, ({ model, options, outcome }) => {
      const compacted = check(instantiate(model, options), { bitstate: 64 });
      expect(compacted.statistics.distinctStates).toBe(outcome.statistics.distinctStates);
      expect(compacted.statistics.transitions).toBe(outcome.statistics.transitions);
      const whole = outcome.properties.filter((property) => 'path' in property);
      expect(compacted.properties.filter((property) => 'path' in property)).toEqual(whole);
      const verdicts = compacted.properties.map(({ verdict }) => verdict);
      expect(verdicts.filter((verdict) => verdict === 'holds' || verdict === 'unreachable')).toEqual([]);
    });
  });

  it('verdicts and paths when the properties stand in another order', () => {
    forRandomModels(RUNS, ({ model, options, outcome }) => {
      const reversed = check(instantiate(withReversedProperties(model), options));
      expect(byName(reversed)).toEqual(byName(outcome));
      expect(reversed.statistics.transitions).toBe(outcome.statistics.transitions);
    });
  });

  it('verdict and path of a property when the others are not checked', () => {
    forRandomModels(RUNS, ({ model, options, instance, outcome }) => {
      for (const { name } of instance.properties) {
        const alone = byName(check(instantiate(model, options), { properties: [name] }));
        expect(alone.get(name)).toEqual(byName(outcome).get(name));
      }
    });
  });

  it('counts and verdicts depth first as breadth first', () => {
    forRandomModels(RUNS, ({ model, options, outcome }) => {
      const depthFirst = check(instantiate(model, options), { order: 'dfs' });
      expect(withoutLengths(depthFirst)).toEqual(withoutLengths(outcome));
    });
  });
});

describe('a random walk', () => {
  it('takes the same path for the same seed', () => {
    forRandomModels(RUNS, ({ model, options }) => {
      const walk = (seed: number) => {
        const search = new Search(instantiate(model, options), { order: 'random', seed, walkLength: 40 });
        while (!search.advance(1000));
        return { path: search.walk(), ...found(search.outcome()) };
      };
      expect(walk(3)).toEqual(walk(3));
    });
  });
});

/** An outcome without what depends on the clock. */
function timeless({ statistics, ...rest }: Outcome) {
  return { ...rest, statistics: { ...statistics, seconds: 0, statesPerSecond: 0 } };
}

/** Counts, verdicts and paths. */
function found(outcome: Outcome) {
  return { ...summaryOf(outcome), properties: outcome.properties };
}

function byName({ properties }: Outcome) {
  return new Map(properties.map((property) => [property.name, property]));
}

function withoutLengths(outcome: Outcome) {
  const { properties, ...counts } = summaryOf(outcome);
  return { ...counts, verdicts: properties.map(({ name, verdict }) => [name, verdict]) };
}

function withReversedProperties(model: AnyModel): AnyModel {
  const { properties } = model;
  if (typeof properties === 'function') throw new Error('a list of properties was expected');
  return { ...model, properties: properties.toReversed() };
}
