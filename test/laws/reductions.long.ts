import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AnyModel, type InstanceOptions, REDUCTIONS, type ReductionName } from '../../src/index.ts';
import { assertLaw } from '../support/law.ts';
import { projectModels } from '../support/project-models.ts';
import { modelSketch } from '../support/random-models/arbitrary.ts';
import { falselySymmetric, falseSketch } from '../support/random-models/false-symmetry.ts';
import {
  type FreerWiredSketch,
  freerWiredModel,
  freerWiredSketch,
  looseFaultyModel,
  looseFaultySketch,
  symmetricFaultyModel,
  symmetricFaultySketch,
} from '../support/random-models/faults.ts';
import { looseModel, looseSketch } from '../support/random-models/loose.ts';
import { markedModel, markedSketch } from '../support/random-models/marked.ts';
import { choiceOf, modelOf, roomyModelOf } from '../support/random-models/model.ts';
import type { ModelSketch } from '../support/random-models/sketch.ts';
import { symmetricModel, symmetricSketch } from '../support/random-models/symmetric.ts';
import { compareReduced, falseClaim, type ReducedSearch } from '../support/reduced.ts';

const RUNS = 120;
const MOST_STATES = 1000;
const models = await projectModels();

describe('a reduction changes no verdict', () => {
  it.each(models)('of $title', (subject) => {
    for (const reduce of [...REDUCTIONS.map((name) => [name]), REDUCTIONS]) {
      compareReduced(subject, { reduce, maxStates: 100_000 });
    }
  });

  it('of random models that may lose messages', () => {
    expect(shareSaved(lossyModels, ['subsumption'])).toBeGreaterThan(0.12);
  });

  it('of random models without what depends on everything', () => {
    expect(shareSaved(orderlessModels, ['partial-order'])).toBeGreaterThan(0.05);
  });

  it.each(['bfs', 'dfs'] as const)('of loosely coupled random models, by %s', (order) => {
    expect(shareSaved(looseModels, ['partial-order'], order)).toBeGreaterThan(0.15);
    expect(shareSaved(looseModels, ['subsumption'], order)).toBeGreaterThan(0.05);
  });

  it.each(['bfs', 'dfs'] as const)(
    'of loosely coupled endpoints that crash, choose and wait, on channels, by %s',
    (order) => {
      expect(shareSaved(looseFaultyModels, ['partial-order'], order)).toBeGreaterThan(0.1);
      expect(shareSaved(looseFaultyModels, ['subsumption'], order)).toBeGreaterThan(0.05);
    },
  );

  it('of random models that crash, choose and wait, on channels', () => {
    expect(shareSaved(freeOrderlessModels, ['partial-order'])).toBeGreaterThan(0.05);
    expect(shareSaved(freeLossyModels, ['subsumption'])).toBeGreaterThan(0.05);
  });

  it.each(['bfs', 'dfs'] as const)('of random models in which marks are exchanged, by %s', (order) => {
    expect(shareSaved(markedModels, ['subsumption'], order)).toBeGreaterThan(0.05);
  });

  it.each(['bfs', 'dfs'] as const)('of random models of endpoints that are alike, by %s', (order) => {
    expect(shareSaved(symmetricModels, ['symmetry'], order)).toBeGreaterThan(0.5);
  });

  it.each(['bfs', 'dfs'] as const)(
    'of random models of endpoints that are alike, crash and have sessions, by %s',
    (order) => {
      expect(shareSaved(symmetricFaultyModels, ['symmetry'], order)).toBeGreaterThan(0.5);
    },
  );

  it('of such models, with all reductions', () => {
    expect(shareSaved(symmetricFaultyModels, REDUCTIONS)).toBeGreaterThan(0.5);
  });

  it.each([
    ['', symmetricModels],
    [' of such that crash and have sessions, too', symmetricFaultyModels],
  ] as const)('and most symmetries are proved%s', (_, models) => {
    const finished = searchesOf(models, ['symmetry'], 'bfs').filter(({ reduced }) => reduced.complete);
    const proved = finished.filter(({ reduced }) => reduced.statistics.reductions[0]?.counts.proved === 1);
    console.log(`symmetry: ${proved.length} of ${finished.length} finished searches are proved`);
    expect(proved.length / finished.length).toBeGreaterThan(0.5);
  });

  it('nor does a claim of symmetry that is false, unless it is refused, or said not to be proved', () => {
    const told = { refused: 0, sampled: 0, right: 0 };
    const law = fc.property(falseSketch, (sketch) => {
      const found = falseClaim({ model: falselySymmetric(sketch), options: {} }, MOST_STATES);
      for (const each of found) told[each]++;
    });
    assertLaw(law, 4 * RUNS, (sketch) => [{ model: falselySymmetric(sketch), options: {} }]);
    console.log(`false claims of symmetry, property by property: ${JSON.stringify(told)}`);
    expect(told.refused).toBeGreaterThan(RUNS);
    expect(told.sampled, 'claims that are only sampled are few').toBeLessThan(told.refused / 4);
  });

  it('of random models of endpoints that are alike, with all reductions', () => {
    expect(shareSaved(symmetricModels, REDUCTIONS)).toBeGreaterThan(0.5);
  });
});

