import type { Frame, Frames } from './frame.ts';
import { cutText } from './pcap.ts';
import type { ByteReader } from './reader.ts';

/** Types of blocks [pcapng, 4]. */
const SECTION = 0x0a0d0d0a;
const INTERFACE = 1;
const SIMPLE_PACKET = 3;
const ENHANCED_PACKET = 6;
const BYTE_ORDER = 0x1a2b3c4d;
/** Type, length, and the length again at the end. */
const AROUND = 12;
/** The option that says in which unit an interface counts time. */
const RESOLUTION = 9;

interface Interface {
  readonly linkType: number;
  readonly unit: number;
}

/** Reads a pcapng file: its sections, interfaces, and packets in enhanced and simple blocks; null if it is none. */
export function readPcapng(reader: ByteReader): Frames | null {
  if (reader.length < AROUND + 16 || reader.u32(0) !== SECTION) return null;
  const frames: Frame[] = [];
  let interfaces: Interface[] = [];
  let offset = 0;
  while (offset + AROUND <= reader.length) {
    if (reader.u32(offset) === SECTION) {
      if (offset + AROUND + 16 > reader.length) break;
      reader.isLittle = true;
      reader.isLittle = reader.u32(offset + 8) === BYTE_ORDER;
      interfaces = [];
    }
    const length = reader.u32(offset + 4);
    if (length < AROUND || length % 4 !== 0 || offset + length > reader.length) break;
    const type = reader.u32(offset);
    if (type === INTERFACE) interfaces.push(interfaceOf(reader, offset, length));
    const frame = frameOf(reader, type, offset, interfaces, frames.length + 1);
    if (frame !== null) frames.push(frame);
    offset += length;
  }
  return { frames, cut: offset === reader.length ? null : cutText(frames) };
}

function interfaceOf(reader: ByteReader, offset: number, length: number): Interface {
  const end = offset + length - 4;
  let unit = 1e-6;
  for (let at = offset + 16; at + 4 <= end; ) {
    const size = reader.u16(at + 2);
    const value = reader.bytes[at + 4] ?? 0;
    if (reader.u16(at) === RESOLUTION && size > 0) unit = value & 0x80 ? 2 ** -(value & 0x7f) : 10 ** -value;
    at += 4 + Math.ceil(size / 4) * 4;
  }
  return { linkType: reader.u16(offset + 8), unit };
}

function frameOf(
  reader: ByteReader,
  type: number,
  offset: number,
  interfaces: readonly Interface[],
  number: number,
): Frame | null {
  if (type === ENHANCED_PACKET) {
    const from = interfaces[reader.u32(offset + 8)];
    if (from === undefined) return null;
    const ticks = reader.u32(offset + 12) * 2 ** 32 + reader.u32(offset + 16);
    const bytes = reader.slice(offset + 28, reader.u32(offset + 20));
    return { number, at: ticks * from.unit, linkType: from.linkType, bytes, length: reader.u32(offset + 24) };
  }
  const [first] = interfaces;
  if (type !== SIMPLE_PACKET || first === undefined) return null;
  const length = reader.u32(offset + 8);
  const room = reader.u32(offset + 4) - AROUND - 4;
  return {
    number,
    at: 0,
    linkType: first.linkType,
    bytes: reader.slice(offset + 12, Math.min(length, room)),
    length,
  };
}
