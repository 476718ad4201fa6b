import type { Exchange } from '../driver/real-end.ts';

/** Linux fires no timer within so many milliseconds: half of its least retransmission timeout. */
const LATEST = 100;
/**
 * But once it has refused an ACK in SYN-SENT, it sends its SYN again after two ticks of its clock (TCP_TIMEOUT_MIN): so many
 * milliseconds where that is the fastest.
 */
const HURRIED = 2;

/** Whether a timer of a stack whose time is real may have fired by itself, so that nothing is known of what differs then. */
export function mayHaveSlipped(exchanges: readonly Exchange[]): boolean {
  return exchanges.some(({ answer: { late } }) => (late ?? 0) > LATEST) || mayHaveHurried(exchanges);
}

/** The same of the SYN, from the first refusal on that no waiting for timers has followed. */
function mayHaveHurried(exchanges: readonly Exchange[]): boolean {
  const waited = exchanges.findLastIndex(({ command }) => command === 'next');
  const refusal = exchanges.slice(waited + 1).find(isRefusal)?.answer;
  const last = exchanges.at(-1)?.answer;
  return refusal !== undefined && last !== undefined && last.now - refusal.now >= HURRIED;
}

const isRefusal = ({ given, sent, answer: { state, late } }: Exchange) =>
  late !== null &&
  state === 'SYN-SENT' &&
  given?.flags.has('A') === true &&
  sent.some(({ flags }) => flags.has('R'));
