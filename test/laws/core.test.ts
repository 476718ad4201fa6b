import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { inPlainSet, withAndWithout } from '../support/core.ts';
import { assertLaw, scaledForRare } from '../support/law.ts';
import { HelpingCrew, HelpingThreads } from '../support/parallel/helping-crew.ts';
import { lawModels } from '../support/project-models.ts';
import { modelSketch } from '../support/random-models/arbitrary.ts';
import { markedModel, markedSketch } from '../support/random-models/marked.ts';
import { choiceOf, roomyModelOf } from '../support/random-models/model.ts';
import { inPlainSets, type Looking } from '../support/random-models/plain-sets.ts';

const LOOKING: readonly Looking[] = ['nobody', 'the history', 'the history', 'the history and properties'];

const models = await lawModels();
const threads = new HelpingThreads(2);
afterAll(() => threads.end());

/** What helps a core, if it is helped. */
const crewIf = (isHelped: boolean) => (isHelped ? new HelpingCrew(threads) : undefined);

describe('with the core, a search finds what it finds without it', () => {
  it('on random models', () => {
    const drawn = fc.record({
      sketch: fc
        .tuple(modelSketch, fc.constantFrom<Looking>(...LOOKING))
        .map(([sketch, looking]) => inPlainSets(sketch, looking)),
      from: fc.constantFrom(1, 2, 10, 50),
      first: fc.boolean(),
      isHelped: fc.constantFrom(false, false, true),
    });
    let [used, all] = [0, 0];
    const law = fc.property(drawn, ({ sketch, from, first, isHelped }) => {
      const options = { maxStates: 400, first };
      const found = withAndWithout(roomyModelOf(sketch), choiceOf(sketch), options, from, crewIf(isHelped));
      expect(found.withCore).toEqual(found.without);
      all++;
      if (found.expanded() > 10) used++;
    });
    assertLaw(law, scaledForRare(400), ({ sketch }) => [
      { model: roomyModelOf(sketch), options: choiceOf(sketch) },
    ]);
    expect(used / all).toBeGreaterThan(0.2);
  });

  it('on random models whose messages change their marks', () => {
    const drawn = fc.record({
      sketch: markedSketch,
      from: fc.constantFrom(1, 3, 20),
      isHelped: fc.constantFrom(false, false, true),
    });
    let [used, all] = [0, 0];
    const law = fc.property(drawn, ({ sketch, from, isHelped }) => {
      const found = withAndWithout(
        inPlainSet(markedModel(sketch)),
        {},
        { maxStates: 600 },
        from,
        crewIf(isHelped),
      );
      expect(found.withCore).toEqual(found.without);
      all++;
      if (found.expanded() > 10) used++;
    });
    assertLaw(law, scaledForRare(200), ({ sketch }) => [
      { model: inPlainSet(markedModel(sketch)), options: {} },
    ]);
    expect(used / all).toBeGreaterThan(0.2);
  });

  it.each(models)('on $title, helped by others, too', ({ model, options }) => {
    const { withCore, without, expanded, helpedBy } = withAndWithout(model, options, {}, 1);
    expect(withCore).toEqual(without);
    if (expanded() > 0) expect(helpedBy(new HelpingCrew(threads))).toEqual(without);
  });
});
