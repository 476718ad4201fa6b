import type { AnyLocalState } from '../language/forgotten.ts';
import { valueText } from '../language/state-text.ts';

/** The state of an endpoint's machine as a trace shows it: nothing for a machine without states, which has but one. */
export function shownState({ value }: Pick<AnyLocalState, 'value'>): string {
  const text = valueText(value);
  return text === '{}' ? '' : text;
}
