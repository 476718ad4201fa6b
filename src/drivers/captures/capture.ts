import type { CapturedPacket } from '../../language/log.ts';
import type { Capture } from './frame.ts';
import { networkLayer } from './link-layer.ts';
import { readPcap } from './pcap.ts';
import { readPcapng } from './pcapng.ts';
import { ByteReader } from './reader.ts';

export type { Capture } from './frame.ts';

/** Reads a pcap or pcapng file: the packets of the network layer, and what could not be used; null if it is neither. */
export function readCapture(file: Uint8Array): Capture | null {
  const read = readPcap(new ByteReader(file)) ?? readPcapng(new ByteReader(file));
  if (read === null) return null;
  const packets: CapturedPacket[] = [];
  const notes = new Set(read.cut === null ? [] : [read.cut]);
  let others = 0;
  for (const frame of read.frames) {
    const bytes = networkLayer(frame);
    if (typeof bytes === 'string') notes.add(bytes);
    else if (bytes === null) others++;
    else {
      const { number, at, length } = frame;
      packets.push({ number, at, bytes, length: length - (frame.bytes.length - bytes.length) });
    }
  }
  if (others > 0) notes.add(`${others} packets are not of IP, and were left out`);
  return { packets, notes: [...notes] };
}
