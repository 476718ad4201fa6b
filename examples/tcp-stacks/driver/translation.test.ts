import { describe, expect, it } from 'vitest';
import type { Segment } from '../../../machines/tcp/segment.ts';
import type { Flag, Packet } from '../link/packet.ts';
import { place } from './fixtures.ts';
import { SOCKETS } from './hosts.ts';
import { Translation } from './translation.ts';

const ISS = 5000;
const IRS = 0xffffffff;

const packet = (flags: readonly Flag[], sequence: number, acknowledgment = 0, text = 0): Packet => ({
  from: SOCKETS.server,
  to: SOCKETS.client,
  sequence,
  acknowledgment,
  flags: new Set(flags),
  window: 2000,
  text,
});
const segment = (kind: Segment['kind'], seq: number, ack: number | null): Segment => ({
  type: 'SEGMENT',
  kind,
  seq,
  ack,
  ts: null,
});

/** The server, ESTABLISHED: its ISS and IRS are the model's 0. */
const established = place('ESTABLISHED', { iss: 0, una: 1, nxt: 1, rcv: 1 });

function connected(): Translation {
  const translation = new Translation('server');
  const synAck = packet(['S', 'A'], ISS, IRS + 1);
  translation.beginOwn(synAck, established);
  translation.beginPeer({ segment: segment('SYN', 0, null), packet: packet(['S'], IRS) });
  translation.noteWindow(synAck);
  return translation;
}

const sequenceOf = (seq: number, at = established) =>
  connected().given(segment('DATA', seq, 1), at).packet.sequence;

describe('what a stack is given', () => {
  it('lies as far from RCV.NXT as in the model', () => {
    expect(sequenceOf(1)).toBe(0);
    expect(sequenceOf(2)).toBe(1);
    expect(sequenceOf(0)).toBe(IRS);
    expect(sequenceOf(7)).toBe(IRS - 1);
  });

  it('lies beyond the window that the stack has advertised if it lies beyond the model’s', () => {
    expect(sequenceOf(3)).toBeGreaterThan(2000);
  });

  it('acknowledges as much of what was sent as in the model', () => {
    const acknowledges = (ack: number) =>
      connected().given(segment('ACK', 1, ack), established).packet.acknowledgment;
    expect([0, 1, 2].map(acknowledges)).toEqual([ISS, ISS + 1, ISS + 2]);
  });

  it('has a number larger than all before where there is no connection', () => {
    const translation = new Translation('server');
    const listening = place('LISTEN', {});
    const numbers = [0, 0, 3].map(
      (seq) => translation.given(segment('SYN', seq, null), listening).packet.sequence,
    );
    expect(numbers).toEqual([...numbers].sort((a, b) => a - b));
    expect(new Set(numbers).size).toBe(3);
  });
});

describe('what a stack sends', () => {
  it('is read in the numbers of the model; text and FIN in one are two segments', () => {
    const read = connected().read(packet(['F', 'A'], ISS + 1, 0, 1), established.context, null);
    expect(read).toEqual([segment('DATA', 1, 1), segment('FIN', 2, 1)]);
  });

  it('is refused if it is of another connection, or has more text than one octet', () => {
    const { context } = established;
    expect(() => connected().read(packet(['A'], ISS + 100, 0), context, null)).toThrow('100 from');
    expect(() => connected().read(packet(['A'], ISS + 1, 0, 2), context, null)).toThrow('2 octets');
  });

  it('is a RST with the numbers of what it answers', () => {
    const cause = connected().given(segment('FIN', 3, 2), place('LISTEN', {}));
    const { context } = established;
    const answer = packet(['R', 'A'], cause.packet.acknowledgment, cause.packet.sequence + 1);
    expect(connected().read(answer, context, cause)).toEqual([segment('RST', 2, 4)]);
  });
});
