import type { StepReader } from '../../model/reader.ts';
import { ACTION, OBSERVATIONS, SENT, STEP_EXTRA, THROWN } from '../../model/steps.ts';
import { canonicalText } from '../../tables/plain-data.ts';

/**
 * All that can be seen of a step but for the states before and after it, as a text: two steps with the same text are
 * the same to properties. The order of the messages that are sent does not count, since they go different ways.
 */
export function textOfStep(
  reader: StepReader,
  vector: Uint32Array,
  mapping: (data: unknown) => unknown,
): string {
  const extra = vector.length - STEP_EXTRA;
  const text = (data: unknown) => canonicalText(mapping(data));
  const sent = reader.sent(vector[extra + SENT] ?? 0).map(text);
  return [
    text(reader.action(vector[extra + ACTION] ?? 0)),
    text(reader.observations(vector[extra + OBSERVATIONS] ?? 0)),
    sent.sort().join(),
    vector[extra + THROWN] === 0 ? '' : 'throws',
  ].join(' ');
}