interface Subject {
  readonly model: AnyModel;
  readonly options: InstanceOptions;
}

/** Networks that lose and keep no order: subsumption applies to no others. */
const lossyModels = modelSketch.map((sketch): Subject[] => {
  const network = { ...sketch.network, loss: true, fifo: false };
  return withRoom({ ...sketch, network });
});

/** Partial-order reduction applies to no others. */
const orderlessModels = modelSketch.map((sketch): Subject[] => {
  const assumptions = sketch.assumptions.filter(({ assume }) => assume === 'reliable');
  return withRoom({ ...sketch, timed: false, history: null, marks: null, assumptions });
});

const looseModels = looseSketch.map((sketch): Subject[] => [{ model: looseModel(sketch), options: {} }]);

const looseFaultyModels = looseFaultySketch.map((sketch): Subject[] => [
  { model: looseFaultyModel(sketch), options: {} },
]);

const freeLossyModels = freerWiredSketch.map(({ freer, wires }): Subject[] => {
  const model = { ...freer.model, network: { ...freer.model.network, loss: true, fifo: false } };
  return freed({ freer: { ...freer, model }, wires });
});

const freeOrderlessModels = freerWiredSketch.map(({ freer, wires }): Subject[] => {
  const assumptions = freer.model.assumptions.filter(({ assume }) => assume === 'reliable');
  const model = { ...freer.model, timed: false, history: null, marks: null, assumptions };
  return freed({ freer: { ...freer, model, crowded: null }, wires });
});

/** The model that a sketch describes, in which no assumption says what happens, or which states there are. */
function freed({ freer, wires }: FreerWiredSketch): Subject[] {
  const sketch = { freer: { ...freer, happens: null, beyond: null }, wires };
  return [{ model: freerWiredModel(sketch), options: choiceOf(freer.model) }];
}

const markedModels = markedSketch.map((sketch): Subject[] => [{ model: markedModel(sketch), options: {} }]);

const symmetricModels = symmetricSketch.map((sketch): Subject[] => [
  { model: symmetricModel(sketch), options: {} },
]);

const symmetricFaultyModels = symmetricFaultySketch.map((sketch): Subject[] => [
  { model: symmetricFaultyModel(sketch), options: {} },
]);

/** The share of searches that see fewer states, although they are not ended early; no verdict may differ. */
function shareSaved(
  arbitrary: fc.Arbitrary<readonly Subject[]>,
  reduce: readonly ReductionName[],
  order: 'bfs' | 'dfs' = 'bfs',
): number {
  const searches = searchesOf(arbitrary, reduce, order);
  const saved = searches.filter(
    ({ full, reduced }) => reduced.complete && statesOf(reduced) < statesOf(full),
  );
  console.log(
    `${reduce.join(' and ')}, ${order}: states left out in ${saved.length} of ${searches.length} searches`,
  );
  return saved.length / searches.length;
}

/** Searches of random models with reductions, and without. */
function searchesOf(
  arbitrary: fc.Arbitrary<readonly Subject[]>,
  reduce: readonly ReductionName[],
  order: 'bfs' | 'dfs',
): readonly ReducedSearch[] {
  const searches: ReducedSearch[] = [];
  const how = { reduce, order, oneByOne: true, maxStates: MOST_STATES };
  const law = fc.property(arbitrary, (subjects) => {
    for (const subject of subjects) searches.push(...compareReduced(subject, how));
  });
  assertLaw(law, RUNS, (subjects) => subjects);
  expect(searches.length).toBeGreaterThan(RUNS);
  return searches;
}

function statesOf({ statistics }: ReducedSearch['full']): number {
  return statistics.distinctStates;
}

/** The model that a sketch describes, and the same with room for any number of messages. */
function withRoom(sketch: ModelSketch): Subject[] {
  return [modelOf(sketch), roomyModelOf(sketch)].map((each) => ({ model: each, options: choiceOf(sketch) }));
}
