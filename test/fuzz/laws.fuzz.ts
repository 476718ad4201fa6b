import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type ActionPath, REDUCTIONS, replay } from '../../src/index.ts';
import { replayThroughActors } from '../support/actors.ts';
import { inPlainSet, withAndWithout } from '../support/core.ts';
import { assertLaw } from '../support/law.ts';
import { exploreNaively } from '../support/naive/explorer.ts';
import { modelSketch } from '../support/random-models/arbitrary.ts';
import { falselySymmetric, falseSketch } from '../support/random-models/false-symmetry.ts';
import type { Subject } from '../support/random-models/files.ts';
import { looseModel, looseSketch } from '../support/random-models/loose.ts';
import { markedModel, markedSketch } from '../support/random-models/marked.ts';
import { choiceOf, roomyModelOf } from '../support/random-models/model.ts';
import { inPlainSets, type Looking } from '../support/random-models/plain-sets.ts';
import { forRandomModels, type Sample } from '../support/random-models/run.ts';
import { symmetricModel, symmetricSketch } from '../support/random-models/symmetric.ts';
import { withEqualDelays } from '../support/random-models/timely.ts';
import { compareReduced, falseClaim } from '../support/reduced.ts';
import { summaryOf } from '../support/summary.ts';

/** Random models of each law in a round: few, so that it is soon told where a fuzzing stands. */
const ROUND = 10;

/** Seconds between two lines of progress. */
const EVERY = 5;

const { FUZZ_SECONDS = '20', FUZZ_SEED = '1' } = process.env;

/** The whole state space, and what decides its properties, against the naive explorer and real actors. */
function agreesWithOthers({ model, options, instance, outcome }: Sample): void {
  expect(summaryOf(outcome)).toEqual(
    exploreNaively(model, options, { maxStates: 1200, maxTransitions: 5000 }),
  );
  for (const property of outcome.properties) {
    if (!('path' in property)) continue;
    const trace = replay(instance.model, property.path as ActionPath);
    expect(replayThroughActors(model.build(instance.parameters), trace), property.name).toEqual([]);
  }
}

/** Each reduction, and all together, against the full search. */
function agreesReduced(subject: Subject): void {
  for (const reduce of [...REDUCTIONS.map((name) => [name]), REDUCTIONS]) {
    compareReduced(subject, { reduce, maxStates: 600 });
  }
}

const reducible: fc.Arbitrary<Subject> = fc.oneof(
  looseSketch.map((sketch) => ({ model: looseModel(sketch), options: {} })),
  markedSketch.map((sketch) => ({ model: markedModel(sketch), options: {} })),
  symmetricSketch.map((sketch) => ({ model: symmetricModel(sketch), options: {} })),
);

const falselyClaimed: fc.Arbitrary<Subject> = falseSketch.map((sketch) => ({
  model: falselySymmetric(sketch),
  options: {},
}));

const ofSets: fc.Arbitrary<Subject> = fc.oneof(
  fc
    .tuple(modelSketch, fc.constantFrom<Looking>('nobody', 'the history'))
    .map(([drawn, looking]) => inPlainSets(drawn, looking))
    .map((sketch) => ({ model: roomyModelOf(sketch), options: choiceOf(sketch) })),
  markedSketch.map((sketch) => ({ model: inPlainSet(markedModel(sketch)), options: {} })),
);

/** The search with the core, against that without it. */
function agreesWithCore({ model, options }: Subject): void {
  const { withCore, without } = withAndWithout(model, options, { maxStates: 400 }, 2);
  expect(withCore).toEqual(without);
}

/** One round; returns how many models were compared. */
function round(): number {
  let compared = 0;
  const agrees = (sample: Sample) => {
    agreesWithOthers(sample);
    agreesReduced(sample);
    compared++;
  };
  forRandomModels(ROUND, agrees);
  forRandomModels(ROUND / 2, agrees, undefined, withEqualDelays);
  const law = fc.property(reducible, (subject) => {
    agreesReduced(subject);
    compared++;
  });
  assertLaw(law, ROUND, (subject) => [subject]);
  const claimed = fc.property(falselyClaimed, (subject) => {
    falseClaim(subject, 600);
    compared++;
  });
  assertLaw(claimed, ROUND, (subject) => [subject]);
  const core = fc.property(ofSets, (subject) => {
    agreesWithCore(subject);
    compared++;
  });
  assertLaw(core, ROUND, (subject) => [subject]);
  return compared;
}

it('finds no model on which the checker, the naive explorer, actors, reductions and the core disagree', () => {
  const end = performance.now() + Number(FUZZ_SECONDS) * 1000;
  let [seed, compared, told] = [Number(FUZZ_SEED), 0, performance.now()];
  do {
    Object.assign(process.env, { FC_SEED: String(seed), FC_RUNS: String(ROUND) });
    compared += round();
    seed++;
    if (performance.now() - told > EVERY * 1000) {
      told = performance.now();
      process.stderr.write(`seeds ${FUZZ_SEED} to ${seed - 1}: ${compared} models, no disagreement\n`);
    }
  } while (performance.now() < end);
  process.stderr.write(`seeds ${FUZZ_SEED} to ${seed - 1}: ${compared} models, no disagreement\n`);
  expect(compared).toBeGreaterThan(0);
});
