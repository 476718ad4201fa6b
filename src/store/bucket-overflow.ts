import type { PackedLog } from './packed-log.ts';

const FREE = 0;

/** The lowest bits of a hash, which HashIndex does not use. */
const UNUSED_BITS = 5;

/** Entries for which there is room at first: a power of two. */
const FIRST = 16;

/** What found no room in its bucket (see HashIndex): hashes, and indices plus one, side by side. Open addressing with linear probing. */
export class BucketOverflow {
  #table = new Int32Array(FIRST * 2);
  #mask = FIRST - 1;
  #size = 0;

  /** Bytes held. */
  get bytes(): number {
    return this.#table.byteLength;
  }

  /** The index of the packed vector that starts at `offset` of `words` and has this hash; -1 if it is not here. */
  find(hash: number, log: PackedLog, words: Int32Array, offset: number): number {
    const table = this.#table;
    for (let at = (hash >>> UNUSED_BITS) & this.#mask; ; at = (at + 1) & this.#mask) {
      const entry = table[at * 2 + 1] ?? FREE;
      if (entry === FREE) return -1;
      const isLike = ((table[at * 2] ?? 0) ^ hash) >>> UNUSED_BITS === 0;
      if (isLike && log.equals(entry - 1, words, offset)) return entry - 1;
    }
  }

  /** Adds a vector that is not here. */
  add(hash: number, index: number): void {
    if ((this.#size + 1) * 2 > this.#mask + 1) this.#grow();
    this.#size++;
    this.#put(hash, index + 1);
  }

  /** Tells all that is here. */
  each(take: (hash: number, index: number) => void): void {
    const table = this.#table;
    for (let at = 0; at < table.length; at += 2) {
      const entry = table[at + 1] ?? FREE;
      if (entry !== FREE) take(table[at] ?? 0, entry - 1);
    }
  }

  #put(hash: number, entry: number): void {
    const table = this.#table;
    let at = (hash >>> UNUSED_BITS) & this.#mask;
    while (table[at * 2 + 1] !== FREE) at = (at + 1) & this.#mask;
    table[at * 2] = hash;
    table[at * 2 + 1] = entry;
  }

  #grow(): void {
    const old = this.#table;
    this.#table = new Int32Array(old.length * 2);
    this.#mask = this.#mask * 2 + 1;
    for (let at = 0; at < old.length; at += 2) {
      const entry = old[at + 1] ?? FREE;
      if (entry !== FREE) this.#put(old[at] ?? 0, entry);
    }
  }
}
