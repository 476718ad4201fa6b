import type { PackedLog } from './packed-log.ts';

const FREE = 0;

/** The table grows once more than this share of its slots is taken, by this factor. */
const FULL = 0.8;
const FACTOR = 1.5;

/** Slots at first. */
const FIRST = 512;

/** Entries that are put into a larger table together. */
const BLOCK = 256;

/** Bits of an entry that hold the index, at first. */
const FIRST_BITS = 12;

/**
 * Finds the index of a packed vector by its hash: open addressing with linear probing.
 *
 * An entry is an index plus one in its lower bits, and above it as many bits of a second hash as there is room for:
 * they tell nearly all other vectors apart without a look at them. A larger table is filled from the log, in its order,
 * so the smaller one is given back before, and memory never doubles. The index takes about six bytes a vector.
 */
export class HashIndex {
  readonly #log: PackedLog;
  #table: Uint32Array;
  /** How many more entries the table takes before it grows. */
  #room: number;
  #indexBits = FIRST_BITS;
  /** The bits of an entry that hold the second hash. */
  #tagBits = -1 << FIRST_BITS;
  /** The largest index for which there are enough bits. */
  #mostIndex = 2 ** FIRST_BITS - 2;
  readonly #hashes = new Int32Array(BLOCK);
  #near = new Int32Array(BLOCK);
  lastRead = 0;

  /** @param room number of vectors that will come at once */
  constructor(log: PackedLog, room = 0) {
    this.#log = log;
    this.#table = new Uint32Array(Math.max(FIRST, Math.ceil(room / FULL) + 1));
    this.#room = roomOf(this.#table.length);
  }

  /** Bytes held. */
  get bytes(): number {
    return this.#table.byteLength;
  }

  /**
   * Finds the packed vector that starts at `offset` of `words`, or appends it to the log.
   *
   * @returns the index of the new vector, or, if it was known, the bitwise complement of its index
   */
  add(hash: number, words: Int32Array, offset: number): number {
    const table = this.#table;
    const size = table.length;
    const tagBits = this.#tagBits;
    const tag = tagOf(hash) & tagBits;
    let slot = slotOf(hash, size);
    for (;;) {
      const entry = table[slot] ?? FREE;
      if (entry === FREE) break;
      if ((entry & tagBits) === tag) {
        const index = (entry & ~tagBits) - 1;
        if (this.#log.equals(index, words, offset)) return ~index;
      }
      if (++slot === size) slot = 0;
    }
    return this.#put(slot, hash, words, offset);
  }

  /**
   * Reads what will be read when vectors with these hashes are added. Here no read waits for another one, so memory that
   * is in no cache comes at once; later it would come bit by bit.
   */
  bringNear(hashes: Int32Array, count: number): void {
    const table = this.#table;
    const size = table.length;
    const entries = this.#entries(count);
    for (let i = 0; i < count; i++) entries[i] = table[slotOf(hashes[i] ?? 0, size)] ?? FREE;
    const tagBits = this.#tagBits;
    let read = 0;
    for (let i = 0; i < count; i++) {
      const entry = entries[i] ?? FREE;
      const isLike = (entry & tagBits) === (tagOf(hashes[i] ?? 0) & tagBits);
      if (isLike && entry !== FREE) read ^= this.#log.half((entry & ~tagBits) - 1);
    }
    // Kept, so that the reads are not optimised away.
    this.lastRead = read;
  }

  #entries(count: number): Int32Array {
    if (count > this.#near.length) this.#near = new Int32Array(count * 2);
    return this.#near;
  }

  /** Appends a packed vector that is known to be new. */
  append(hash: number, words: Int32Array, offset: number): void {
    this.#put(freeSlot(this.#table, hash), hash, words, offset);
  }

  /** Appends a vector to the log, and its index to the table. Returns the index. */
  #put(slot: number, hash: number, words: Int32Array, offset: number): number {
    const index = this.#log.push(words, offset);
    if (index > this.#mostIndex) this.#widenIndices();
    this.#table[slot] = (tagOf(hash) & this.#tagBits) | (index + 1);
    if (--this.#room === 0) this.#grow();
    return index;
  }

  /** The lowest bit of the tags becomes the highest of the indices, where it is zero. */
  #widenIndices(): void {
    const bit = 1 << this.#indexBits++;
    this.#tagBits &= ~bit;
    this.#mostIndex = 2 ** this.#indexBits - 2;
    const table = this.#table;
    for (let slot = 0; slot < table.length; slot++) table[slot] = (table[slot] ?? FREE) & ~bit;
  }

  #grow(): void {
    const size = Math.ceil(this.#table.length * FACTOR);
    // Before the larger table is made, nothing may refer to the smaller one.
    this.#table = NO_TABLE;
    const table = new Uint32Array(size);
    this.#table = table;
    const log = this.#log;
    const count = log.size;
    const hashes = this.#hashes;
    for (let from = 0; from < count; from += BLOCK) {
      const end = Math.min(count, from + BLOCK);
      log.hash(from, end, hashes);
      this.bringNear(hashes, end - from);
      this.#insert(from, end, hashes);
    }
    this.#room = roomOf(size) - count;
  }

  #insert(from: number, end: number, hashes: Int32Array): void {
    const table = this.#table;
    const tagBits = this.#tagBits;
    for (let index = from; index < end; index++) {
      const hash = hashes[index - from] ?? 0;
      table[freeSlot(table, hash)] = (tagOf(hash) & tagBits) | (index + 1);
    }
  }
}

const NO_TABLE = new Uint32Array(0);

/** How many entries a table takes before it grows. */
function roomOf(size: number): number {
  return Math.floor(size * FULL);
}

/** The slot where probing begins: the hash, scaled to the size of the table. */
function slotOf(hash: number, size: number): number {
  return ((hash >>> 0) * size * 2 ** -32) >>> 0;
}

/** The slot for a vector that is not in the table. */
function freeSlot(table: Uint32Array, hash: number): number {
  const size = table.length;
  let slot = slotOf(hash, size);
  while (table[slot] !== FREE) if (++slot === size) slot = 0;
  return slot;
}

/** A second hash. */
function tagOf(hash: number): number {
  return Math.imul(hash, 0x9e3779b1);
}
