import { leastOf, tableOf } from '../thresholds.ts';
import model from './model.ts';

const DELAYS = [0, 1, 2, 3] as const;

type Side = 'client' | 'server';

/** How many ticks a side must wait once it has sent a Close frame, by the longest delay. */
function patience(side: Side, clientWaits: boolean) {
  return DELAYS.map((delay) =>
    leastOf({
      model,
      property: `the ${side} waits for long enough`,
      upTo: 4 * delay + 2,
      set: (ticks) => {
        // 0 is to wait for ever; one more on either side makes no difference to the other.
        const own = side === 'client' ? { clientPatience: ticks } : { serverPatience: ticks };
        return {
          delay,
          clientWaits,
          messages: 0,
          clientPatience: 4 * delay + 2,
          serverPatience: 4 * delay + 2,
          ...own,
        };
      },
    }),
  );
}

/** The table of the README. */
export function tables(): readonly string[] {
  return [
    tableOf('waits, at a longest delay of', DELAYS.map(String), {
      'the client': patience('client', true),
      'the server': patience('server', true),
      'the client, if it closes TCP itself': patience('client', false),
      'the server, if the client does': patience('server', false),
    }),
  ];
}
