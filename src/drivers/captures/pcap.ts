import type { Frame, Frames } from './frame.ts';
import type { ByteReader } from './reader.ts';

const HEADER = 24;
const RECORD = 16;
const MICROSECONDS = 0xa1b2c3d4;
const NANOSECONDS = 0xa1b23c4d;

/** The fraction of a second in which this pcap file counts, and sets its order of octets; null if it is none. */
function unitOf(reader: ByteReader): number | null {
  if (reader.length < HEADER) return null;
  for (const isLittle of [true, false]) {
    reader.isLittle = isLittle;
    const magic = reader.u32(0);
    if (magic === MICROSECONDS) return 1e-6;
    if (magic === NANOSECONDS) return 1e-9;
  }
  return null;
}

/** Reads a pcap file, in either order of octets and either unit of time; null if it is none. */
export function readPcap(reader: ByteReader): Frames | null {
  const unit = unitOf(reader);
  if (unit === null) return null;
  const linkType = reader.u32(20) & 0xffff;
  const frames: Frame[] = [];
  let offset = HEADER;
  while (offset + RECORD <= reader.length) {
    const captured = reader.u32(offset + 8);
    if (offset + RECORD + captured > reader.length) break;
    frames.push({
      number: frames.length + 1,
      at: reader.u32(offset) + reader.u32(offset + 4) * unit,
      linkType,
      bytes: reader.slice(offset + RECORD, captured),
      length: reader.u32(offset + 12),
    });
    offset += RECORD + captured;
  }
  return { frames, cut: offset === reader.length ? null : cutText(frames) };
}

/** How a file that is cut off is told. */
export const cutText = (frames: readonly Frame[]) => `the file is cut off after packet ${frames.length}`;
