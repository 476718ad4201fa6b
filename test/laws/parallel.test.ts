import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AnyModel, type InstanceOptions, ModelError } from '../../src/index.ts';
import type { SearchOptions } from '../../src/search/settings.ts';
import { assertLaw, isInFull } from '../support/law.ts';
import { limits, manner, type Subject, subjects } from '../support/parallel/cases.ts';
import { aloneAndTogether, type Manner } from '../support/parallel/equal.ts';
import type { LocalCrew } from '../support/parallel/local-crew.ts';
import { lawModels } from '../support/project-models.ts';

const models = await lawModels();

/** Runs of each law in full. */
const RUNS = {
  any: 1000,
  marked: 200,
  loose: 150,
  alike: 100,
  freer: 200,
  wired: 300,
  'wired and freer': 300,
  live: 150,
} as const;

describe('several threads find what one finds', () => {
  it('in random models, in which all that there is happens', () => {
    const runs = isInFull ? RUNS.any : 60;
    const tally = lawOf(subjects.any, runs);
    expect(tally.get('together'), 'searches in which others joined').toBeGreaterThan(runs / 3);
    for (const phase of ['add', 'undo', 'settle', 'repack', 'hash', 'put'])
      expect(tally.get(phase), `searches with the phase ${phase}`).toBeGreaterThan(runs / 50);
    for (const ending of ['exhausted', 'first', 'max-states'])
      expect(tally.get(ending), `searches that ended as ${ending}`).toBeGreaterThan(runs / 100);
  });

  it.each([
    ['with a history and marks', 'marked'],
    ['that are loosely coupled', 'loose'],
    ['of endpoints that are alike', 'alike'],
    ['that crash, choose and wait', 'freer'],
    ['with channels, sessions and partitions', 'wired'],
    ['with all of that', 'wired and freer'],
    ['with claims about the long run', 'live'],
  ] as const)('in random models %s', (_, sort) => {
    const runs = isInFull ? RUNS[sort] : 12;
    expect(lawOf(subjects[sort], runs).get('together')).toBeGreaterThan(runs / 4);
  });

  it.each(models)('in $title', ({ model, options }) => {
    for (const workers of isInFull ? [2, 3, 4] : [3]) {
      for (const limit of [{ maxStates: 2500 }, { first: true, maxStates: 2500 }, { maxStates: 700 }]) {
        const turn = workers === 3 ? 'before' : 'after';
        const { alone, together } = aloneAndTogether(model, options, limit, { workers, turn, from: 20 });
        expect(together).toEqual(alone);
      }
    }
  });
});

/** Makes sure that the law holds for models. Returns how often what happened. */
function lawOf(subjects: fc.Arbitrary<Subject>, runs: number): ReadonlyMap<string, number> {
  const tally = new Map<string, number>();
  const count = (what: string) => tally.set(what, (tally.get(what) ?? 0) + 1);
  assertLaw(
    fc.property(fc.tuple(subjects, manner, limits), ([{ model, options }, how, limit]) => {
      const { alone, together, crew } = compared(model, options, limit, how) ?? {};
      if (alone === undefined || crew === undefined) return;
      expect(together).toEqual(alone);
      for (const what of happenings(alone.found, crew)) count(what);
    }),
    runs,
    ([subject]) => [subject],
  );
  return tally;
}

/** Null for a model that makes no sense. */
function compared(model: AnyModel, options: InstanceOptions, limit: SearchOptions, how: Manner) {
  try {
    return aloneAndTogether(model, options, limit, how);
  } catch (error) {
    if (error instanceof ModelError) return null;
    throw error;
  }
}

function happenings(found: unknown, crew: LocalCrew): readonly string[] {
  const ending =
    typeof found === 'object' && found !== null && 'ending' in found ? String(found.ending) : 'error';
  return [ending, ...(crew.hasJoined ? ['together'] : []), ...crew.begun.keys()];
}
