/** Things that have a bit of their own in a word; the highest bit stands for all others. */
export const BITS = 31;

/** Whether the bit of a number is set, or, beyond BITS, the one that stands for all others. */
export function hasBit(word: number, i: number): boolean {
  return ((word >>> (i < BITS ? i : BITS)) & 1) === 1;
}

/** How many bits of a word are set. */
export function bitCount(word: number): number {
  let bits = word - ((word >>> 1) & 0x55555555);
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
  return Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
