import type { CapturedPacket } from 'allways/testing';

/** A TCP segment of a capture. Numbers count octets. */
export interface CapturedSegment {
  /** Of its packet in the file. */
  readonly number: number;
  /** Address and port. */
  readonly source: string;
  readonly destination: string;
  readonly sequence: number;
  readonly acknowledgment: number;
  /** Letters of the control bits: `SA`, say. */
  readonly flags: string;
  /** Octets of text. */
  readonly text: number;
  /** SEG.WND as it stands there, not scaled. */
  readonly window: number;
}

const TCP = 6;
const LETTERS = 'FSRPAU';
const IPV6_HEADER = 40;
/** Hop-by-hop, routing and destination options, which stand before TCP. */
const IPV6_OPTIONS: readonly number[] = [0, 43, 60];

/** Where the segment lies in its packet, and how long it was when it was sent. */
interface Payload {
  readonly start: number;
  readonly length: number;
  readonly source: string;
  readonly destination: string;
}

/** Reads a segment; `cut` if its headers were not captured in full, `other` if it is none. */
export function readSegment({ bytes, length, number }: CapturedPacket): CapturedSegment | 'cut' | 'other' {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 20) return 'cut';
  const version = view.getUint8(0) >> 4;
  const payload = version === 4 ? ipv4(bytes, view) : version === 6 ? ipv6(bytes, view, length) : 'other';
  if (typeof payload === 'string') return payload;
  const { start } = payload;
  if (start + 20 > bytes.length) return 'cut';
  const header = (view.getUint8(start + 12) >> 4) * 4;
  const bits = view.getUint8(start + 13);
  return {
    number,
    source: `${payload.source}:${view.getUint16(start)}`,
    destination: `${payload.destination}:${view.getUint16(start + 2)}`,
    sequence: view.getUint32(start + 4),
    acknowledgment: view.getUint32(start + 8),
    flags: [...LETTERS].filter((_, i) => (bits >> i) & 1).join(''),
    text: Math.max(0, payload.length - header),
    window: view.getUint16(start + 14),
  };
}

function ipv4(bytes: Uint8Array, view: DataView): Payload | 'other' {
  const start = (view.getUint8(0) & 15) * 4;
  // Only the first fragment would have a TCP header.
  if (view.getUint8(9) !== TCP || (view.getUint16(6) & 0x1fff) !== 0) return 'other';
  const total = view.getUint16(2);
  const [source, destination] = [bytes.subarray(12, 16).join('.'), bytes.subarray(16, 20).join('.')];
  return { start, length: total - start, source, destination };
}

function ipv6(bytes: Uint8Array, view: DataView, length: number): Payload | 'cut' | 'other' {
  if (bytes.length < IPV6_HEADER) return 'cut';
  let next = view.getUint8(6);
  let start = IPV6_HEADER;
  while (IPV6_OPTIONS.includes(next)) {
    if (start + 8 > bytes.length) return 'cut';
    next = view.getUint8(start);
    start += (view.getUint8(start + 1) + 1) * 8;
  }
  if (next !== TCP) return 'other';
  const total = view.getUint16(4) === 0 ? length : IPV6_HEADER + view.getUint16(4);
  const address = (at: number) =>
    Array.from({ length: 8 }, (_, i) => view.getUint16(at + i * 2).toString(16)).join(':');
  return { start, length: total - start, source: `[${address(8)}]`, destination: `[${address(24)}]` };
}
