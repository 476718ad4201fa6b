import fc from 'fast-check';
import { type AnyModel, type InstanceOptions, ModelError } from '../../../src/index.ts';
import { assertLaw } from '../law.ts';
import { liveSketch } from '../random-models/arbitrary-live.ts';
import { liveModelOf } from '../random-models/live.ts';
import { choiceOf } from '../random-models/model.ts';
import { walkingModelOf, walkingSketch } from '../random-models/walking.ts';
import { wiredSketch, withWires } from '../random-models/wired.ts';
import { type Compared, compareLiveness } from './compare.ts';

export interface Subject {
  readonly model: AnyModel;
  readonly options: InstanceOptions;
}

/** Random models of endpoints and a network, in which everything occurs. */
export const livingModels: fc.Arbitrary<Subject> = liveSketch.map((sketch) => {
  return { model: liveModelOf(sketch), options: choiceOf(sketch.model) };
});

/** The same, with channels, sessions and partitions. */
export const wiredModels: fc.Arbitrary<Subject> = fc.tuple(liveSketch, wiredSketch).map(([live, wired]) => {
  return { model: withWires(liveModelOf(live), wired), options: choiceOf(live.model) };
});

/** Random models that are nothing but graphs, with fairness of their steps. */
export const walkingModels: fc.Arbitrary<Subject> = walkingSketch.map((sketch) => {
  return { model: walkingModelOf(sketch), options: {} };
});

/** Compares all verdicts on random models with the naive ones. Returns what was said of each claim. */
export function compareAll(subjects: fc.Arbitrary<Subject>, runs: number): readonly Compared[] {
  const seen: Compared[] = [];
  const law = fc.property(subjects, (subject) => {
    seen.push(...(compared(subject) ?? []));
  });
  assertLaw(law, runs, (subject) => [subject]);
  return seen;
}

/** A model that makes no sense, or is too large, has no verdicts to compare. */
function compared({ model, options }: Subject): readonly Compared[] | null {
  try {
    return compareLiveness(model, options);
  } catch (error) {
    if (error instanceof ModelError) return null;
    throw error;
  }
}

/** The share of the claims of which something is so. */
export function shareOf(seen: readonly Compared[], is: (each: Compared) => boolean): number {
  return seen.filter(is).length / seen.length;
}
