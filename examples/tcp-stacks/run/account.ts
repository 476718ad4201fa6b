import { decodePacket } from '../link/packet.ts';
import { kindsOf } from './differences.ts';
import type { PathResult } from './paths.ts';

/**
 * What happened on a path, as far as it must be the same each time: calls and arrivals, states, what was sent and told. Numbers
 * are left out, since initial ones may be chosen at random (as far as they are compared with the model's, the verdict tells);
 * so is time where it is real.
 */
export function accountOf(result: PathResult, isRealTime: boolean): string {
  const { path, verdict, tolerated, exchanges } = result;
  const sides = [...exchanges].flatMap(([side, all]) =>
    all.map(({ command, answer: { sent, events, state, now } }) => {
      const call = command.startsWith('in ') ? 'in' : command;
      const replies = sent.map(decodePacket).map(({ flags, text }) => `${[...flags].join('')}${text}`);
      return [side, call, ...replies, ...events, state, ...(isRealTime ? [] : [now])].join(' ');
    }),
  );
  const needed = [...tolerated].map(([name, times]) => `${name}: ${times}`);
  const differences = kindsOf([result]).map(({ sentence }) => sentence);
  return [`path ${path}: ${verdict}`, ...sides, ...needed, ...differences].join('\n');
}
