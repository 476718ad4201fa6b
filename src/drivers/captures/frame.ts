import type { CapturedPacket } from '../../language/log.ts';

/** A frame as it stands in a capture file. */
export interface Frame {
  readonly number: number;
  /** Seconds. */
  readonly at: number;
  readonly linkType: number;
  readonly bytes: Uint8Array;
  /** Octets that it had on the wire. */
  readonly length: number;
}

/** What a capture file holds. */
export interface Frames {
  readonly frames: readonly Frame[];
  /** Null, or how the file ends too early. */
  readonly cut: string | null;
}

/** What a capture shows of the network layer. */
export interface Capture {
  readonly packets: readonly CapturedPacket[];
  /** What of the file could not be used, and why. */
  readonly notes: readonly string[];
}
