import type { StepReader } from '../../model/reader.ts';
import { ACTION, OBSERVATIONS, SENT, STEP_EXTRA, THROWN } from '../../model/steps.ts';
import { canonicalText } from '../../tables/plain-data.ts';
import type { Permutation } from './permutations.ts';
import type { Renaming } from './renaming.ts';

/**
 * All that can be seen of a step but for the states before and after it, renamed, as a text: two steps with the same text are
 * the same to properties, but for the order of the messages that are sent, which go different ways.
 */
export function textOfStep(
  reader: StepReader,
  vector: Uint32Array,
  renaming: Renaming,
  images: Permutation,
): string {
  const extra = vector.length - STEP_EXTRA;
  const action = reader.action(vector[extra + ACTION] ?? 0);
  const observations = reader.observations(vector[extra + OBSERVATIONS] ?? 0);
  const sent = reader.sent(vector[extra + SENT] ?? 0);
  return [
    canonicalText(renaming.action(images, action)),
    canonicalText(observations.map((each) => renaming.observation(images, each))),
    sent
      .map((each) => canonicalText(renaming.message(images, each)))
      .sort()
      .join(),
    vector[extra + THROWN] === 0 ? '' : 'throws',
  ].join(' ');
}
