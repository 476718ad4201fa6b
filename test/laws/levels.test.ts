import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type AnyModel,
  check,
  type InstanceOptions,
  instantiate,
  ModelError,
  type Outcome,
} from '../../src/index.ts';
import { isLiveness } from '../../src/language/property.ts';
import { assertSlowLaw, isInFull, scaled } from '../support/law.ts';
import { type LevelManner, searchedByLevels } from '../support/levels/by-levels.ts';
import { type Subject, subjects } from '../support/parallel/cases.ts';
import { lawModels } from '../support/project-models.ts';
import { freerModelOf, freerSketch } from '../support/random-models/freer.ts';
import { choiceOf } from '../support/random-models/model.ts';
import { wiredModelOf, wiredSketch } from '../support/random-models/wired.ts';

const models = await lawModels();

/** States beyond which a random model is left alone. */
const MOST = 600;

const manner: fc.Arbitrary<LevelManner> = fc.record({
  workers: fc.constantFrom(1, 2, 3),
  batch: fc.constantFrom(1, 5, 1000),
  forgets: fc.constantFrom(1, 3, 1000),
  breaksOff: fc.constantFrom(-1, 1, 4),
});

const families: Readonly<Record<string, fc.Arbitrary<Subject>>> = {
  'of all sorts': subjects.any,
  'with a history and marks': subjects.marked,
  'with channels, sessions and partitions': wiredSketch.map((sketch) => ({
    model: wiredModelOf(sketch),
    options: choiceOf(sketch.model),
  })),
  'with crashes and choices': freerSketch.map((sketch) => ({ model: freerModelOf(sketch), options: {} })),
};

describe('a search by levels, of states that are known by name, finds what one in memory finds', () => {
  it.each(Object.entries(families))('in random models %s', async (_, family) => {
    const seen = new Map<string, number>();
    const law = fc.asyncProperty(fc.tuple(family, manner, fc.boolean()), async ([subject, how, first]) => {
      const ending = await expectEqual(subject.model, subject.options, { first }, how);
      seen.set(ending, (seen.get(ending) ?? 0) + 1);
    });
    const runs = isInFull ? 1000 : scaled(75);
    await assertSlowLaw(law, runs, ([subject]) => [subject]);
    const used = runs - (seen.get('left alone') ?? 0);
    expect(used, 'models that were compared').toBeGreaterThan(runs / 4);
    expect(seen.get('exhausted') ?? 0).toBeGreaterThan(0);
  });

  it.each(models)('in $title', async ({ model, options }) => {
    const how = { workers: 2, batch: 50, forgets: 7, breaksOff: 3 };
    for (const first of [false, true]) await expectEqual(model, options, { first }, how, 3000);
  });
});

/** Makes sure that both find the same. Returns how they ended, or that the model was left alone. */
async function expectEqual(
  model: AnyModel,
  options: InstanceOptions,
  limits: { readonly first: boolean },
  how: LevelManner,
  most = MOST,
): Promise<string> {
  const properties = safetyOf(model, options);
  if (properties === null) return 'left alone';
  const inMemory = outcomeOf(() =>
    check(instantiate(model, options), { ...limits, properties, maxStates: most }),
  );
  if (typeof inMemory !== 'string' && inMemory.ending === 'max-states') return 'left alone';
  const byLevels = await settled(searchedByLevels(model, options, { ...limits, properties }, how));
  expect(factsOf(byLevels)).toEqual(factsOf(inMemory));
  return typeof inMemory === 'string' ? 'refused' : inMemory.ending;
}

/** The names of the properties that paths decide; null if the model is refused as it stands. */
function safetyOf(model: AnyModel, options: InstanceOptions): readonly string[] | null {
  try {
    const { properties } = instantiate(model, options);
    return properties.filter((property) => !isLiveness(property)).map(({ name }) => name);
  } catch (error) {
    if (error instanceof ModelError) return null;
    throw error;
  }
}

function outcomeOf(search: () => Outcome): Outcome | string {
  try {
    return search();
  } catch (error) {
    if (error instanceof ModelError) return error.message;
    throw error;
  }
}

async function settled(search: Promise<Outcome>): Promise<Outcome | string> {
  return search.catch((error: unknown) => {
    if (error instanceof ModelError) return error.message;
    throw error;
  });
}

/** All that must be equal: not the time, the memory, the calls of XState, nor what it was that was never in a state. */
function factsOf(outcome: Outcome | string) {
  if (typeof outcome === 'string') return outcome;
  const { ending, complete, properties, statistics, bounds } = outcome;
  const { distinctStates, transitions, depth, frontier, capacityHits, cuts, beyond, throwing } = statistics;
  return {
    ending,
    complete,
    properties,
    bounds,
    counts: { distinctStates, transitions, depth, frontier, capacityHits, cuts, beyond },
    throwing,
  };
}
