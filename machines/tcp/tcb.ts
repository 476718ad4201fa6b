import { hasText, isFin, isRst, isSyn, lengthOf, type Segment, type SegmentKind } from './segment.ts';
import { distance, isAfter, isWithin, plus, type SequenceNumber } from './sequence.ts';

/** How a connection's initial sequence number follows from the connection before it. */
export type IsnRule = 'fixed' | 'monotone' | 'increment' | 'arbitrary';

/** What an endpoint is given when it is made. */
export interface Settings {
  /** Size of the sequence space. */
  readonly size: number;
  /** Receive window, in sequence numbers. */
  readonly window: number;
  readonly isn: IsnRule;
  /** Text segments that the user may send in each connection. */
  readonly data: number;
  /** Milliseconds of TIME-WAIT; 2·MSL by the RFC [3.6.1, MUST-13]. */
  readonly timeWait: number;
  /** Milliseconds after which the front of the retransmission queue is sent again [3.8.1]. */
  readonly retransmissionTimeout: number;
  /** Retransmissions of one segment before the connection is given up [3.8.3]; 0: never. */
  readonly retransmissions: number;
  /** A FIN is retransmitted like any other segment [3.10.8]. */
  readonly finRetransmission: boolean;
  /** A retransmitted FIN restarts TIME-WAIT [3.10.7.4, eighth check]. */
  readonly restartTimeWait: boolean;
  /** Not in the RFC: whatever TIME-WAIT answers restarts it, not a FIN only. */
  readonly restartOnAnyAnswer: boolean;
  /** Not in the RFC: TIME-WAIT answers a FIN, and nothing else. */
  readonly answersOnlyFinInTimeWait: boolean;
  /** RFC 1337, fix F1. */
  readonly ignoreRstInTimeWait: boolean;
  /** MAY-2 [3.6.1]: a new SYN may reopen the connection from TIME-WAIT. */
  readonly reopenFromTimeWait: boolean;
  /** The user closes as soon as the peer has, so that FIN and the ACK of the peer's FIN are one segment. */
  readonly combineFinWithAck: boolean;
  /** The user listens again as soon as a connection has ended, as a server with a listening socket does. */
  readonly listens: boolean;
  /** Timestamps, and protection against wrapped sequence numbers [RFC 7323, 5]. */
  readonly timestamps: boolean;
}

/** The transmission control block [3.3.1]. All of it is zero in CLOSED but what outlives a connection. */
export interface Tcb extends Settings {
  /** ISS. */
  readonly iss: SequenceNumber;
  /** SND.UNA: oldest unacknowledged. */
  readonly una: SequenceNumber;
  /** SND.NXT: next to be sent. */
  readonly nxt: SequenceNumber;
  /** RCV.NXT: next expected. */
  readonly rcv: SequenceNumber;
  /** Whether our FIN has been sent (it is the last number before SND.NXT). */
  readonly finSent: boolean;
  /** Text segments that the user may still send. */
  readonly dataLeft: number;
  /** Whether the connection was opened passively. */
  readonly passive: boolean;
  /** How often the front of the queue has been retransmitted, where that is limited. */
  readonly tries: number;
  /** TS.Recent [RFC 7323, 4.3]. */
  readonly recent: number;
  /** What came one number too early, and is kept until the gap is filled (SHLD-31). */
  readonly kept: 'DATA' | 'FIN' | null;
  /** The front that was sent again, where the rest of the queue waits for its acknowledgement to be sent again, too. */
  readonly resentFront: SequenceNumber | null;
  /** The connection in TIME-WAIT that a new SYN reopened, in case that SYN proves an old duplicate [3.6.1, MAY-2]. */
  readonly reopenedFrom: { readonly nxt: SequenceNumber; readonly rcv: SequenceNumber } | null;
  /** Outlives a connection: the ISS of the next one. */
  readonly nextIss: SequenceNumber;
  /** Outlives a connection: active OPENs so far. */
  readonly opens: number;
  /** Outlives a connection: a clock for timestamps that ticks once per connection. */
  readonly clock: number;
}

/** The block of an endpoint that has never been connected. */
export function initialTcb(settings: Settings): Tcb {
  return { ...settings, ...noConnection, nextIss: 0, opens: 0, clock: 0 };
}

