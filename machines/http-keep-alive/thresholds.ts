import { leastOf, tableOf } from '../thresholds.ts';
import model from './model.ts';

const DELAYS = [0, 1, 2, 3] as const;

/** How many ticks the client must give up before the server does, by the longest delay. */
function margins(property: string, countsFrom: 'response' | 'request') {
  return DELAYS.map((delay) => {
    const serverIdle = 2 * delay + 2;
    return leastOf({
      model,
      property,
      upTo: serverIdle,
      set: (margin) => ({ delay, serverIdle, clientIdle: serverIdle - margin, countsFrom }),
    });
  });
}

/** How many ticks the server must read on after a response that says `Connection: close`, by the longest delay. */
function lingering(property: string) {
  return DELAYS.map((delay) =>
    leastOf({
      model,
      property,
      upTo: 2 * delay + 1,
      set: (linger) => ({ delay, linger, serverIdle: 1, clientIdle: 0, pipelines: true, most: 1 }),
    }),
  );
}

/** The tables of the README. */
export function tables(): readonly string[] {
  const heads = DELAYS.map(String);
  return [
    tableOf('the client is ahead by, at a longest delay of', heads, {
      'if it counts from the last response': margins('no request meets a close', 'response'),
      'if it counts from the last request': margins('no request meets a close', 'request'),
    }),
    tableOf('the server reads on for, at a longest delay of', heads, {
      'so that no response is erased': lingering('no response is erased'),
    }),
  ];
}
