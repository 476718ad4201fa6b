/** A hash of `length` words: their mixture, through the finaliser of MurmurHash3 (Austin Appleby, public domain). */
export function hashWords(words: Int32Array, offset: number, length: number): number {
  let h = 0;
  for (let j = 0; j < length; j++) {
    h = Math.imul(h ^ (words[offset + j] ?? 0), 0x9e3779b1);
    h ^= h >>> 15;
  }
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}

/** A hash of a text, through the same finaliser. */
export function hashOfText(text: string): number {
  let h = text.length;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}
