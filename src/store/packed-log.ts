import { hashWords } from '../tables/hash.ts';
import type { Layout } from './layout.ts';

/** States in a chunk. A chunk is allocated as a whole; nothing is ever copied to make room. */
const CHUNK_BITS = 15;
const CHUNK = 1 << CHUNK_BITS;
const IN_CHUNK = CHUNK - 1;
const RELEASED = new Uint16Array(0);

/** Packed vectors of one layout, one after another, in order of addition: in halves of words, see Layout. */
export class PackedLog {
  readonly layout: Layout;
  readonly #halves: number;
  readonly #chunks: Uint16Array[] = [];
  #size = 0;
  readonly #words: Int32Array;

  constructor(layout: Layout) {
    this.layout = layout;
    this.#halves = layout.halves;
    this.#words = new Int32Array(layout.words);
  }

  get size(): number {
    return this.#size;
  }

  /** Bytes held. */
  get bytes(): number {
    return this.#chunks.length * CHUNK * this.#halves * 2;
  }

  /** Appends the packed vector that starts at `offset` of `words`. Returns its index. */
  push(words: Int32Array, offset: number): number {
    const index = this.#size++;
    const halves = this.#halves;
    const at = (index & IN_CHUNK) * halves;
    if (at === 0) this.#chunks.push(new Uint16Array(CHUNK * halves));
    const chunk = this.#chunk(index);
    // A typed array of 16 bits keeps the lower half of what is assigned.
    for (let h = 0; h < halves; h++) {
      const word = words[offset + (h >>> 1)] ?? 0;
      chunk[at + h] = (h & 1) === 0 ? word : word >>> 16;
    }
    return index;
  }

  /** Whether the packed vector `index` is the one that starts at `offset` of `words`. */
  equals(index: number, words: Int32Array, offset: number): boolean {
    const halves = this.#halves;
    const chunk = this.#chunk(index);
    const at = (index & IN_CHUNK) * halves;
    // The first two words are all that there is, nearly always.
    if (((chunk[at] ?? 0) ^ (words[offset] ?? 0)) & 0xffff) return false;
    if (halves === 1) return true;
    if (((chunk[at + 1] ?? 0) ^ ((words[offset] ?? 0) >>> 16)) & 0xffff) return false;
    if (halves === 2) return true;
    if (((chunk[at + 2] ?? 0) ^ (words[offset + 1] ?? 0)) & 0xffff) return false;
    for (let h = 3; h < halves; h++) {
      const word = words[offset + (h >>> 1)] ?? 0;
      if (((chunk[at + h] ?? 0) ^ ((h & 1) === 0 ? word : word >>> 16)) & 0xffff) return false;
    }
    return true;
  }

  /** Reads the packed vector `index` into `words`, from `offset` on. */
  read(index: number, words: Int32Array, offset: number): void {
    const halves = this.#halves;
    const chunk = this.#chunk(index);
    const at = (index & IN_CHUNK) * halves;
    for (let h = 0; h < halves; h += 2) {
      const high = h + 1 < halves ? (chunk[at + h + 1] ?? 0) : 0;
      words[offset + (h >>> 1)] = (chunk[at + h] ?? 0) | (high << 16);
    }
  }

  /** The hashes of the packed vectors from one index to another (exclusive). */
  hash(from: number, end: number, hashes: Int32Array): void {
    const words = this.#words;
    for (let index = from; index < end; index++) {
      this.read(index, words, 0);
      hashes[index - from] = hashWords(words, 0, words.length);
    }
  }

  /** The first 16 bits of the packed vector `index`. */
  half(index: number): number {
    return this.#chunk(index)[(index & IN_CHUNK) * this.#halves] ?? 0;
  }

  /** Gives back the memory of all chunks that lie wholly before `index`. */
  releaseBefore(index: number): void {
    const chunk = index >>> CHUNK_BITS;
    if ((index & IN_CHUNK) === 0 && chunk > 0) this.#chunks[chunk - 1] = RELEASED;
  }

  /** @throws RangeError if there is no such vector */
  #chunk(index: number): Uint16Array {
    const chunk = this.#chunks[index >>> CHUNK_BITS];
    if (chunk === undefined) throw new RangeError(`no state has the index ${index}`);
    return chunk;
  }
}
