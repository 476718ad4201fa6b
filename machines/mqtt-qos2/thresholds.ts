import { leastOf, tableOf } from '../thresholds.ts';
import model from './model.ts';

const DELAYS = [0, 1, 2, 3] as const;
const OUTAGES = [1, 2, 3, 4] as const;

/** For how many ticks the receiver must keep the session, by the longest delay, where the sender stays away for some. */
function expiries(outage: number) {
  return DELAYS.map((delay) =>
    leastOf({
      model,
      property: 'not twice',
      upTo: outage + delay + 2,
      // No expiry at all stands for one after less than a tick.
      set: (expiry) => ({
        delay,
        outage,
        expiry,
        messages: 1,
        breaks: 1,
        discards: false,
        forgets: expiry === 0 ? 'receiver' : 'nobody',
      }),
    }),
  );
}

/** The table of the README. */
export function tables(): readonly string[] {
  const rows = OUTAGES.map((outage) => [`for ${outage}`, expiries(outage)] as const);
  return [tableOf('the sender is away, at a longest delay of', DELAYS.map(String), Object.fromEntries(rows))];
}
