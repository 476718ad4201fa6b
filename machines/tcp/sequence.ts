/** Sequence numbers are compared modulo the size of their space [RFC 9293, 3.4]. */
export type SequenceNumber = number;

/** A small sequence space, so that it can be searched exhaustively; the real one has 2^32 numbers. */
export interface SequenceSpace {
  readonly size: number;
}

/** The number `count` further on. */
export function plus(space: SequenceSpace, number: SequenceNumber, count: number): SequenceNumber {
  return (number + count + space.size) % space.size;
}

/** How far one must go from `from` to reach `to`. */
export function distance(space: SequenceSpace, from: SequenceNumber, to: SequenceNumber): number {
  return (to - from + space.size) % space.size;
}

/** Whether `number` comes after `other`, within half the space. */
export function isAfter(space: SequenceSpace, number: SequenceNumber, other: SequenceNumber): boolean {
  const ahead = distance(space, other, number);
  return ahead > 0 && ahead < space.size / 2;
}

/** Whether `number` lies in the `length` numbers from `start` on. */
export function isWithin(
  space: SequenceSpace,
  number: SequenceNumber,
  start: SequenceNumber,
  length: number,
): boolean {
  return distance(space, start, number) < length;
}
