import type { AnyLocalState } from '../language/forgotten.ts';
import { memoryOf, placeName } from '../language/state-text.ts';
import { plainText } from './event-text.ts';

/** Characters of a value in a context, at most. */
const LONGEST_VALUE = 24;

/** The state of an endpoint's machine as a trace shows it: nothing for a machine without states, which has but one. */
export function shownState(
  local: Pick<AnyLocalState, 'value' | 'children'> & Partial<Pick<AnyLocalState, 'status'>>,
): string {
  if (local.status === 'crashed') return 'down';
  const text = placeName(local);
  return text === '{}' ? '' : text;
}

/**
 * What an endpoint remembers, on one line, of so many characters at most: `tries=3 peer=b`; nothing where that is nothing.
 *
 * @param mostOfValue characters of each value, at most
 */
export function shownContext(
  local: Pick<AnyLocalState, 'context' | 'children'>,
  most: number,
  mostOfValue = LONGEST_VALUE,
): string {
  const context = memoryOf(local);
  if (typeof context !== 'object' || context === null) return '';
  const fields = Object.entries(context).map(
    ([name, value]) => `${name}=${shortened(plainText(value), mostOfValue)}`,
  );
  return shortened(fields.join(' '), most);
}

function shortened(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, Math.max(0, most - 1))}…`;
}
