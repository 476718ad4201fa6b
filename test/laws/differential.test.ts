import { describe, expect, it } from 'vitest';
import {
  type AnyModel,
  check,
  type Instance,
  instantiate,
  ModelError,
  type Outcome,
} from '../../src/index.ts';
import { stepCount } from '../../src/model/action-path.ts';
import { isInFull, scaledForRare } from '../support/law.ts';
import { exploreNaively } from '../support/naive/explorer.ts';
import { lawModels } from '../support/project-models.ts';
import { forRandomModels } from '../support/random-models/run.ts';
import { withEqualDelays } from '../support/random-models/timely.ts';
import { summaryOf } from '../support/summary.ts';

const models = await lawModels();

describe('the checker and the naive explorer agree', () => {
  it('on random models, in which everything occurs', () => {
    const occurrences = new Map<string, number>();
    const limits = { maxStates: 1200, maxTransitions: 5000 };
    const tally = forRandomModels(
      scaledForRare(350),
      ({ model, options, instance, outcome }) => {
        expect(summaryOf(outcome)).toEqual(exploreNaively(model, options, limits));
        for (const kind of [...kindsOf(outcome), ...answersIn(instance)])
          occurrences.set(kind, (occurrences.get(kind) ?? 0) + 1);
      },
      ({ model, options }) => expect(() => exploreNaively(model, options, limits)).toThrow(ModelError),
    );
    expect(tally.used / (tally.used + tally.tooLarge + tally.refused)).toBeGreaterThan(0.6);
    for (const [kind, share] of Object.entries(LEAST_SHARES)) {
      expect((occurrences.get(kind) ?? 0) / tally.used, `share of ${kind}`).toBeGreaterThan(share);
    }
  });

  it('on random models with many timers of one delay, whose order often matters', () => {
    let [compared, mattered] = [0, 0];
    const limits = { maxStates: 1200, maxTransitions: 5000 };
    forRandomModels(
      isInFull ? 150 : 12,
      ({ model, options, outcome }) => {
        expect(summaryOf(outcome)).toEqual(exploreNaively(model, options, limits));
        const anyOrder = check(instantiate(inAnyOrder(model), options), { maxStates: limits.maxStates });
        compared++;
        if (anyOrder.statistics.distinctStates !== outcome.statistics.distinctStates) mattered++;
      },
      () => {},
      withEqualDelays,
    );
    expect(compared).toBeGreaterThan(isInFull ? 80 : 4);
    expect(mattered / compared, 'share of models in which the order matters').toBeGreaterThan(0.2);
  });

  it.each(models)('on $title', ({ model, options }) => {
    const outcome = check(instantiate(model, options));
    const summary = summaryOf(outcome);
    const naive = exploreNaively(model, options, { maxStates: 5000 });
    expect(naive, 'too many states: give it smaller parameters in project-models.ts').not.toBeNull();
    // A search that ended because everything was decided has not counted everything.
    expect(summary).toEqual(outcome.complete ? naive : { ...summary, properties: naive?.properties });
  });
});

/** The same model, with the order of timers left open. */
function inAnyOrder(model: AnyModel): AnyModel {
  return {
    ...model,
    build: (parameters) => {
      const system = model.build(parameters);
      const { time } = system;
      if (time === undefined || time === 'untimed') return system;
      return { ...system, time: { ...time, equalDelays: 'any-order' } };
    },
  };
}

/** Shares of the random models, so that their agreement means something. */
const LEAST_SHARES: Readonly<Record<string, number>> = {
  'models with more than 20 states': 0.3,
  'violated invariants': 0.05,
  'violated step properties': 0.05,
  'models with several initial states': 0.05,
  'witnesses more than 2 steps away': 0.01,
  'machines that throw': 0.03,
  deadlocks: 0.03,
  'messages that found no room': 0.05,
  'steps that were cut off': 0.03,
  'actors that end': 0.06,
  'actors that fail': 0.04,
  'actors with a new state': 0.01,
  'actors that send events': 0.02,
};

const GIVEN = {
  done: 'actors that end',
  error: 'actors that fail',
  snapshot: 'actors with a new state',
  event: 'actors that send events',
};

/** What actors answer in a model. */
function answersIn({ model: { reader } }: Instance): readonly string[] {
  const found = new Set<string>();
  for (let id = 0; ; id++) {
    const action = actionOf(() => reader.action(id));
    if (action === null) return [...found];
    if (action.kind === 'answer') found.add(GIVEN[action.gives]);
  }
}

/** Actions are numbered from 0. */
function actionOf<T>(ask: () => T): T | null {
  try {
    return ask();
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

function kindsOf({ properties, statistics }: Outcome): string[] {
  const found = (kind: string, least: number) =>
    properties.some((property) => {
      return property.kind === kind && 'path' in property && stepCount(property.path) >= least;
    });
  const kinds: Record<string, boolean> = {
    'models with more than 20 states': statistics.distinctStates > 20,
    'models with several initial states': statistics.initialStates > 1,
    'violated invariants': found('invariant', 1),
    'violated step properties': found('step', 1),
    'witnesses more than 2 steps away': found('reachable', 3),
    'machines that throw': found('no-throw', 1),
    deadlocks: found('deadlock-free', 1),
    'messages that found no room': statistics.capacityHits > 0,
    'steps that were cut off': statistics.cuts > 0,
  };
  return Object.keys(kinds).filter((kind) => kinds[kind]);
}