/** What is forgotten when a connection ends. */
const noConnection = {
  iss: 0,
  una: 0,
  nxt: 0,
  rcv: 0,
  finSent: false,
  dataLeft: 0,
  passive: false,
  tries: 0,
  recent: 0,
  kept: null,
  resentFront: null,
  reopenedFrom: null,
} as const;

/** The clock of timestamps stands still after so many connections, to keep the state space finite. */
const LAST_CLOCK = 4;

/** Begins a connection: puts the SYN into the sequence. */
export function begin(tcb: Tcb, iss: SequenceNumber, passive: boolean): Tcb {
  const clock = tcb.timestamps ? Math.min(tcb.clock + 1, LAST_CLOCK) : 0;
  const sequence = { iss, una: iss, nxt: plus(tcb, iss, 1), nextIss: 0 };
  return { ...tcb, ...noConnection, ...sequence, dataLeft: tcb.data, passive, clock };
}

/** MAY-2 [3.6.1]: begins a connection from TIME-WAIT, above every number used before. */
export function reopen(tcb: Tcb): Tcb {
  const { nxt, rcv } = tcb;
  return { ...begin(tcb, nxt, true), reopenedFrom: { nxt, rcv } };
}

/** Goes back to the TIME-WAIT that an old duplicate SYN interrupted. */
export function backToTimeWait(tcb: Tcb): Tcb {
  if (tcb.reopenedFrom === null) throw new Error('this connection did not come from TIME-WAIT');
  const { nxt, rcv } = tcb.reopenedFrom;
  return { ...tcb, ...noConnection, una: nxt, nxt, rcv, finSent: true, passive: true };
}

/** Ends a connection: forgets it, but for the next ISS. */
export function end(tcb: Tcb): Tcb {
  return { ...tcb, ...noConnection, nextIss: issAfter(tcb) };
}

function issAfter(tcb: Tcb): SequenceNumber {
  switch (tcb.isn) {
    case 'fixed':
    case 'arbitrary':
      return 0;
    case 'increment':
      return plus(tcb, tcb.iss, 1);
    case 'monotone':
      return tcb.nxt;
  }
}

/** Takes the peer's SYN into account: IRS and RCV.NXT [3.10.7.2, 3.10.7.3]. */
export function synchronized(tcb: Tcb, segment: Segment): Tcb {
  const una = segment.ack ?? tcb.una;
  return { ...tcb, rcv: plus(tcb, segment.seq, 1), una, tries: 0, recent: segment.ts ?? 0 };
}

/** Fifth check [3.10.7.4]: SND.UNA < SEG.ACK =< SND.NXT advances the acknowledgement. */
export function advances(tcb: Tcb, { ack }: Segment): boolean {
  if (ack === null) return false;
  const ahead = distance(tcb, tcb.una, ack);
  return ahead > 0 && ahead <= distance(tcb, tcb.una, tcb.nxt);
}

/** SEG.ACK > SND.NXT: it acknowledges what was never sent. */
export function acknowledgesTheUnsent(tcb: Tcb, segment: Segment): boolean {
  return segment.ack !== null && !advances(tcb, segment) && isAfter(tcb, segment.ack, tcb.nxt);
}

export function acknowledgesOurFin(tcb: Tcb, segment: Segment): boolean {
  return tcb.finSent && (tcb.una === tcb.nxt || (advances(tcb, segment) && segment.ack === tcb.nxt));
}

/** The same of a segment by itself, which also is the next that is expected. */
export function bearsAckOfOurFin(tcb: Tcb, segment: Segment): boolean {
  return tcb.finSent && segment.ack === tcb.nxt && segment.seq === tcb.rcv;
}

/** First check [3.10.7.4, Table 6]: whether the segment lies in the window, and is no older than PAWS allows. */
export function isAcceptable(tcb: Tcb, segment: Segment): boolean {
  return isInWindow(tcb, segment) && !isOlderThanRecent(tcb, segment);
}

function isInWindow(tcb: Tcb, segment: Segment): boolean {
  const length = lengthOf(segment);
  const first = segment.seq;
  if (tcb.window === 0) return length === 0 && first === tcb.rcv;
  const last = plus(tcb, first, Math.max(length - 1, 0));
  return isWithin(tcb, first, tcb.rcv, tcb.window) || isWithin(tcb, last, tcb.rcv, tcb.window);
}

