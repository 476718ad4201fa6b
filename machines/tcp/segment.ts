import type { SequenceNumber } from './sequence.ts';

/** What a segment is for: its control bits, and whether it carries text. Text and FIN are never sent together here. */
export type SegmentKind = 'SYN' | 'SYN_ACK' | 'ACK' | 'DATA' | 'FIN' | 'RST';

/** A segment. Every kind occupies one sequence number, but ACK and RST, which occupy none. */
export interface Segment {
  readonly type: 'SEGMENT';
  readonly kind: SegmentKind;
  readonly seq: SequenceNumber;
  /** Null if the ACK bit is off. */
  readonly ack: SequenceNumber | null;
  /** TSval of the timestamps option [RFC 7323, 3]; null if it is not used. */
  readonly ts: number | null;
}

/** SEG.LEN: the sequence numbers that the segment occupies. */
export function lengthOf({ kind }: Segment): number {
  return kind === 'ACK' || kind === 'RST' ? 0 : 1;
}

export const isRst = ({ kind }: Segment) => kind === 'RST';
export const isSyn = ({ kind }: Segment) => kind === 'SYN' || kind === 'SYN_ACK';
export const isFin = ({ kind }: Segment) => kind === 'FIN';
export const hasText = ({ kind }: Segment) => kind === 'DATA';
export const hasAck = ({ ack }: Segment) => ack !== null;
