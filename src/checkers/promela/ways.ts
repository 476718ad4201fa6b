import { type ClosedSystem, NONE } from '../closed-system.ts';
import { isFifo, linkStepsOf } from '../derived.ts';
import type { CCode } from './c-code.ts';

const FULL = ['loses', 'cut', 'blocks'] as const;
const TELLS = [null, 'news', 'close'] as const;
const CHANGES = ['break', 'open', 'down', 'up'] as const;

/** Adds what may happen to messages, by the way that they go, and what links are. */
export function addWays(code: CCode, system: ClosedSystem): void {
  const { ways, links, endpoints, steps } = system;
  code.add(`/* By way: what may happen to messages there. */
enum { ${FULL.map((full) => `FULL_${full.toUpperCase()}`).join(', ')} };
enum { MESSAGE, NEWS, CLOSING };`);
  const byWay = {
    FROM: ways.map(({ from }) => from),
    FIFO: ways.map((way) => Number(isFifo(way))),
    SET: ways.map(({ isSet }) => Number(isSet)),
    LOSS: ways.map(({ rules }) => Number(rules.loss)),
    LIFETIME: ways.map(({ rules }) => bound(rules.lifetime)),
    HOLDS: ways.map(({ rules }) => Number(rules.holdsTime)),
    MINIMUM_DELAY: ways.map(({ rules }) => rules.minimumDelay),
    ROOM: ways.map(({ rules }) => bound(rules.capacity)),
    FULL: ways.map(({ rules }) => FULL.indexOf(rules.full)),
    TELLS: ways.map(({ tells }) => TELLS.indexOf(tells)),
    SESSION: ways.map(({ session }) => session),
    CROSSES: ways.map(({ crosses }) => bits(crosses)),
  };
  for (const [name, values] of Object.entries(byWay)) code.array(name, values);
  code.add('/* By link: how often it may go down, whether a partition loses, what holds of a session. */');
  const byLink = {
    LINK_MOST: links.map(({ most }) => most),
    LINK_LOSES: links.map(({ loses }) => Number(loses)),
    LINK_IS_SESSION: links.map(({ kind }) => Number(kind === 'session')),
    LINK_IS_ASKED: links.map(({ isAsked }) => Number(isAsked)),
    LINK_WAITS: links.map(({ waits }) => Number(waits)),
    LINK_BREAKS_ON_CRASH: links.map(({ breaksOnCrash }) => Number(breaksOnCrash)),
    LINK_ENDS: links.flatMap(({ ends: [one = NONE, other = NONE] }) => [one, other]),
    LINK_BETWEEN: links.map(({ between }) => bits(between)),
  };
  for (const [name, values] of Object.entries(byLink)) code.array(name, values);
  const changes = linkStepsOf(system);
  code.add(
    '/* What happens to links by itself: the step, the link, whether it goes down, and whether it is opened. */',
  );
  code.array('CHANGE_STEP', changes);
  code.array(
    'CHANGE_LINK',
    changes.map((step) => steps[step]?.link ?? NONE),
  );
  const kinds = changes.map((step) => CHANGES.find((kind) => kind === steps[step]?.kind));
  code.array(
    'CHANGE_BREAKS',
    kinds.map((kind) => Number(kind === 'break' || kind === 'down')),
  );
  endpoints.forEach(({ isDown }, i) => {
    if (isDown.includes(true)) code.array(`IS_DOWN_${i}`, isDown.map(Number));
  });
  const cases = endpoints.map(({ isDown }, i) =>
    isDown.includes(true) ? `case ${i}: return IS_DOWN_${i}[at];` : '',
  );
  code.add(`static int is_down(int e, int at)\n{ switch (e) { ${cases.join(' ')} }\n  return 0; }`);
}

function bits(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum | (1 << number), 0);
}

/** C has no infinity. */
export function bound(value: number): number {
  return value === Number.POSITIVE_INFINITY ? 32767 : value;
}
