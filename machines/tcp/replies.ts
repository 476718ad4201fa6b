import { lengthOf, type Segment, type SegmentKind } from './segment.ts';
import { plus, type SequenceNumber } from './sequence.ts';
import type { Tcb } from './tcb.ts';

/** A segment of this connection: every one but the first SYN carries an acknowledgement. */
export function segmentOf(tcb: Tcb, kind: SegmentKind, seq: SequenceNumber = tcb.nxt): Segment {
  const ack = kind === 'SYN' ? null : tcb.rcv;
  return { type: 'SEGMENT', kind, seq, ack, ts: tcb.timestamps ? tcb.clock : null };
}

/** <SEQ=SND.NXT><CTL=RST>: the end of a connection by ABORT [3.10.5]. */
export function abortOf(tcb: Tcb): Segment {
  return { type: 'SEGMENT', kind: 'RST', seq: tcb.nxt, ack: null, ts: null };
}

/** A RST that the sender of this segment will believe [3.10.7.1]: SEQ = SEG.ACK, or 0 and an ACK of the segment. */
export function refusalOf(tcb: Tcb, segment: Segment): Segment {
  const ts = null;
  if (segment.ack !== null) return { type: 'SEGMENT', kind: 'RST', seq: segment.ack, ack: null, ts };
  const ack = plus(tcb, segment.seq, lengthOf(segment));
  return { type: 'SEGMENT', kind: 'RST', seq: 0, ack, ts };
}
