import type { Segment } from './segment.ts';
import * as segments from './segment.ts';
import type { Tcb } from './tcb.ts';
import * as tcb from './tcb.ts';

/** What restarts TIME-WAIT besides the peer's FIN [3.10.7.4, eighth check]. */
export type Restarts = 'FIN' | 'any FIN' | 'unacceptable' | 'ACK';

/**
 * What implementations do otherwise than RFC 9293 has it, or where it leaves a choice. Sections are RFC 9293's unless
 * another RFC is named; which stack has which habits, and how that was seen, is told in docs/stacks.md.
 */
export interface Habits {
  /** SYN-RECEIVED answers the same SYN once more with its SYN,ACK, not with an ACK [3.10.7.4, first check]. */
  readonly repeatsSynAck: boolean;
  /** A SYN in SYN-SENT opens simultaneously [3.5, MUST-10]; else it is ignored. */
  readonly opensSimultaneously: boolean;
  /** SYN-SENT refuses a wrong ACK, and a right one without SYN, and sends its SYN again at once [3.10.7.3: refuses a wrong one]. */
  readonly resendsSyn: boolean;
  /** A RST in the window, but not at RCV.NXT, earns a challenge ACK [RFC 5961, 3.2], or is believed [RFC 793]. */
  readonly inexactRst: 'challenged' | 'believed';
  /**
   * ACK before sequence number: what bears none, or one below SND.UNA, is dropped without an answer; what acknowledges the
   * unsent is answered, or refused in SYN-RECEIVED [3.10.7.4: in the order first to fifth check].
   */
  readonly looksAtAckFirst: boolean;
  /**
   * The ACK of a segment that is not acceptable is dropped with it [3.10.7.4, first check], or counts all the same; `edge`:
   * if the segment has text or FIN, and ends right before RCV.NXT. Unless it is dropped, a wrong one is refused in SYN-RECEIVED
   * whatever the number.
   */
  readonly unacceptableAck: 'dropped' | 'taken' | 'edge';
  /** An ACK of the unsent is answered, and the text or FIN with it is taken [3.10.7.4, fifth check: dropped]. */
  readonly takesTextWithAnyAck: boolean;
  /** What comes too early is kept until the gap is filled (SHLD-31): nothing, or text and FIN. */
  readonly keepsEarly: boolean;
  /** After the peer's FIN, whatever has a FIN is dropped, and its ACK does not count [3.10.7.4, fifth check: it does]. */
  readonly dropsSecondFin: boolean;
  /** The timer sends the front of the queue again [3.10.8], or all that is in it. */
  readonly retransmits: 'front' | 'all';
  /** TIME-WAIT challenges a RST in the window that is not exact, as all states do [RFC 5961, 3.2]. */
  readonly challengesRstInTimeWait: boolean;
  /** TIME-WAIT answers an unacceptable segment without text, SYN or FIN, as all states do [3.10.7.4, first check]. */
  readonly answersAckInTimeWait: boolean;
  /** What restarts TIME-WAIT. */
  readonly timeWaitRestartedBy: Restarts;
}

/** As RFC 9293 has it. */
export const asRfc9293: Habits = {
  repeatsSynAck: false,
  opensSimultaneously: true,
  resendsSyn: false,
  inexactRst: 'challenged',
  looksAtAckFirst: false,
  unacceptableAck: 'dropped',
  takesTextWithAnyAck: false,
  keepsEarly: false,
  dropsSecondFin: false,
  retransmits: 'front',
  challengesRstInTimeWait: true,
  answersAckInTimeWait: true,
  timeWaitRestartedBy: 'FIN',
};

/** Whether TIME-WAIT begins anew with this segment. */
export function restartsTimeWait(habits: Habits, context: Tcb, segment: Segment): boolean {
  if (!context.restartTimeWait || segments.isRst(segment)) return false;
  if (habits.looksAtAckFirst && !tcb.hasAckWorthALook(context, segment)) return false;
  if (tcb.isRetransmittedFin(context, segment)) return true;
  if (context.restartOnAnyAnswer && tcb.isAnswered(context, segment)) return true;
  switch (habits.timeWaitRestartedBy) {
    case 'FIN':
      return false;
    case 'any FIN':
      return segments.isFin(segment);
    case 'unacceptable':
      return !tcb.isAcceptable(context, segment);
    case 'ACK':
      return segments.hasAck(segment);
  }
}
