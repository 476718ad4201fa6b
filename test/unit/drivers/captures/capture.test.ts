import { describe, expect, it } from 'vitest';
import { readCapture } from '../../../../src/drivers/captures/capture.ts';
import { joined, packetOf, pcapOf, words } from '../../../support/captures.ts';

const packet = packetOf({ from: 'client', flags: 'S', seq: 1 });
const other = packetOf({ from: 'server', flags: 'SA', seq: 7, ack: 2 });
const ETHERNET = 1;
const COOKED = 113;

const contents = (file: Uint8Array) => readCapture(file)?.packets.map(({ bytes }) => [...bytes]);

/** A block of pcapng: type, length, body, length. */
function block(type: number, body: Uint8Array): Uint8Array {
  const padded = joined([body, new Uint8Array((4 - (body.length % 4)) % 4)]);
  const length = padded.length + 12;
  return joined([words([type, length]), padded, words([length])]);
}

const section = block(0x0a0d0d0a, words([0x1a2b3c4d, 0x00000001, 0xffffffff, 0xffffffff]));
/** Raw IP, time in nanoseconds. */
const nanoseconds = block(
  1,
  joined([words([101, 65535]), Uint8Array.of(9, 0, 1, 0, 9, 0, 0, 0), words([0])]),
);

describe('a pcap file', () => {
  it.each([
    ['little, microseconds', { isLittle: true, magic: 0xa1b2c3d4 }, 1.0005],
    ['big, microseconds', { isLittle: false, magic: 0xa1b2c3d4 }, 1.0005],
    ['little, nanoseconds', { isLittle: true, magic: 0xa1b23c4d }, 1.0000005],
  ])('is read whatever its order of octets and unit of time: %s', (_, options, at) => {
    const capture = readCapture(pcapOf([packet, other], options));
    expect(capture?.packets.map(({ bytes }) => [...bytes])).toEqual([[...packet], [...other]]);
    expect(capture?.packets[0]).toMatchObject({ number: 1, length: 40 });
    expect(capture?.packets[0]?.at).toBeCloseTo(at, 9);
  });

  it('that is cut off says after which packet, and keeps those before', () => {
    const file = pcapOf([packet, other]);
    for (const length of [file.length - 1, file.length - 45]) {
      const capture = readCapture(file.subarray(0, length));
      expect(capture?.packets).toHaveLength(1);
      expect(capture?.notes).toEqual(['the file is cut off after packet 1']);
    }
  });

  it('has IP under Ethernet, with a VLAN tag and without, and under Linux cooked headers; the rest is counted', () => {
    const ethernet = (type: readonly number[], rest: Uint8Array) =>
      joined([new Uint8Array(12), Uint8Array.from(type), rest]);
    const plain = ethernet([0x08, 0], packet);
    const tagged = ethernet([0x81, 0, 0, 5, 0x08, 0], other);
    const arp = ethernet([0x08, 6], new Uint8Array(28));
    const file = pcapOf([plain, arp, tagged], { linkType: ETHERNET });
    expect(contents(file)).toEqual([[...packet], [...other]]);
    expect(readCapture(file)?.notes).toEqual(['1 packets are not of IP, and were left out']);
    expect(readCapture(file)?.packets.map(({ number, length }) => [number, length])).toEqual([
      [1, 40],
      [3, 40],
    ]);
    const cooked = joined([new Uint8Array(14), Uint8Array.of(8, 0), packet]);
    expect(contents(pcapOf([cooked], { linkType: COOKED }))).toEqual([[...packet]]);
  });

  it('of a link that nobody knows says so', () => {
    expect(readCapture(pcapOf([packet], { linkType: 147 }))).toEqual({
      packets: [],
      notes: ['packets of link type 147 cannot be read'],
    });
  });
});

describe('a pcapng file', () => {
  const enhanced = (frame: Uint8Array) =>
    block(6, joined([words([0, 0, 1_500_000_000, frame.length, frame.length]), frame]));

  it('is read with its interfaces, their unit of time, and blocks that are of no interest', () => {
    const file = joined([section, nanoseconds, enhanced(packet), block(5, words([1, 2])), enhanced(other)]);
    expect(contents(file)).toEqual([[...packet], [...other]]);
    expect(readCapture(file)?.packets[0]?.at).toBeCloseTo(1.5, 9);
    expect(readCapture(file)?.notes).toEqual([]);
  });

  it('has simple packets, too', () => {
    const simple = block(3, joined([words([packet.length]), packet]));
    expect(contents(joined([section, nanoseconds, simple]))).toEqual([[...packet]]);
  });

  it('that is cut off says so', () => {
    const file = joined([section, nanoseconds, enhanced(packet), enhanced(other)]);
    expect(readCapture(file.subarray(0, file.length - 3))?.notes).toEqual([
      'the file is cut off after packet 1',
    ]);
  });
});

it('any other file is no capture', () => {
  expect(readCapture(new TextEncoder().encode('{"sent":{},"from":"client"}\n'))).toBeNull();
  expect(readCapture(new Uint8Array())).toBeNull();
});