/** PAWS [RFC 7323, 5.3, R1]: SEG.TSval < TS.Recent; a RST is exempt [5.2]. */
function isOlderThanRecent(tcb: Tcb, segment: Segment): boolean {
  return tcb.timestamps && !isRst(segment) && segment.ts !== null && segment.ts < tcb.recent;
}

/** Text at RCV.NXT. What comes too early is dropped, and acknowledged so that the sender knows (SHLD-31 would keep it). */
export function hasTextInOrder(tcb: Tcb, segment: Segment): boolean {
  return hasText(segment) && segment.seq === tcb.rcv;
}

export function isFinInOrder(tcb: Tcb, segment: Segment): boolean {
  return isFin(segment) && segment.seq === tcb.rcv;
}

/** The peer's FIN once more: its number is the last one before RCV.NXT. */
export function isRetransmittedFin(tcb: Tcb, segment: Segment): boolean {
  return isFin(segment) && plus(tcb, segment.seq, 1) === tcb.rcv && !isOlderThanRecent(tcb, segment);
}

/** MAY-2 [3.6.1]: a SYN whose number is larger than any that the peer used in the connection before. */
export function isNewConnection(tcb: Tcb, segment: Segment): boolean {
  const isLarger = isAfter(tcb, segment.seq, plus(tcb, tcb.rcv, -1));
  return segment.kind === 'SYN' && isLarger && !isOlderThanRecent(tcb, segment);
}

/** The segment at the front of the retransmission queue, or null if all is acknowledged. */
export function frontOfQueue(tcb: Tcb): { readonly kind: SegmentKind; readonly seq: SequenceNumber } | null {
  if (tcb.una === tcb.nxt) return null;
  if (tcb.una === tcb.iss) return { kind: 'SYN_ACK', seq: tcb.iss };
  const isOurFin = tcb.finSent && plus(tcb, tcb.una, 1) === tcb.nxt;
  return { kind: isOurFin ? 'FIN' : 'DATA', seq: tcb.una };
}

/** The whole retransmission queue, from its front on. */
export function wholeQueue(
  tcb: Tcb,
): readonly { readonly kind: SegmentKind; readonly seq: SequenceNumber }[] {
  const front = frontOfQueue(tcb);
  if (front === null) return [];
  return [front, ...wholeQueue({ ...tcb, una: plus(tcb, tcb.una, 1) })];
}

/** What is to be sent again now that the front of the queue has been acknowledged, if that was sent again alone. */
export function waitingRest(tcb: Tcb): ReturnType<typeof wholeQueue> {
  return tcb.resentFront === null || tcb.resentFront === tcb.una ? [] : wholeQueue(tcb);
}

/** Text or FIN that is in the window, but not next: at RCV.NXT + 1, the only such place in a window of two. */
export function isKeepable(tcb: Tcb, segment: Segment): boolean {
  return (hasText(segment) || isFin(segment)) && segment.seq === plus(tcb, tcb.rcv, 1);
}

/** Retransmissions of the front of the queue, with the next one; not counted where they are unlimited. */
export function triesAfterNext(tcb: Tcb): number {
  return tcb.retransmissions > 0 ? tcb.tries + 1 : 0;
}

/** Whether TIME-WAIT answers this segment with an ACK: unacceptable, or to be challenged, and no RST that is dropped. */
export function isAnswered(tcb: Tcb, segment: Segment): boolean {
  if (!isAcceptable(tcb, segment)) return !isRst(segment);
  return isSyn(segment) || acknowledgesTheUnsent(tcb, segment);
}

/** Whether the ACK of a segment is there, and not below SND.UNA nor above SND.NXT. */
export function hasAckWorthALook(tcb: Tcb, segment: Segment): boolean {
  return segment.ack !== null && !isOldAck(tcb, segment) && !acknowledgesTheUnsent(tcb, segment);
}

/** SEG.ACK < SND.UNA: what it acknowledges has been acknowledged before. */
export function isOldAck(tcb: Tcb, { ack }: Segment): boolean {
  return ack !== null && isAfter(tcb, tcb.una, ack);
}
