import { readCapture } from 'allways/testing';
import { describe, expect, it } from 'vitest';
import { SOCKETS } from '../driver/hosts.ts';
import type { Exchange } from '../driver/real-end.ts';
import { encodePacket, type Flag, type Packet } from '../link/packet.ts';
import { captureOf } from './capture.ts';

const packet = (from: 'client' | 'server', flags: readonly Flag[]): Packet => ({
  from: SOCKETS[from],
  to: SOCKETS[from === 'client' ? 'server' : 'client'],
  sequence: 7,
  acknowledgment: 0,
  flags: new Set(flags),
  window: 60_000,
  text: 0,
});

const exchange = (command: string, given: Packet | null, sent: readonly Packet[], now: number): Exchange => {
  const answer = {
    sent: sent.map(encodePacket),
    events: [],
    errors: [],
    state: 'SYN-RECEIVED',
    now,
    late: 0,
  };
  return { command, given, sent, answer };
};

describe('a capture at the host of a stack', () => {
  it('has what arrived before what was sent for it', () => {
    const [syn, synAck] = [packet('client', ['S']), packet('server', ['S', 'A'])];
    const exchanges = [
      exchange('listen 80', null, [], 0),
      exchange('in 00', syn, [synAck], 0),
      exchange('next', null, [synAck], 1500),
    ];
    const packets = readCapture(captureOf(exchanges))?.packets ?? [];
    expect(packets.map(({ bytes }) => bytes)).toEqual([syn, synAck, synAck].map(encodePacket));
    expect(packets.map(({ number }) => number)).toEqual([1, 2, 3]);
  });
});
