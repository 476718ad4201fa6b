import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AnyModel, type InstanceOptions, instantiate, ModelError } from '../../src/index.ts';
import { INDEPENDENCE } from '../../src/model/independence.ts';
import { assertLaw, scaledForRare } from '../support/law.ts';
import { lawModels } from '../support/project-models.ts';
import { modelSketch } from '../support/random-models/arbitrary.ts';
import { looseModel, looseSketch } from '../support/random-models/loose.ts';
import { choiceOf, modelOf } from '../support/random-models/model.ts';
import type { ModelSketch } from '../support/random-models/sketch.ts';
import { symmetricModel, symmetricSketch } from '../support/random-models/symmetric.ts';
import { type May, walkAsleep } from '../support/sleeping.ts';

const MOST_STATES = 250;
/** Those that say which of their steps commute. */
const models = (await lawModels()).filter(
  ({ model, options }) => instantiate(model, options).model.extension(INDEPENDENCE) !== null,
);

/** A model, with a choice of variant and parameters, and what it has of all that matters to steps that sleep. */
interface Subject {
  readonly model: AnyModel;
  readonly options: InstanceOptions;
  readonly features: readonly string[];
}

/** Steps, by feature of the models; those that change nothing and sleep are counted apart. */
type Tally = Map<string, { asleep: number; loops: number; transitions: number; models: number }>;

describe('a step that sleeps leads to a state that was visited before, and all others are there', () => {
  it.each(['all', 'unwatched'] as const)('in random models, if %s may sleep', (may) => {
    const tally = tallyOf(subjects, may, scaledForRare(220));
    for (const [feature, share] of Object.entries(LEAST_SHARES)) {
      const { asleep, transitions } = tally.get(feature) ?? { asleep: 0, transitions: 1 };
      expect(asleep / transitions, `share of steps that sleep, of ${feature}`).toBeGreaterThan(share);
      expect(asleep, `steps that sleep, of ${feature}`).toBeGreaterThan(scaledForRare(50));
    }
    expect(tally.get('FIFO order')?.asleep, 'steps that sleep in FIFO order').toBe(0);
    for (const feature of ['a set', 'FIFO order'])
      expect(tally.get(feature)?.loops, `steps that change nothing and sleep, of ${feature}`).toBeGreaterThan(
        0,
      );
  });

  it('in loosely coupled random models', () => {
    const tally = tallyOf(looseSubjects, 'all', scaledForRare(200));
    expect(tally.get('loose')?.asleep).toBeGreaterThan(scaledForRare(800));
  });

  it('in random models of endpoints that are alike', () => {
    const tally = tallyOf(symmetricSubjects, 'all', scaledForRare(80));
    expect(tally.get('alike')?.asleep).toBeGreaterThan(scaledForRare(800));
  });

  it.each(models)('in $title', ({ model, options }) => {
    walkAsleep(instantiate(model, options), 'unwatched', MOST_STATES);
  });
});

/** Shares of all steps that sleep at least, so that the law means something. */
const LEAST_SHARES: Readonly<Record<string, number>> = {
  'a set': 0.03,
  'a multiset': 0.03,
  'no loss': 0.02,
  loss: 0.03,
  lifetime: 0.01,
  'minimum delay': 0.01,
  marks: 0.02,
  'marks that merge': 0.02,
  'a history': 0.02,
  'reliable messages': 0.02,
  'refused deliveries': 0.01,
  'elastic timers': 0.02,
  'three endpoints': 0.03,
};

/** Without order: in FIFO order nothing sleeps. Some have more room than usual. */
const subjects: fc.Arbitrary<Subject> = fc
  .tuple(modelSketch, fc.constantFrom(null, null, 4, 5), fc.constantFrom(false, false, false, false, true))
  .map(([drawn, capacity, fifo]) => {
    const network = { ...drawn.network, fifo };
    const choice = capacity === null ? drawn.choice : { variant: null, capacity };
    const sketch = { ...drawn, network, choice };
    return { model: modelOf(sketch), options: choiceOf(sketch), features: featuresOf(sketch) };
  });

const looseSubjects = looseSketch.map(
  (sketch): Subject => ({ model: looseModel(sketch), options: {}, features: ['loose'] }),
);

const symmetricSubjects = symmetricSketch.map(
  (sketch): Subject => ({ model: symmetricModel(sketch), options: {}, features: ['alike'] }),
);

function tallyOf(arbitrary: fc.Arbitrary<Subject>, may: May, runs: number): Tally {
  const tally: Tally = new Map();
  const law = fc.property(arbitrary, ({ model, options, features }) => {
    const walk = walked({ model, options, features }, may);
    if (walk === null) return;
    for (const feature of features) {
      const sum = tally.get(feature) ?? { asleep: 0, loops: 0, transitions: 0, models: 0 };
      sum.loops += walk.sleepers.filter(({ isLoop }) => isLoop).length;
      sum.asleep += walk.sleepers.filter(({ isLoop }) => !isLoop).length;
      sum.transitions += walk.transitions;
      sum.models++;
      tally.set(feature, sum);
    }
  });
  assertLaw(law, runs, (subject) => [subject]);
  return tally;
}

/** Null for a model that makes no sense. */
function walked({ model, options }: Subject, may: May) {
  try {
    return walkAsleep(instantiate(model, options), may, MOST_STATES);
  } catch (error) {
    if (error instanceof ModelError) return null;
    throw error;
  }
}

function featuresOf({ network, assumptions, ...sketch }: ModelSketch): string[] {
  const { loss, duplication, fifo, lifetime, minimumDelay } = network;
  if (fifo) return ['FIFO order'];
  const { timed, marks, history, choice } = sketch;
  const assumed = (kind: string) =>
    choice.variant !== 'no assumptions' && assumptions.some(({ assume }) => assume === kind);
  const features: Readonly<Record<string, boolean>> = {
    'a set': duplication,
    'a multiset': !duplication,
    'no loss': !loss,
    loss,
    lifetime: timed && lifetime !== null,
    'minimum delay': timed && minimumDelay > 0,
    marks: marks !== null,
    'marks that merge': marks?.merges ?? false,
    'a history': history !== null,
    'reliable messages': assumed('reliable'),
    'refused deliveries': assumed('deliverable'),
    'elastic timers': timed && sketch.elastic.length > 0,
    'three endpoints': sketch.machines.length === 3,
  };
  return Object.keys(features).filter((feature) => features[feature]);
}
