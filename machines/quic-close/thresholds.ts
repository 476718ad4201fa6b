import { type Least, leastOf, tableOf } from '../thresholds.ts';
import model from './model.ts';

const DELAYS = [1, 2, 3] as const;

/** The probe timeout, in ticks: a longest round trip. */
const ptoOf = (delay: number) => 2 * delay;

/** How long both must stay in closing or draining, by the longest delay. */
function waits(set: Readonly<Record<string, number | boolean>>, property = 'no late packet'): Least[] {
  return DELAYS.map((delay) => {
    const pto = ptoOf(delay);
    return leastOf({ model, property, upTo: 5 * pto, set: (wait) => ({ ...set, delay, pto, wait }) });
  });
}

/** How long before the end of an idle timeout nothing may be begun. */
function margins(): Least[] {
  return DELAYS.map((delay) => {
    const ticks = 4 * delay + 2;
    const idle = { closes: false, sends: 2, clientIdle: ticks, serverIdle: ticks };
    return leastOf({
      model,
      property: 'no late packet',
      upTo: ticks,
      set: (margin) => ({ ...idle, delay, pto: ptoOf(delay), margin }),
    });
  });
}

/** The tables of the README. */
export function tables(): readonly string[] {
  const heads = DELAYS.map((delay) => `${delay} (PTO ${ptoOf(delay)}, 3 PTO ${3 * ptoOf(delay)})`);
  return [
    tableOf('the least period, at a longest delay of', heads, {
      'no CONNECTION_CLOSE is lost': waits({}),
      'one is': waits({ losses: 1 }),
      'two are': waits({ losses: 2 }),
      'three are': waits({ losses: 3 }),
      'one is, and the server sends something new': waits({ losses: 1, nothingNew: false }),
      'no old reset, where IDs are used again and the server does not drain': waits(
        { drains: false, reopens: true, reuses: true },
        'no old reset',
      ),
    }),
    tableOf('nothing is begun, at a longest delay of, in the last', DELAYS.map(String), {
      'ticks of the idle timeout': margins(),
    }),
  ];
}
