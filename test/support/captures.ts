/** A TCP segment as a test writes it down: `client SA 1000 501`, and octets of text. */
export interface WrittenSegment {
  readonly from: 'client' | 'server';
  readonly flags: string;
  readonly seq: number;
  readonly ack?: number;
  readonly text?: number;
  readonly window?: number;
  /** SACK: from and to where text has come beyond a gap [RFC 2018, 3]. */
  readonly sack?: readonly [number, number];
}

const PORTS = { client: 4000, server: 80 } as const;
const HOSTS = { client: 2, server: 1 } as const;
const BITS = { F: 1, S: 2, R: 4, P: 8, A: 16 } as const;

/** An IPv4 packet with this segment; checksums are left out, since no reader of captures looks at them. */
export function packetOf({
  from,
  flags,
  seq,
  ack = 0,
  text = 0,
  window = 0,
  sack,
}: WrittenSegment): Uint8Array {
  const to = from === 'client' ? 'server' : 'client';
  const options = sack === undefined ? [] : [1, 1, 5, 10, ...words(sack, false)];
  const bytes = new Uint8Array(40 + options.length + text);
  const view = new DataView(bytes.buffer);
  bytes.set([0x45, 0, 0, bytes.length, 0, 0, 0, 0, 64, 6, 0, 0, 10, 0, 0, HOSTS[from], 10, 0, 0, HOSTS[to]]);
  view.setUint16(20, PORTS[from]);
  view.setUint16(22, PORTS[to]);
  view.setUint32(24, seq);
  view.setUint32(28, ack);
  bytes[32] = (5 + options.length / 4) << 4;
  bytes[33] = [...flags].reduce((bits, flag) => bits | BITS[flag as keyof typeof BITS], 0);
  view.setUint16(34, window);
  bytes.set(options, 40);
  return bytes;
}

export interface PcapOptions {
  readonly linkType?: number;
  readonly isLittle?: boolean;
  readonly magic?: number;
}

/** A pcap file with these frames, one a second. */
export function pcapOf(frames: readonly Uint8Array[], options: PcapOptions = {}): Uint8Array {
  const { linkType = 101, isLittle = true, magic = 0xa1b2c3d4 } = options;
  const header = words([magic, 0x00040002, 0, 0, 65535, linkType], isLittle);
  const records = frames.flatMap((frame, i) => [
    words([i + 1, 500, frame.length, frame.length], isLittle),
    frame,
  ]);
  return joined([header, ...records]);
}

/** Numbers of 32 bits. */
export function words(numbers: readonly number[], isLittle = true): Uint8Array {
  const bytes = new Uint8Array(numbers.length * 4);
  const view = new DataView(bytes.buffer);
  numbers.forEach((number, i) => {
    view.setUint32(i * 4, number, isLittle);
  });
  return bytes;
}

export function joined(parts: readonly Uint8Array[]): Uint8Array {
  return Uint8Array.from(parts.flatMap((part) => [...part]));
}
