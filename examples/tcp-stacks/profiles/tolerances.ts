import type { Segment } from '../../../machines/tcp/segment.ts';
import { plus } from '../../../machines/tcp/sequence.ts';
import { acknowledgesTheUnsent } from '../../../machines/tcp/tcb.ts';
import type { Occasion, Tolerance } from '../driver/tolerance.ts';

const isSame = (a: Segment | undefined, b: Segment | undefined) =>
  a?.kind === b?.kind && a?.seq === b?.seq && a?.ack === b?.ack;

/** A RST with the ACK bit, where the RFC has none. The number that counts, SEQ, must be right. */
export const rstWithAck: Tolerance = {
  name: 'RST with ACK',
  sentence: 'A RST has the ACK bit on, and acknowledges what it answers or has taken.',
  section: '3.10.7.1, 3.10.5',
  excuses: ({ expected, found }) =>
    expected.length === found.length &&
    expected.every((wanted, i) => {
      const other = found[i];
      const isRst = wanted.kind === 'RST' && wanted.ack === null && other?.kind === 'RST';
      return isRst ? wanted.seq === other.seq && other.ack !== null : isSame(wanted, other);
    }),
};

/** States in which ABORT ends a connection without a word [3.10.5]. */
const ENDS_SILENTLY: ReadonlySet<unknown> = new Set(['SYN-SENT', 'CLOSING', 'LAST-ACK', 'TIME-WAIT']);

/** A RST for an ABORT in states whose peer needs none. */
export const abortWithRst: Tolerance = {
  name: 'ABORT with RST',
  sentence:
    'ABORT sends a RST also where both sides have closed; ABORT and CLOSE do where the SYN has not been answered.',
  section: '3.10.5, 3.10.4',
  excuses: ({ what, before, expected, found: [rst, ...more] }) =>
    (what === 'ABORT' ? ENDS_SILENTLY.has(before.value) : what === 'CLOSE' && before.value === 'SYN-SENT') &&
    expected.length === 0 &&
    more.length === 0 &&
    rst?.kind === 'RST' &&
    rst.seq === before.context.nxt,
};

/** No challenge ACK within a second of the last one. */
export const challengeLimit = (milliseconds: number): Tolerance => ({
  name: 'limit on challenge ACKs',
  sentence: `A challenge ACK is left out if another one was sent less than ${milliseconds} ms before.`,
  section: 'RFC 5961, 7',
  excuses: (occasion) =>
    occasion.sinceChallenge !== null && occasion.sinceChallenge < milliseconds && lacksChallenge(occasion),
});

/** Only an ACK is missing, which answers a segment that moved nothing. */
function lacksChallenge({ before, after, expected, found }: Occasion): boolean {
  const [ack, ...more] = expected;
  const moved = before.value !== after.value || before.context.rcv !== after.context.rcv;
  return found.length === 0 && more.length === 0 && ack?.kind === 'ACK' && !moved;
}

/** An ACK of the unsent with a number out of the window: both earn an ACK. */
export const answersTwice: Tolerance = {
  name: 'two ACKs for two faults',
  sentence: 'A segment out of the window that acknowledges the unsent is answered with two equal ACKs.',
  section: '3.10.7.4, first check',
  excuses: ({ segment, before, expected, found }) =>
    segment !== null &&
    acknowledgesTheUnsent(before.context, segment) &&
    expected.length === 1 &&
    found.length === 2 &&
    found.every((each) => each.kind === 'ACK' && isSame(each, expected[0])),
};

/** A FIN that comes too early is as if it had not come. */
export const ignoresEarlyFin: Tolerance = {
  name: 'early FIN without an answer',
  sentence: 'A FIN ahead of RCV.NXT is dropped without the ACK that would tell what is missing.',
  section: '3.10.7.4, SHLD-31; RFC 5681, 4.2',
  excuses: ({ segment, before, expected, found }) =>
    segment?.kind === 'FIN' &&
    segment.seq === plus(before.context, before.context.rcv, 1) &&
    expected.length === 1 &&
    expected[0]?.kind === 'ACK' &&
    found.length === 0,
};

/** Only what is nothing but an ACK is refused in SYN-SENT. */
export const ignoresFinInSynSent: Tolerance = {
  name: 'FIN in SYN-SENT without an answer',
  sentence: 'A FIN with a wrong ACK is dropped in SYN-SENT without a RST.',
  section: '3.10.7.3, first check',
  excuses: ({ segment, before, expected, found }) =>
    segment?.kind === 'FIN' &&
    before.value === 'SYN-SENT' &&
    expected.length === 1 &&
    expected[0]?.kind === 'RST' &&
    found.length === 0,
};

/** A FIN is not sent as long as the congestion window is full of what was sent again. */
export const finWaitsForWindow: Tolerance = {
  name: 'FIN waits for the congestion window',
  sentence:
    'After a retransmission, the congestion window is one segment: a FIN waits until that is acknowledged.',
  section: 'RFC 5681, 3.1 and 4.2',
  endsPath: true,
  excuses: ({ what, isRecovering, before, expected, found }) =>
    what === 'CLOSE' &&
    isRecovering &&
    before.context.una !== before.context.nxt &&
    expected.length === 1 &&
    expected[0]?.kind === 'FIN' &&
    found.length === 0,
};

/** A duplicate ACK in LAST-ACK, which can be ignored, is answered. */
export const answersDuplicateInLastAck: Tolerance = {
  name: 'duplicate ACK in LAST-ACK answered',
  sentence: 'In LAST-ACK, an ACK that acknowledges nothing new is answered with a challenge ACK.',
  section: '3.10.7.4, fifth check',
  excuses: ({ segment, before, expected, found: [answer, ...more] }) =>
    segment !== null &&
    before.value === 'LAST-ACK' &&
    segment.ack === before.context.una &&
    expected.length === 0 &&
    more.length === 0 &&
    answer?.kind === 'ACK',
};
