/** Control bits of a segment [RFC 9293, 3.1], by their letters: Urgent is never used here. */
export type Flag = 'F' | 'S' | 'R' | 'P' | 'A';

/** Where a segment comes from, or goes to. */
export interface Socket {
  /** IPv4, in dots. */
  readonly address: string;
  readonly port: number;
}

/** A TCP segment in an IPv4 packet. Numbers and lengths count octets. */
export interface Packet {
  readonly from: Socket;
  readonly to: Socket;
  /** SEG.SEQ, unsigned, 32 bits. */
  readonly sequence: number;
  /** SEG.ACK; 0 if the ACK bit is off. */
  readonly acknowledgment: number;
  readonly flags: ReadonlySet<Flag>;
  /** SEG.WND as it stands there, not scaled. */
  readonly window: number;
  /** Octets of text. */
  readonly text: number;
}

const BITS: Readonly<Record<Flag, number>> = { F: 1, S: 2, R: 4, P: 8, A: 16 };
const FLAGS = Object.keys(BITS) as readonly Flag[];
const IP_HEADER = 20;
const TCP_HEADER = 20;
const TCP = 6;

/** Writes a segment without options, whose text is zeros, with its checksums. */
export function encodePacket({
  from,
  to,
  sequence,
  acknowledgment,
  flags,
  window,
  text,
}: Packet): Uint8Array {
  const length = TCP_HEADER + text;
  const bytes = new Uint8Array(IP_HEADER + length);
  const view = new DataView(bytes.buffer);
  view.setUint8(0, 0x45);
  view.setUint16(2, bytes.length);
  view.setUint8(8, 64);
  view.setUint8(9, TCP);
  bytes.set(octets(from.address), 12);
  bytes.set(octets(to.address), 16);
  view.setUint16(10, checksum(bytes.subarray(0, IP_HEADER), 0));
  view.setUint16(20, from.port);
  view.setUint16(22, to.port);
  view.setUint32(24, sequence);
  view.setUint32(28, acknowledgment);
  view.setUint8(32, (TCP_HEADER / 4) << 4);
  view.setUint8(
    33,
    [...flags].reduce((bits, flag) => bits | BITS[flag], 0),
  );
  view.setUint16(34, window);
  // The pseudo-header [3.1]: addresses, protocol, length.
  const pseudo = sum(bytes.subarray(12, 20), TCP + length);
  view.setUint16(36, checksum(bytes.subarray(IP_HEADER), pseudo));
  return bytes;
}

/**
 * Reads a segment.
 *
 * @throws Error if these bytes are no whole TCP segment in an IPv4 packet
 */
export function decodePacket(bytes: Uint8Array): Packet {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const start = bytes.length < IP_HEADER ? 0 : (view.getUint8(0) & 15) * 4;
  if (bytes.length < start + TCP_HEADER || view.getUint8(0) >> 4 !== 4 || view.getUint8(9) !== TCP)
    throw new Error('this is no TCP segment in an IPv4 packet');
  const end = view.getUint16(2);
  const textStart = start + (view.getUint8(start + 12) >> 4) * 4;
  if (end > bytes.length || textStart > end) throw new Error('the packet is cut off');
  const bits = view.getUint8(start + 13);
  return {
    from: { address: bytes.subarray(12, 16).join('.'), port: view.getUint16(start) },
    to: { address: bytes.subarray(16, 20).join('.'), port: view.getUint16(start + 2) },
    sequence: view.getUint32(start + 4),
    acknowledgment: view.getUint32(start + 8),
    flags: new Set(FLAGS.filter((flag) => (bits & BITS[flag]) !== 0)),
    window: view.getUint16(start + 14),
    text: end - textStart,
  };
}

const octets = (address: string) => address.split('.').map(Number);

/** The Internet checksum [RFC 1071]. */
function checksum(bytes: Uint8Array, start: number): number {
  return ~sum(bytes, start) & 0xffff;
}

function sum(bytes: Uint8Array, start: number): number {
  let total = start;
  bytes.forEach((byte, i) => {
    total += i % 2 === 0 ? byte << 8 : byte;
  });
  while (total > 0xffff) total = (total & 0xffff) + (total >>> 16);
  return total;
}
