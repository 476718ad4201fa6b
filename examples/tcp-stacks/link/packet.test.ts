import { describe, expect, it } from 'vitest';
import { decodePacket, encodePacket, type Packet } from './packet.ts';

const packet: Packet = {
  from: { address: '10.9.0.2', port: 4000 },
  to: { address: '10.9.0.1', port: 80 },
  sequence: 0xfffffffe,
  acknowledgment: 0x80000000,
  flags: new Set(['F', 'A']),
  window: 60_000,
  text: 3,
};

describe('a packet', () => {
  it('is read as it was written', () => {
    expect(decodePacket(encodePacket(packet))).toEqual(packet);
  });

  it('has the checksums of RFC 1071: all words of a right packet sum up to ones', () => {
    const bytes = encodePacket(packet);
    const sum = (part: Uint8Array, start = 0) => {
      let total = start;
      part.forEach((byte, i) => {
        total += i % 2 === 0 ? byte * 256 : byte;
      });
      while (total > 0xffff) total = (total % 0x10000) + Math.floor(total / 0x10000);
      return total;
    };
    expect(sum(bytes.subarray(0, 20))).toBe(0xffff);
    expect(sum(bytes.subarray(20), sum(bytes.subarray(12, 20), 6 + bytes.length - 20))).toBe(0xffff);
  });

  it('is read with the options that a stack puts in, which are no text', () => {
    const bytes = new Uint8Array(44);
    bytes.set(encodePacket({ ...packet, text: 0, flags: new Set(['S']) }));
    bytes[3] = 44;
    bytes[32] = 6 << 4;
    bytes.set([2, 4, 5, 180], 40);
    expect(decodePacket(bytes)).toMatchObject({ text: 0, flags: new Set(['S']) });
  });

  it('is refused if it is cut off, or no TCP', () => {
    const bytes = encodePacket(packet);
    expect(() => decodePacket(bytes.subarray(0, 42))).toThrow('cut off');
    expect(() => decodePacket(bytes.subarray(0, 30))).toThrow('no TCP segment');
    bytes[9] = 17;
    expect(() => decodePacket(bytes)).toThrow('no TCP segment');
  });
});
