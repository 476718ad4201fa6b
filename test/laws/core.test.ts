import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AnyModel, type InstanceOptions, instantiate } from '../../src/index.ts';
import { Search } from '../../src/search/search.ts';
import type { SearchOptions } from '../../src/search/settings.ts';
import { assertLaw, scaledForRare } from '../support/law.ts';
import { foundBy } from '../support/parallel/equal.ts';
import { lawModels } from '../support/project-models.ts';
import { modelSketch } from '../support/random-models/arbitrary.ts';
import { choiceOf, roomyModelOf } from '../support/random-models/model.ts';
import { inPlainSets, type Looking } from '../support/random-models/plain-sets.ts';

const LOOKING: readonly Looking[] = ['nobody', 'the history', 'the history', 'the history and properties'];

const NEVER = Number.POSITIVE_INFINITY;

const models = await lawModels();

/** What a search finds with the core from so many states on, and without it; and how many states the core expands. */
function withAndWithout(model: AnyModel, choice: InstanceOptions, options: SearchOptions, coreFrom: number) {
  const searches: Search[] = [];
  const found = (from: number) =>
    foundBy(() => {
      const search = new Search(instantiate(model, choice), { ...options, coreFrom: from });
      searches.push(search);
      return search;
    });
  return {
    withCore: found(coreFrom),
    expanded: () => searches[0]?.expandedByCore ?? 0,
    without: found(NEVER),
  };
}

describe('with the core, a search finds what it finds without it', () => {
  it('on random models', () => {
    const drawn = fc.record({
      sketch: fc
        .tuple(modelSketch, fc.constantFrom<Looking>(...LOOKING))
        .map(([sketch, looking]) => inPlainSets(sketch, looking)),
      from: fc.constantFrom(1, 2, 10, 50),
      first: fc.boolean(),
    });
    let [used, all] = [0, 0];
    const law = fc.property(drawn, ({ sketch, from, first }) => {
      const options = { maxStates: 400, first };
      const found = withAndWithout(roomyModelOf(sketch), choiceOf(sketch), options, from);
      expect(found.withCore).toEqual(found.without);
      all++;
      if (found.expanded() > 10) used++;
    });
    assertLaw(law, scaledForRare(400), ({ sketch }) => [
      { model: roomyModelOf(sketch), options: choiceOf(sketch) },
    ]);
    expect(used / all).toBeGreaterThan(0.2);
  });

  it.each(models)('on $title', ({ model, options }) => {
    const { withCore, without } = withAndWithout(model, options, {}, 1);
    expect(withCore).toEqual(without);
  });
});
