import { hasAck, isRst, isSyn, type Segment, type SegmentKind } from './segment.ts';
import { afterEstablished, knowsThePeer } from './states.ts';
import type { Tcb } from './tcb.ts';
import * as tcb from './tcb.ts';

/** What makes a row happen: a call of the user, a timer, or a segment, perhaps under a condition. */
export type Trigger =
  | 'ACTIVE_OPEN'
  | 'PASSIVE_OPEN'
  | 'SEND'
  | 'CLOSE'
  | 'ABORT'
  | 'RTO'
  | 'TIME_WAIT'
  | { readonly segment: string; readonly when: (context: Tcb, segment: Segment) => boolean };

/** A row of the table of connection states: in this state, on this, go there and send that. */
export interface Row {
  readonly from: string;
  readonly on: Trigger;
  readonly to: string;
  readonly sends: readonly SegmentKind[];
  /** Section of RFC 9293, or another RFC. */
  readonly section: string;
}

type Test = (context: Tcb, segment: Segment) => boolean;

const kind =
  (...kinds: readonly SegmentKind[]): Test =>
  (_, segment) =>
    kinds.includes(segment.kind);
const all =
  (...tests: readonly Test[]): Test =>
  (context, segment) =>
    tests.every((test) => test(context, segment));
const not =
  (test: Test): Test =>
  (context, segment) =>
    !test(context, segment);

const rst: Test = (_, segment) => isRst(segment);
const syn: Test = (_, segment) => isSyn(segment);
const ack: Test = (_, segment) => hasAck(segment);
const exact: Test = (context, segment) => segment.seq === context.rcv;
const inWindow: Test = (context, segment) => tcb.isAcceptable(context, segment);
const ofOurSyn: Test = (context, segment) => segment.ack === context.nxt;
const ofOurFin: Test = (context, segment) => tcb.acknowledgesOurFin(context, segment);
const advances: Test = (context, segment) => tcb.advances(context, segment);
const ofTheUnsent: Test = (context, segment) => tcb.acknowledgesTheUnsent(context, segment);
const passive: Test = (context) => context.passive;
const reopened: Test = (context) => context.reopenedFrom !== null;

function on(segment: string, ...when: readonly Test[]): Trigger {
  return { segment, when: all(...when) };
}

function row(from: string, trigger: Trigger, to: string, section: string, ...sends: SegmentKind[]): Row {
  return { from, on: trigger, to, sends, section };
}

const peerHasClosed = ['CLOSE-WAIT', 'CLOSING', 'LAST-ACK', 'TIME-WAIT'];
/** What can be at the front of the queue. */
const retransmitted = {
  'SYN-RECEIVED': ['SYN_ACK'],
  ESTABLISHED: ['DATA'],
  'FIN-WAIT-1': ['SYN_ACK', 'DATA', 'FIN'],
  'CLOSE-WAIT': ['DATA'],
  CLOSING: ['DATA', 'FIN'],
  'LAST-ACK': ['DATA', 'FIN'],
} as const;

/** Opening a connection. */
const opening: readonly Row[] = [
  row('CLOSED', 'PASSIVE_OPEN', 'LISTEN', '3.10.1'),
  row('CLOSED', 'ACTIVE_OPEN', 'SYN-SENT', '3.10.1', 'SYN'),
  row('LISTEN', 'ACTIVE_OPEN', 'SYN-SENT', '3.10.1', 'SYN'),
  row('LISTEN', 'SEND', 'SYN-SENT', '3.10.2', 'SYN'),
  row('LISTEN', 'CLOSE', 'CLOSED', '3.10.4'),
  row('LISTEN', 'ABORT', 'CLOSED', '3.10.5'),
  row('CLOSED', on('RST', rst), 'CLOSED', '3.10.7.1'),
  row('CLOSED', on('any with ACK', not(rst), ack), 'CLOSED', '3.10.7.1', 'RST'),
  row('CLOSED', on('any without ACK', not(rst), not(ack)), 'CLOSED', '3.10.7.1', 'RST'),
  row('LISTEN', on('RST', rst), 'LISTEN', '3.10.7.2'),
  row('LISTEN', on('ACK', not(rst), ack), 'LISTEN', '3.10.7.2', 'RST'),
  row('LISTEN', on('SYN', kind('SYN')), 'SYN-RECEIVED', '3.10.7.2', 'SYN_ACK'),
];

