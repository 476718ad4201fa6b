/** 32-bit words of a name. */
export const NAME_WORDS = 2;

/** Bytes of a name. */
export const NAME_BYTES = NAME_WORDS * 4;

const MASK = (1n << 64n) - 1n;
const BASIS = 0xcbf29ce484222325n;
const PRIME = 0x100000001b3n;

/** The name of a text: 64 bits of a hash of it, as 16 hexadecimal digits. */
export type Name = string;

/**
 * The name of a text, the same in any process on any machine: FNV-1a (Fowler, Noll, Vo; RFC 9923) over its UTF-16 code units, through
 * the finaliser of MurmurHash3 (Austin Appleby, public domain).
 *
 * Names are short, so two texts may have one: whoever collects texts by name must look, and does (`NameTable.set`).
 */
export function nameOf(text: string): Name {
  let hash = BASIS;
  for (let i = 0; i < text.length; i++) hash = ((hash ^ BigInt(text.charCodeAt(i))) * PRIME) & MASK;
  hash = ((hash ^ (hash >> 33n)) * 0xff51afd7ed558ccdn) & MASK;
  hash = ((hash ^ (hash >> 33n)) * 0xc4ceb9fe1a85ec53n) & MASK;
  return (hash ^ (hash >> 33n)).toString(16).padStart(16, '0');
}

/** The two words of a name: the higher half first. */
export function nameWords(name: Name): readonly [high: number, low: number] {
  return [Number.parseInt(name.slice(0, 8), 16), Number.parseInt(name.slice(8), 16)];
}

export function nameOfWords(high: number, low: number): Name {
  return digits(high) + digits(low);
}

function digits(word: number): string {
  return (word >>> 0).toString(16).padStart(8, '0');
}
