import { distance, plus, type SequenceNumber, type SequenceSpace } from '../../../machines/tcp/sequence.ts';

/** A number that is known on both sides: an initial sequence number, as the wire and as the model has it. */
export interface Anchor {
  /** Unsigned, 32 bits. */
  readonly wire: number;
  readonly model: SequenceNumber;
}

/** How far `number` is from `from`, at most half the space in either direction. */
export function signedDistance(space: SequenceSpace, from: SequenceNumber, number: SequenceNumber): number {
  const ahead = distance(space, from, number);
  return ahead < space.size / 2 ? ahead : ahead - space.size;
}

/** The number on the wire for one that the model counts on from the anchor. */
export function toWire(space: SequenceSpace, anchor: Anchor, number: SequenceNumber): number {
  return unsigned(anchor.wire + distance(space, anchor.model, number));
}

/**
 * The number of the model for one on the wire.
 *
 * @throws Error if it is further from the anchor than the model has numbers: then it belongs to no such connection
 */
export function toModel(space: SequenceSpace, anchor: Anchor, wire: number): SequenceNumber {
  const ahead = (wire - anchor.wire) | 0;
  if (Math.abs(ahead) >= space.size)
    throw new Error(`the number ${wire} is ${ahead} from the initial one, ${anchor.wire}`);
  return plus(space, anchor.model, ahead);
}

/** A number modulo 2^32 [RFC 9293, 3.4]. */
export function unsigned(number: number): number {
  return number >>> 0;
}
