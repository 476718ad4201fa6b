import type { Need } from '../../liveness/needs.ts';
import { listed } from '../text.ts';

/** What is said of a property and an assumption. */
type Word = 'needed' | 'not needed' | 'unknown' | '–';

/** Whether a property needs an assumption: only of one that holds can that be said. */
export function needOf({ verdict, without }: Need, assumption: number): Word {
  if (verdict !== 'holds' && verdict !== 'reached') return '–';
  const other = without[assumption] ?? 'unknown';
  if (other === 'unknown') return 'unknown';
  return other === verdict ? 'not needed' : 'needed';
}

/** With which smallest sets a property holds, as a sentence. */
export function minimalText(
  { property, verdict, minimal, grows }: Need,
  assumptions: readonly string[],
): string {
  if (verdict !== 'holds' && verdict !== 'reached') return `"${property}" is ${verdict} with all of them.`;
  if (!grows) return `"${property}": of what can be reached, no smallest sets are looked for.`;
  if (minimal === null) return `"${property}": which sets suffice is unknown.`;
  const sets = minimal.map((set) => (set.length === 0 ? 'nothing' : listed(set)));
  if (assumptions.length === 0 || sets.join() === 'nothing')
    return `"${property}" needs nothing to be assumed.`;
  return sets.length === 1
    ? `"${property}" holds with these alone, and needs each: ${sets[0] ?? ''}.`
    : `"${property}" holds with any of these sets alone: ${sets.map((set) => `{${set}}`).join(', ')}.`;
}