/** From the first SYN to ESTABLISHED. */
const handshake: readonly Row[] = [
  row('SYN-SENT', 'CLOSE', 'CLOSED', '3.10.4'),
  row('SYN-SENT', 'ABORT', 'CLOSED', '3.10.5'),
  row('SYN-SENT', 'RTO', 'SYN-SENT', '3.10.8', 'SYN'),
  row('SYN-SENT', on('ACK not of our SYN', not(rst), ack, not(ofOurSyn)), 'SYN-SENT', '3.10.7.3', 'RST'),
  row('SYN-SENT', on('RST, ACK not of our SYN', rst, ack, not(ofOurSyn)), 'SYN-SENT', '3.10.7.3'),
  row('SYN-SENT', on('RST, ACK of our SYN', rst, ofOurSyn), 'CLOSED', '3.10.7.3'),
  row('SYN-SENT', on('RST without ACK', rst, not(ack)), 'SYN-SENT', '3.10.7.3'),
  row('SYN-SENT', on('SYN, ACK of our SYN', kind('SYN_ACK'), ofOurSyn), 'ESTABLISHED', '3.10.7.3', 'ACK'),
  row('SYN-SENT', on('SYN without ACK', kind('SYN')), 'SYN-RECEIVED', '3.10.7.3', 'SYN_ACK'),
  row('SYN-SENT', on('neither SYN nor RST', not(rst), not(syn), ofOurSyn), 'SYN-SENT', '3.10.7.3'),
  row('SYN-RECEIVED', on('ACK of our SYN', inWindow, kind('ACK'), advances), 'ESTABLISHED', '3.10.7.4, 5th'),
  row(
    'SYN-RECEIVED',
    on('text, ACK of our SYN', inWindow, kind('DATA'), exact, advances),
    'ESTABLISHED',
    '3.10.7.4, 5th',
    'ACK',
  ),
  row(
    'SYN-RECEIVED',
    on('ACK not of our SYN', inWindow, not(rst), not(syn), ack, not(advances), not(ofTheUnsent)),
    'SYN-RECEIVED',
    '3.10.7.4, 5th',
    'RST',
  ),
  row(
    'SYN-RECEIVED',
    on('RST after passive OPEN', rst, exact, passive, not(reopened)),
    'LISTEN',
    '3.10.7.4, 2nd',
  ),
  row('SYN-RECEIVED', on('RST after active OPEN', rst, exact, not(passive)), 'CLOSED', '3.10.7.4, 2nd'),
  row(
    'SYN-RECEIVED',
    on('SYN in window after passive OPEN', inWindow, syn, passive, not(reopened)),
    'LISTEN',
    '3.10.7.4, 4th',
  ),
  row('SYN-RECEIVED', 'CLOSE', 'FIN-WAIT-1', '3.10.4', 'FIN'),
  row('SYN-RECEIVED', 'ABORT', 'CLOSED', '3.10.5', 'RST'),
  row(
    'SYN-RECEIVED',
    on('FIN', inWindow, kind('FIN'), exact, advances),
    'CLOSE-WAIT',
    '3.10.7.4, 8th',
    'ACK',
  ),
];

