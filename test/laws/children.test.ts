import { describe, expect, it } from 'vitest';
import { ModelError } from '../../src/index.ts';
import type { AnyLocalState } from '../../src/language/forgotten.ts';
import { actorDriver, runSuiteSync, testPaths } from '../../src/testing.ts';
import { isInFull } from '../support/law.ts';
import { exploreNaively } from '../support/naive/explorer.ts';
import { withChildren } from '../support/random-models/families.ts';
import { forRandomModels, type Sample } from '../support/random-models/run.ts';
import { summaryOf } from '../support/summary.ts';

/** Random parents and children: of each run in full, more than 1,000 are compared. */
const RUNS = isInFull ? 1900 : 24;
const TRIED = Number(process.env.FC_RUNS ?? RUNS);
/** To let all happen again from the start takes long, so that larger models are passed over. */
const MOST_STATES = 120;
const LIMITS = { maxStates: 700, maxTransitions: 3000 };

describe('random machines with children', () => {
  it('do what running actors do to which all that ever happened happens again', () => {
    const seen = new Map<string, number>();
    let compared = 0;
    forRandomModels(
      RUNS,
      (sample) => {
        if (sample.outcome.statistics.distinctStates > MOST_STATES) return;
        compared++;
        expect(summaryOf(sample.outcome)).toEqual(exploreNaively(sample.model, sample.options, LIMITS));
        for (const kind of kindsIn(sample)) seen.set(kind, (seen.get(kind) ?? 0) + 1);
      },
      ({ model, options }) => expectRefused(() => exploreNaively(model, options, LIMITS)),
      withChildren,
    );
    expect(compared).toBeGreaterThan(isInFull ? TRIED * 0.53 : RUNS / 4);
    // A few models need not have all of it.
    if (!isInFull) return;
    for (const [kind, share] of Object.entries(LEAST_SHARES))
      expect((seen.get(kind) ?? 0) / compared, `share of ${kind}`).toBeGreaterThan(share);
  });

  it('are followed by the actor driver along paths that take every reaction', () => {
    let steps = 0;
    forRandomModels(
      Math.ceil(RUNS / 10),
      ({ model, options }) => {
        const suite = testPaths(model, ['reactions'], options);
        expect(runSuiteSync(actorDriver(model, options), suite)).toMatchObject({ verdict: 'passed' });
        for (const trace of suite.traces()) steps += trace.steps.length;
      },
      () => {},
      withChildren,
    );
    expect(steps).toBeGreaterThan(RUNS / 4);
  });
});

/** What is refused is so for a reason that the naive explorer sees, too, unless it has had enough before. */
function expectRefused(explore: () => unknown): void {
  let explored: unknown;
  try {
    explored = explore();
  } catch (error) {
    expect(error).toBeInstanceOf(ModelError);
    return;
  }
  expect(explored).toBeNull();
}

/** Shares of the random models, so that their agreement means something. */
const LEAST_SHARES: Readonly<Record<string, number>> = {
  'a child that runs': 0.3,
  'a child that has ended': 0.03,
  'a child that has failed': 0.03,
  'a child of a child': 0.05,
  'a timer of a child': 0.05,
  'a timer for a child': 0.03,
};

function kindsIn({ instance, outcome }: Sample): ReadonlySet<string> {
  const kinds = new Set<string>();
  const { reader } = instance.model;
  for (let id = 0; id < outcome.statistics.distinctStates; id++) {
    const local = localOf(() => reader.localState(0, id));
    if (local === null) return kinds;
    for (const child of Object.values(local.children)) {
      if (child?.value === undefined) continue;
      if (child.status === 'active') kinds.add('a child that runs');
      if (child.status === 'done') kinds.add('a child that has ended');
      if (child.status === 'error') kinds.add('a child that has failed');
      if (Object.keys(child.children).length > 0) kinds.add('a child of a child');
    }
    for (const { name } of local.timers) {
      if (name.includes('/')) kinds.add('a timer of a child');
      if (name === 'told') kinds.add('a timer for a child');
    }
  }
  return kinds;
}

/** Local states are numbered from 0. */
function localOf(ask: () => AnyLocalState): AnyLocalState | null {
  try {
    return ask();
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}
