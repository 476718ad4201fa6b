import type { Layout } from './layout.ts';

/** States in a chunk. A chunk is allocated as a whole; nothing is ever copied to make room. */
const CHUNK_BITS = 15;
const CHUNK = 1 << CHUNK_BITS;
const IN_CHUNK = CHUNK - 1;
const RELEASED = new Uint16Array(0);

/** Packed vectors of one layout, one after another, in order of addition. */
export class PackedLog {
  readonly layout: Layout;
  readonly #chunks: Uint16Array[] = [];
  #size = 0;

  constructor(layout: Layout) {
    this.layout = layout;
  }

  get size(): number {
    return this.#size;
  }

  /** Bytes held. */
  get bytes(): number {
    return this.#chunks.length * CHUNK * this.layout.halves * 2;
  }

  /** Appends the packed vector that starts at `offset` of `words`. */
  push(words: Int32Array, offset: number): void {
    const index = this.#size++;
    const at = (index & IN_CHUNK) * this.layout.halves;
    if (at === 0) this.#chunks.push(new Uint16Array(CHUNK * this.layout.halves));
    const chunk = this.#chunk(index);
    // A typed array of 16 bits keeps the lower half of what is assigned; the last upper half may have no room.
    const { halves } = this.layout;
    for (let h = 0; h < halves; h += 2) {
      const word = words[offset + (h >>> 1)] ?? 0;
      chunk[at + h] = word;
      if (h + 1 < halves) chunk[at + h + 1] = word >>> 16;
    }
  }

  /** Whether the packed vector `index` is the one that starts at `offset` of `words`. */
  equals(index: number, words: Int32Array, offset: number): boolean {
    const { halves } = this.layout;
    const chunk = this.#chunk(index);
    const at = (index & IN_CHUNK) * halves;
    for (let h = 0; h < halves; h += 2) {
      const low = chunk[at + h] ?? 0;
      const high = h + 1 < halves ? (chunk[at + h + 1] ?? 0) : 0;
      if ((low | (high << 16)) !== words[offset + (h >>> 1)]) return false;
    }
    return true;
  }

  /** Reads the packed vector `index` into `words`, from `offset` on. */
  read(index: number, words: Int32Array, offset: number): void {
    const { halves } = this.layout;
    const chunk = this.#chunk(index);
    const at = (index & IN_CHUNK) * halves;
    for (let h = 0; h < halves; h += 2) {
      const high = h + 1 < halves ? (chunk[at + h + 1] ?? 0) : 0;
      words[offset + (h >>> 1)] = (chunk[at + h] ?? 0) | (high << 16);
    }
  }

  /** Sixteen bits of the packed vector `index`: reading them brings the rest near. */
  touch(index: number): number {
    return this.#chunk(index)[(index & IN_CHUNK) * this.layout.halves] ?? 0;
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