/** Text, and the close. */
const closing: readonly Row[] = [
  row('ESTABLISHED', 'SEND', 'ESTABLISHED', '3.10.2', 'DATA'),
  row('CLOSE-WAIT', 'SEND', 'CLOSE-WAIT', '3.10.2', 'DATA'),
  ...['ESTABLISHED', 'FIN-WAIT-1', 'FIN-WAIT-2'].map((from) =>
    row(from, on('text', inWindow, kind('DATA'), exact), from, '3.10.7.4, 7th', 'ACK'),
  ),
  row('ESTABLISHED', 'CLOSE', 'FIN-WAIT-1', '3.10.4', 'FIN'),
  row('ESTABLISHED', on('FIN', inWindow, kind('FIN'), exact), 'CLOSE-WAIT', '3.10.7.4, 8th', 'ACK'),
  row('FIN-WAIT-1', on('ACK of our FIN', inWindow, kind('ACK'), ofOurFin), 'FIN-WAIT-2', '3.10.7.4, 5th'),
  row(
    'FIN-WAIT-1',
    on('FIN, ACK of our FIN', kind('FIN'), exact, ofOurFin),
    'TIME-WAIT',
    '3.10.7.4, 8th',
    'ACK',
  ),
  row(
    'FIN-WAIT-1',
    on('FIN, no ACK of ours', kind('FIN'), exact, not(ofOurFin)),
    'CLOSING',
    '3.10.7.4, 8th',
    'ACK',
  ),
  row('FIN-WAIT-2', on('FIN', kind('FIN'), exact), 'TIME-WAIT', '3.10.7.4, 8th', 'ACK'),
  row('CLOSE-WAIT', 'CLOSE', 'LAST-ACK', '3.10.4', 'FIN'),
  row('CLOSING', on('ACK of our FIN', inWindow, ofOurFin), 'TIME-WAIT', '3.10.7.4, 5th'),
  row('LAST-ACK', on('ACK of our FIN', inWindow, ofOurFin), 'CLOSED', '3.10.7.4, 5th'),
  ...peerHasClosed.map((from) =>
    row(
      from,
      on('text or FIN, in window', inWindow, kind('DATA', 'FIN'), not(ofTheUnsent)),
      from,
      '3.10.7.4, 7th and 8th',
    ),
  ),
  row(
    'TIME-WAIT',
    on('the FIN again', (context, segment) => tcb.isRetransmittedFin(context, segment)),
    'TIME-WAIT',
    '3.10.7.4, 8th',
    'ACK',
  ),
  row('TIME-WAIT', 'TIME_WAIT', 'CLOSED', '3.10.8'),
  row('TIME-WAIT', on('a new SYN', kind('SYN')), 'SYN-RECEIVED', '3.6.1, MAY-2', 'SYN_ACK'),
  row('SYN-RECEIVED', on('RST after reopening', rst, exact, reopened), 'TIME-WAIT', '3.6.1, MAY-2'),
];

/** What several states share. */
const shared: readonly Row[] = [
  ...['ESTABLISHED', 'FIN-WAIT-1', 'FIN-WAIT-2', 'CLOSE-WAIT'].map((from) =>
    row(from, 'ABORT', 'CLOSED', '3.10.5', 'RST'),
  ),
  ...['CLOSING', 'LAST-ACK', 'TIME-WAIT'].map((from) => row(from, 'ABORT', 'CLOSED', '3.10.5')),
  ...afterEstablished.map((from) =>
    row(from, on('RST, SEQ = RCV.NXT', rst, exact), 'CLOSED', '3.10.7.4, 2nd'),
  ),
  ...knowsThePeer.map((from) =>
    row(from, on('RST in window, SEQ ≠ RCV.NXT', rst, inWindow, not(exact)), from, 'RFC 5961, 3.2', 'ACK'),
  ),
  ...knowsThePeer.map((from) => row(from, on('unacceptable RST', rst, not(inWindow)), from, '3.10.7.4, 1st')),
  ...knowsThePeer.map((from) =>
    row(from, on('unacceptable', not(rst), not(inWindow)), from, '3.10.7.4, 1st', 'ACK'),
  ),
  ...afterEstablished.map((from) =>
    row(from, on('SYN in window', inWindow, syn), from, 'RFC 5961, 4.2', 'ACK'),
  ),
  ...knowsThePeer.map((from) =>
    row(
      from,
      on('ACK > SND.NXT', inWindow, not(rst), not(syn), ofTheUnsent),
      from,
      '3.10.7.4, 5th',
      from === 'SYN-RECEIVED' ? 'RST' : 'ACK',
    ),
  ),
  ...Object.entries(retransmitted).flatMap(([from, fronts]) =>
    fronts.map((front) => row(from, 'RTO', from, '3.10.8', front)),
  ),
];

/** The whole table of connection states. */
export const rows: readonly Row[] = [...opening, ...handshake, ...closing, ...shared];

/** Says a row on one line: `LISTEN, SYN → SYN-RECEIVED, sends SYN_ACK`. */
export function nameOf({ from, on, to, sends }: Row): string {
  const trigger = typeof on === 'string' ? on : on.segment;
  const sent = sends.length === 0 ? '' : `, sends ${sends.join(', ')}`;
  return `${from}, ${trigger} → ${to}${sent}`;
}
