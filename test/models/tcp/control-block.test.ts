import { describe, expect, it } from 'vitest';
import type { Segment, SegmentKind } from '../../../machines/tcp/segment.ts';
import { distance, isAfter, plus } from '../../../machines/tcp/sequence.ts';
import { plainSettings } from '../../../machines/tcp/settings.ts';
import {
  acknowledgesOurFin,
  acknowledgesTheUnsent,
  advances,
  begin,
  frontOfQueue,
  initialTcb,
  isAcceptable,
  isNewConnection,
  isRetransmittedFin,
  type Tcb,
} from '../../../machines/tcp/tcb.ts';

const block = (changes: Partial<Tcb>): Tcb => ({ ...initialTcb(plainSettings), ...changes });

function segment(
  kind: SegmentKind,
  seq: number,
  ack: number | null = null,
  ts: number | null = null,
): Segment {
  return { type: 'SEGMENT', kind, seq, ack, ts };
}

describe('sequence numbers', () => {
  it('go round', () => {
    expect(plus({ size: 8 }, 7, 1)).toBe(0);
    expect(plus({ size: 8 }, 0, -1)).toBe(7);
    expect(distance({ size: 8 }, 6, 1)).toBe(3);
  });

  it('come after one another within half the space', () => {
    expect(isAfter({ size: 8 }, 1, 6)).toBe(true);
    expect(isAfter({ size: 8 }, 6, 1)).toBe(false);
    expect(isAfter({ size: 8 }, 3, 3)).toBe(false);
    expect(isAfter({ size: 8 }, 7, 3)).toBe(false);
  });
});

describe('the acceptability test (RFC 9293, Table 6), with RCV.NXT = 7', () => {
  const taken = (window: number, kind: SegmentKind) =>
    [0, 1, 2, 3, 4, 5, 6, 7].filter((seq) => isAcceptable(block({ window, rcv: 7 }), segment(kind, seq)));

  it('takes an empty segment at RCV.NXT only, if the window is closed', () => {
    expect(taken(0, 'ACK')).toEqual([7]);
  });

  it('takes no text and no FIN, if the window is closed', () => {
    expect(taken(0, 'DATA')).toEqual([]);
    expect(taken(0, 'FIN')).toEqual([]);
  });

  it('takes whatever lies in an open window, across the end of the space', () => {
    expect(taken(2, 'ACK')).toEqual([0, 7]);
    expect(taken(2, 'RST')).toEqual([0, 7]);
    expect(taken(2, 'DATA')).toEqual([0, 7]);
    expect(taken(3, 'SYN')).toEqual([0, 1, 7]);
  });

  it('does not take a retransmitted FIN, which TIME-WAIT must therefore look for first', () => {
    const fin = segment('FIN', 6, 3);
    expect(isAcceptable(block({ rcv: 7 }), fin)).toBe(false);
    expect(isRetransmittedFin(block({ rcv: 7 }), fin)).toBe(true);
    expect(isRetransmittedFin(block({ rcv: 7 }), segment('DATA', 6, 3))).toBe(false);
  });
});

describe('PAWS (RFC 7323, 5.3)', () => {
  const recent = block({ timestamps: true, rcv: 1, recent: 2 });

  it('refuses what is older than the connection, and nothing else', () => {
    expect(isAcceptable(recent, segment('DATA', 1, 1, 1))).toBe(false);
    expect(isAcceptable(recent, segment('DATA', 1, 1, 2))).toBe(true);
  });

  it('does not look at a RST', () => {
    expect(isAcceptable(recent, segment('RST', 1, null, null))).toBe(true);
  });
});

describe('an acknowledgement', () => {
  const sent = block({ una: 6, nxt: 1 });
  const acks = [0, 1, 2, 3, 4, 5, 6, 7];

  it('advances SND.UNA up to SND.NXT', () => {
    expect(acks.filter((ack) => advances(sent, segment('ACK', 0, ack)))).toEqual([0, 1, 7]);
  });

  it('of what was not sent is beyond SND.NXT, within half the space', () => {
    expect(acks.filter((ack) => acknowledgesTheUnsent(sent, segment('ACK', 0, ack)))).toEqual([2, 3, 4]);
  });

  it('of our FIN is one of everything', () => {
    const closing = block({ una: 6, nxt: 1, finSent: true });
    expect(acks.filter((ack) => acknowledgesOurFin(closing, segment('ACK', 0, ack)))).toEqual([1]);
    expect(acknowledgesOurFin(block({ una: 1, nxt: 1, finSent: true }), segment('ACK', 0, 7))).toBe(true);
  });
});

describe('the front of the retransmission queue', () => {
  it('is the SYN, then the text, then the FIN, then nothing', () => {
    const sent = { iss: 0, nxt: 3, finSent: true };
    expect(frontOfQueue(block({ ...sent, una: 0 }))).toEqual({ kind: 'SYN_ACK', seq: 0 });
    expect(frontOfQueue(block({ ...sent, una: 1 }))).toEqual({ kind: 'DATA', seq: 1 });
    expect(frontOfQueue(block({ ...sent, una: 2 }))).toEqual({ kind: 'FIN', seq: 2 });
    expect(frontOfQueue(block({ ...sent, una: 3 }))).toBeNull();
  });
});

describe('a new connection', () => {
  it('begins with SND.UNA = ISS and SND.NXT = ISS + 1', () => {
    expect(begin(block({ rcv: 5, finSent: true }), 7, true)).toMatchObject({
      iss: 7,
      una: 7,
      nxt: 0,
      rcv: 0,
      finSent: false,
      passive: true,
      dataLeft: 1,
    });
  });

  it('is one from TIME-WAIT if its SYN is larger than every number that the peer has used', () => {
    expect(isNewConnection(block({ rcv: 3 }), segment('SYN', 3))).toBe(true);
    expect(isNewConnection(block({ rcv: 3 }), segment('SYN', 2))).toBe(false);
    expect(isNewConnection(block({ rcv: 3 }), segment('SYN_ACK', 3, 1))).toBe(false);
  });
});
