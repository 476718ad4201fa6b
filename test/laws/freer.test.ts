import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ladderSvg } from '../../src/export.ts';
import { check, type Instance, instantiate, ModelError, type Outcome, replay } from '../../src/index.ts';
import type { AnyAction } from '../../src/language/forgotten.ts';
import { actorDriver, runSuiteSync, testPaths, withIgnored } from '../../src/testing.ts';
import { assertLaw, scaled } from '../support/law.ts';
import { exploreNaively } from '../support/naive/explorer.ts';
import { followNaively } from '../support/naive/follow.ts';
import { systemOf } from '../support/naive/system.ts';
import { freerModelOf, freerSketch } from '../support/random-models/freer.ts';
import { choiceOf } from '../support/random-models/model.ts';
import { summaryOf } from '../support/summary.ts';

const LIMITS = { maxStates: 1200, maxTransitions: 5000 };

describe('where more is left open, the checker and the naive explorer agree', () => {
  it('on random models that choose, wait, crash, and are confined', () => {
    const occurrences = new Map<string, number>();
    const note = (what: string) => occurrences.set(what, (occurrences.get(what) ?? 0) + 1);
    let used = 0;
    const law = fc.property(freerSketch, (sketch) => {
      const model = freerModelOf(sketch);
      const options = choiceOf(sketch.model);
      const sample = searched(() => instantiate(model, options));
      if (sample === 'refused') {
        expect(() => exploreNaively(model, options, LIMITS)).toThrow(ModelError);
        return;
      }
      const { instance, outcome } = sample;
      if (!outcome.complete || outcome.statistics.transitions > 2500) return;
      used++;
      expect(summaryOf(outcome)).toEqual(exploreNaively(model, options, LIMITS));
      for (const path of pathsOf(outcome)) {
        const trace = replay(instance.model, path);
        followNaively(systemOf(model, options), trace);
        expect(ladderSvg(trace)).toContain(trace.endpoints[0]);
      }
      for (const kind of kindsIn(instance)) note(kind);
      if (outcome.statistics.beyond > 0) note('steps beyond');
    });
    assertLaw(law, scaled(150), (sketch) => [
      { model: freerModelOf(sketch), options: choiceOf(sketch.model) },
    ]);
    expect(used).toBeGreaterThan(scaled(60));
    for (const [kind, share] of Object.entries(LEAST_SHARES))
      expect((occurrences.get(kind) ?? 0) / used, `share of ${kind}`).toBeGreaterThan(share);
  });

  it('and the actors of such models pass all reactions and faults, and ignore what the model ignores', () => {
    let steps = 0;
    const law = fc.property(freerSketch, (sketch) => {
      const model = freerModelOf(sketch);
      const options = choiceOf(sketch.model);
      const sample = searched(() => instantiate(model, options));
      if (sample === 'refused' || !sample.outcome.complete) return;
      if (sample.outcome.statistics.transitions > 1000) return;
      const suite = withIgnored(model, testPaths(model, ['reactions', 'faults'], options), options);
      expect(runSuiteSync(actorDriver(model, options), suite)).toMatchObject({ verdict: 'passed' });
      for (const trace of suite.traces()) steps += trace.steps.length;
    });
    assertLaw(law, scaled(40), (sketch) => [
      { model: freerModelOf(sketch), options: choiceOf(sketch.model) },
    ]);
    expect(steps).toBeGreaterThan(scaled(300));
  });
});

function pathsOf({ properties }: Outcome): readonly (readonly number[])[] {
  return properties.flatMap((property) => ('path' in property ? [property.path] : []));
}

/** Shares of the models, so that their agreement means something. */
const LEAST_SHARES: Readonly<Record<string, number>> = {
  'a crash': 0.2,
  'a restart': 0.1,
  'a delivery taken otherwise': 0.1,
  'steps beyond': 0.02,
};

function searched(make: () => Instance) {
  try {
    const instance = make();
    return { instance, outcome: check(instance, { maxStates: 600 }) };
  } catch (error) {
    if (error instanceof ModelError) return 'refused';
    throw error;
  }
}

/** What actions there are in a model. */
function kindsIn({ model: { reader } }: Instance): ReadonlySet<string> {
  const found = new Set<string>();
  for (let id = 0; ; id++) {
    const action = actionOf(() => reader.action(id));
    if (action === null) return found;
    if (action.kind === 'crash') found.add('a crash');
    if (action.kind === 'restart') found.add('a restart');
    if (action.kind === 'deliver' && action.as !== undefined) found.add('a delivery taken otherwise');
  }
}

/** Actions are numbered from 0. */
function actionOf(ask: () => AnyAction): AnyAction | null {
  try {
    return ask();
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}
