import { hashWords } from './hash.ts';
import type { PackedLog } from './packed-log.ts';

const FREE = 0;

/** Tables into which the index is divided by the upper bits of the hash; each grows alone. */
const PARTS = 64;
const PART_SHIFT = 26;
const IN_PART = 2 ** PART_SHIFT - 1;

/** A table grows once more than this share of its slots is taken, by this factor. */
const FULL = 0.8;
const FACTOR = 1.5;

/** Slots of a table at first. */
const FIRST = 8;

/** Bits of an entry that hold the index, at first. */
const FIRST_BITS = 12;

/**
 * Finds the index of a packed vector by its hash: open addressing with linear probing.
 *
 * An entry is an index plus one in its lower bits, and above it as many bits of a second hash as there is room for:
 * they tell nearly all other vectors apart without a look at them. Tables grow one after another and by half, so that
 * there are never two copies of the whole, and the index takes about six bytes a vector.
 */
export class HashIndex {
  readonly #log: PackedLog;
  readonly #tables: Uint32Array[];
  /** Per table: how many more entries it takes before it grows. */
  readonly #room: Int32Array;
  #slots: number;
  #indexBits = FIRST_BITS;
  /** The bits of an entry that hold the second hash. */
  #tagBits = -1 << FIRST_BITS;
  /** The largest index for which there are enough bits. */
  #mostIndex = 2 ** FIRST_BITS - 2;
  readonly #words: Int32Array;

  /** @param room number of vectors that will come at once */
  constructor(log: PackedLog, room = 0) {
    const size = Math.max(FIRST, Math.ceil(room / PARTS / FULL));
    this.#log = log;
    this.#tables = Array.from({ length: PARTS }, () => new Uint32Array(size));
    this.#room = new Int32Array(PARTS).fill(roomOf(size));
    this.#slots = size * PARTS;
    this.#words = new Int32Array(log.layout.words);
  }

  /** Bytes held. */
  get bytes(): number {
    return this.#slots * 4;
  }

  /**
   * Finds the packed vector that starts at `offset` of `words`, or appends it to the log.
   *
   * @returns the index of the new vector, or, if it was known, the bitwise complement of its index
   */
  add(hash: number, words: Int32Array, offset: number): number {
    const part = hash >>> PART_SHIFT;
    const table = this.#tables[part] ?? noTable();
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
    return this.#put(part, table, slot, hash, words, offset);
  }

  /** Appends a packed vector that is known to be new. */
  append(hash: number, words: Int32Array, offset: number): void {
    const part = hash >>> PART_SHIFT;
    const table = this.#tables[part] ?? noTable();
    this.#put(part, table, freeSlot(table, hash), hash, words, offset);
  }

  /** Appends a vector to the log, and its index to a table. Returns the index. */
  #put(
    part: number,
    table: Uint32Array,
    slot: number,
    hash: number,
    words: Int32Array,
    offset: number,
  ): number {
    const index = this.#log.push(words, offset);
    if (index > this.#mostIndex) this.#widenIndices();
    table[slot] = (tagOf(hash) & this.#tagBits) | (index + 1);
    const room = (this.#room[part] ?? 0) - 1;
    this.#room[part] = room;
    if (room === 0) this.#grow(part, table);
    return index;
  }

  /** The lowest bit of the tags becomes the highest of the indices, where it is zero. */
  #widenIndices(): void {
    const bit = 1 << this.#indexBits++;
    this.#tagBits &= ~bit;
    this.#mostIndex = 2 ** this.#indexBits - 2;
    for (const table of this.#tables) {
      for (let slot = 0; slot < table.length; slot++) table[slot] = (table[slot] ?? FREE) & ~bit;
    }
  }

  #grow(part: number, old: Uint32Array): void {
    const table = new Uint32Array(Math.ceil(old.length * FACTOR));
    const words = this.#words;
    for (let from = 0; from < old.length; from++) {
      const entry = old[from] ?? FREE;
      if (entry === FREE) continue;
      this.#log.read((entry & ~this.#tagBits) - 1, words, 0);
      table[freeSlot(table, hashWords(words, 0, words.length))] = entry;
    }
    this.#tables[part] = table;
    this.#room[part] = roomOf(table.length) - roomOf(old.length);
    this.#slots += table.length - old.length;
  }
}

/** How many entries a table takes before it grows. */
function roomOf(size: number): number {
  return Math.floor(size * FULL);
}

/** The slot where probing begins: the lower bits of the hash, scaled to the size of the table. */
function slotOf(hash: number, size: number): number {
  return ((hash & IN_PART) * size * 2 ** -PART_SHIFT) | 0;
}

/** The slot for a vector that is not in the table. */
function freeSlot(table: Uint32Array, hash: number): number {
  let slot = slotOf(hash, table.length);
  while (table[slot] !== FREE) if (++slot === table.length) slot = 0;
  return slot;
}

/** A second hash. */
function tagOf(hash: number): number {
  return Math.imul(hash, 0x9e3779b1);
}

function noTable(): never {
  throw new RangeError('the hash is not a 32-bit integer');
}
