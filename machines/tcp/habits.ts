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
  /** A RST in the window, but not at RCV.NXT, earns a challenge ACK [RFC 5961, 3.2], or is believed [RFC 793]: always, or in SYN-RECEIVED only. */
  readonly inexactRst: 'challenged' | 'believed' | 'handshake';
  /**
   * ACK before sequence number: what bears none, or one below SND.UNA, is dropped without an answer; what acknowledges the
   * unsent is answered, or refused in SYN-RECEIVED [3.10.7.4: in the order first to fifth check].
   */
  readonly looksAtAckFirst: boolean;
  /**
   * The ACK of a segment that is not acceptable is dropped with it [3.10.7.4, first check], or counts all the same; `edge`:
   * if the segment has text or FIN, and ends right before RCV.NXT.
   */
  readonly unacceptableAck: 'dropped' | 'taken' | 'edge';
  /** SYN-RECEIVED refuses a wrong ACK whatever the sequence number [3.10.7.4: the number is checked first]. */
  readonly refusesAnyWrongAck: boolean;
  /**
   * A segment that acknowledges the unsent is answered and dropped [3.10.7.4, fifth check]; or answered, and its text or FIN
   * taken; or, in ESTABLISHED only, taken as if it had no news of what was sent.
   */
  readonly unsentAck: 'dropped' | 'answered' | 'ignored';
  /**
   * The ACK of our FIN counts whenever it is acceptable [3.10.7.4, fifth check]; or only in a segment at RCV.NXT that bears
   * it itself, whatever was acknowledged before.
   */
  readonly ackOfFin: 'any' | 'in order';
  /** What comes too early is kept until the gap is filled (SHLD-31): nothing, or text and FIN. */
  readonly keepsEarly: boolean;
  /**
   * After the peer's FIN, another one counts for its ACK only; or is dropped with its ACK; or is taken, so that RCV.NXT advances
   * once more, and acknowledged, but does not count for its ACK of our FIN [3.10.7.4, eighth check, to the letter].
   */
  readonly secondFin: 'ignored' | 'dropped' | 'taken';
  /** After the peer's FIN, what lies beyond RCV.NXT is dropped with its ACK, without an answer [3.10.7.4, fifth check]. */
  readonly dropsBeyondFin: boolean;
  /** The timer sends the front of the queue again [3.10.8]; or all that is in it; or the front, and the rest when that is acknowledged. */
  readonly retransmits: 'front' | 'all' | 'in turn';
  /** TIME-WAIT challenges a RST in the window that is not exact, as all states do [RFC 5961, 3.2]. */
  readonly challengesRstInTimeWait: boolean;
  /**
   * TIME-WAIT answers what is unacceptable, as all states do [3.10.7.4, first check]; or of that only what has text, SYN or FIN; or
   * whatever has an ACK, unless it is at RCV.NXT and has no text.
   */
  readonly timeWaitAnswers: 'unacceptable' | 'with length' | 'elsewhere';
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
  refusesAnyWrongAck: false,
  unsentAck: 'dropped',
  ackOfFin: 'any',
  keepsEarly: false,
  secondFin: 'ignored',
  dropsBeyondFin: false,
  retransmits: 'front',
  challengesRstInTimeWait: true,
  timeWaitAnswers: 'unacceptable',
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
