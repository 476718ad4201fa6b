import { leastOf, tableOf } from '../thresholds.ts';
import model from './model.ts';

const DELAYS = [0, 1, 2] as const;

/** By how many ticks a worker must give its lease up before the lock does, by the longest delay. */
function margins(property: string, countsFrom: 'grant' | 'request', pauses = false) {
  return DELAYS.map((delay) => {
    const lease = 2 * delay + 4;
    return leastOf({
      model,
      property,
      upTo: lease - 1,
      set: (margin) => ({ delay, lease, margin, countsFrom, pauses, fences: false }),
    });
  });
}

/** The table of the README. */
export function tables(): readonly string[] {
  return [
    tableOf('the margin, at a longest delay of', DELAYS.map(String), {
      'one holder, counted from the grant': margins('one holder', 'grant'),
      'no void write, counted from the grant': margins('no void write', 'grant'),
      'one holder, counted from the request': margins('one holder', 'request'),
      'no void write, counted from the request': margins('no void write', 'request'),
      'one holder, where a worker may pause': margins('one holder', 'grant', true),
    }),
  ];
}
