import type { Exchange } from '../driver/real-end.ts';
import { encodePacket } from '../link/packet.ts';

const MAGIC = 0xa1b2c3d4;
const HEADER = 24;
const RECORD_HEADER = 16;
/** Packets begin with the IP header. */
const LINKTYPE_RAW = 101;

/**
 * A pcap file: any sniffer's, or that of `allways validate`.
 *
 * @param packets IPv4 packets and when they were seen, in milliseconds
 */
export function pcapOf(packets: readonly { readonly at: number; readonly bytes: Uint8Array }[]): Uint8Array {
  const length = packets.reduce((sum, { bytes }) => sum + RECORD_HEADER + bytes.length, HEADER);
  const file = new Uint8Array(length);
  const view = new DataView(file.buffer);
  view.setUint32(0, MAGIC, true);
  view.setUint16(4, 2, true);
  view.setUint16(6, 4, true);
  view.setUint32(16, 65535, true);
  view.setUint32(20, LINKTYPE_RAW, true);
  let offset = HEADER;
  for (const { at, bytes } of packets) {
    view.setUint32(offset, Math.floor(at / 1000), true);
    view.setUint32(offset + 4, (at % 1000) * 1000, true);
    view.setUint32(offset + 8, bytes.length, true);
    view.setUint32(offset + 12, bytes.length, true);
    file.set(bytes, offset + RECORD_HEADER);
    offset += RECORD_HEADER + bytes.length;
  }
  return file;
}

/** What one host was given and has sent, as a capture that was made there. */
export function captureOf(exchanges: readonly Exchange[]): Uint8Array {
  const packets = exchanges.flatMap(({ given, answer: { sent, now } }) =>
    [...(given === null ? [] : [encodePacket(given)]), ...sent].map((bytes) => ({ at: now, bytes })),
  );
  return pcapOf(packets);
}
