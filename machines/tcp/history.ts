import type { Segment } from './segment.ts';
import { plus } from './sequence.ts';
import type { Tcb } from './tcb.ts';

/** What one side has done in its connection. No machine knows it; the properties do. */
export interface Deeds {
  /** Text segments sent; remembered until the next connection begins. */
  readonly sent: number;
  /** Text segments delivered to the user. */
  readonly delivered: number;
  /** Whether the SYN that it has taken is one of the connection that the other side is in. */
  readonly hears: boolean;
}

/** The deeds of both sides. */
export interface Deeded {
  readonly client: Deeds;
  readonly server: Deeds;
}

export const nothingDone: Deeds = { sent: 0, delivered: 0, hears: false };

/** As much of a local state as history needs. */
export interface Place {
  readonly value: string;
  readonly context: Tcb;
}

/** Active OPEN, or a SYN taken in LISTEN or TIME-WAIT: a new connection of this side. */
export function begins({ value: before }: Place, { value: after }: Place): boolean {
  if (after === 'SYN-SENT') return before !== 'SYN-SENT';
  return after === 'SYN-RECEIVED' && (before === 'LISTEN' || before === 'TIME-WAIT');
}

/** Whether a side leaves its connection, so that the other one is left alone in it. */
export function leaves(before: Place, after: Place): boolean {
  return begins(before, after) || (isIdle(after) && !isIdle(before));
}

const isIdle = ({ value }: Place) => value === 'CLOSED' || value === 'LISTEN';

/** The deeds of a side that has moved and told its user this; `takesSyn` if it has synchronized with its peer. */
export function deedsAfter(
  deeds: Deeds,
  before: Place,
  after: Place,
  notices: readonly string[],
  takesSyn: () => boolean,
): Deeds {
  if (isIdle(after)) return { ...nothingDone, sent: deeds.sent };
  const { delivered, hears } = begins(before, after) ? nothingDone : deeds;
  return {
    sent: textSent(after.context),
    delivered: delivered + notices.filter((notice) => notice === 'delivered').length,
    hears: hears || (notices.includes('synchronized') && takesSyn()),
  };
}

/** The numbers that a side has used, without those of its SYN and FIN. */
function textSent(tcb: Tcb): number {
  return plus(tcb, tcb.nxt, -tcb.iss - 1 - (tcb.finSent ? 1 : 0));
}

/** Whether a SYN bears the number with which the connection that this side is in began. */
export function isOfConnection({ seq }: Segment, sender: Place): boolean {
  return !isIdle(sender) && seq === sender.context.iss;
}
