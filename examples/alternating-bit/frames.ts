/** A frame on the wire: what it is, its bit, and what it carries. */
export interface Frame {
  readonly kind: 'DATA' | 'ACK';
  readonly bit: number;
  readonly payload: Uint8Array;
}

const DATA = 0x44;
const ACK = 0x41;

/** One byte for the kind, one for the bit, then the payload. */
export function encode({ kind, bit, payload }: Frame): Uint8Array {
  return Uint8Array.of(kind === 'DATA' ? DATA : ACK, bit, ...payload);
}

/** @throws Error if these bytes are no frame */
export function decode(bytes: Uint8Array): Frame {
  const [kind, bit, ...payload] = bytes;
  if ((kind !== DATA && kind !== ACK) || bit === undefined) throw new Error(`no frame: ${bytes}`);
  return { kind: kind === DATA ? 'DATA' : 'ACK', bit, payload: Uint8Array.from(payload) };
}
