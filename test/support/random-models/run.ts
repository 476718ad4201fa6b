import fc from 'fast-check';
import { check, type Instance, instantiate, ModelError, type Outcome } from '../../../src/index.ts';
import { assertLaw } from '../law.ts';
import { modelSketch } from './arbitrary.ts';
import type { Subject } from './files.ts';
import { choiceOf, modelOf } from './model.ts';
import type { ModelSketch } from './sketch.ts';

/** Random models beyond this size are passed over. */
const MOST = { states: 600, transitions: 2500 } as const;

/** What became of the random models. */
export interface Tally {
  used: number;
  tooLarge: number;
  /** Models that make no sense, such as one that sends more at the start than the network holds. */
  refused: number;
}

/** A random model, and the search of all its states. */
export interface Sample extends Subject {
  readonly instance: Instance;
  readonly outcome: Outcome;
}

/**
 * Makes sure that a law is true of random models: the same ones on every run, unless FC_SEED or FC_RUNS say otherwise.
 */
export function forRandomModels(
  runs: number,
  law: (sample: Sample) => void,
  lawOfRefused: (subject: Subject) => void = () => {},
  changed: (sketch: ModelSketch) => ModelSketch = (sketch) => sketch,
): Tally {
  const tally: Tally = { used: 0, tooLarge: 0, refused: 0 };
  const subjectOf = (drawn: ModelSketch) => {
    const sketch = changed(drawn);
    return { model: modelOf(sketch), options: choiceOf(sketch) };
  };
  const property = fc.property(modelSketch, (sketch) => {
    const subject = subjectOf(sketch);
    const sample = sampleOf(subject);
    if (sample === 'refused') {
      tally.refused++;
      lawOfRefused(subject);
    } else if (sample === 'too large') tally.tooLarge++;
    else {
      tally.used++;
      law(sample);
    }
  });
  assertLaw(property, runs, (sketch) => [subjectOf(sketch)]);
  return tally;
}

function sampleOf({ model, options }: Subject): Sample | 'refused' | 'too large' {
  try {
    const instance = instantiate(model, options);
    const outcome = check(instance, { maxStates: MOST.states });
    const { distinctStates, transitions } = outcome.statistics;
    const fits = outcome.complete && distinctStates <= MOST.states && transitions <= MOST.transitions;
    return fits ? { model, options, instance, outcome } : 'too large';
  } catch (error) {
    if (error instanceof ModelError) return 'refused';
    throw error;
  }
}
