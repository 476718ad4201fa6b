import type { PackedLog } from './packed-log.ts';

const FREE = 0;
const NONE = -1;

/** Tables into which the index is divided by the upper bits of the hash; each grows alone. */
const PARTS = 64;
const PART_SHIFT = 26;
const IN_PART = 2 ** PART_SHIFT - 1;

/** A table grows once more than this share of its slots is taken, by this factor. */
const FULL = 0.8;
const FACTOR = 1.5;

/** Slots of a table at first. */
const FIRST = 8;

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
  readonly #taken = new Int32Array(PARTS);
  #slots: number;
  /** Bits of an entry that hold the index. */
  #indexBits = 12;
  /** Where the last look-up ended. */
  #slot = 0;

  /** @param room number of vectors that will come at once */
  constructor(log: PackedLog, room = 0) {
    const size = Math.max(FIRST, Math.ceil(room / PARTS / FULL));
    this.#log = log;
    this.#tables = Array.from({ length: PARTS }, () => new Uint32Array(size));
    this.#slots = size * PARTS;
  }

  /** Bytes held. */
  get bytes(): number {
    return this.#slots * 4;
  }

  /** The index that stands where a look-up of this hash begins, or -1. */
  first(hash: number): number {
    const table = this.#tables[hash >>> PART_SHIFT] ?? this.#noTable();
    const entry = table[slotOf(hash, table.length)] ?? FREE;
    return entry === FREE ? NONE : this.#indexOf(entry);
  }

  /** The index of the packed vector that starts at `offset` of `words`, or -1. */
  find(hash: number, words: Int32Array, offset: number): number {
    const table = this.#tables[hash >>> PART_SHIFT] ?? this.#noTable();
    const size = table.length;
    const tagBits = -1 << this.#indexBits;
    const tag = tagOf(hash) & tagBits;
    let slot = slotOf(hash, size);
    for (;;) {
      const entry = table[slot] ?? FREE;
      if (entry === FREE) break;
      if ((entry & tagBits) === tag) {
        const index = (entry & ~tagBits) - 1;
        if (this.#log.equals(index, words, offset)) return index;
      }
      if (++slot === size) slot = 0;
    }
    this.#slot = slot;
    return NONE;
  }

  /** Takes in the index of a vector that was just looked up in vain; `hashOf` gives the hash of those already in. */
  insert(hash: number, index: number, hashOf: (index: number) => number): void {
    const part = hash >>> PART_SHIFT;
    const table = this.#tables[part] ?? this.#noTable();
    // The index plus one must fit its bits, and not be all of them.
    if (index + 2 > 2 ** this.#indexBits) this.#widenIndices();
    table[this.#slot] = this.#entryOf(hash, index);
    const taken = (this.#taken[part] ?? 0) + 1;
    this.#taken[part] = taken;
    if (taken > table.length * FULL) this.#grow(part, table, hashOf);
  }

  /** Takes in the index of a vector that is known to be new. */
  append(hash: number, index: number, hashOf: (index: number) => number): void {
    const table = this.#tables[hash >>> PART_SHIFT] ?? this.#noTable();
    let slot = slotOf(hash, table.length);
    while (table[slot] !== FREE) if (++slot === table.length) slot = 0;
    this.#slot = slot;
    this.insert(hash, index, hashOf);
  }

  #noTable(): never {
    throw new RangeError('the hash is not a 32-bit integer');
  }

  #entryOf(hash: number, index: number): number {
    return (tagOf(hash) & (-1 << this.#indexBits)) | (index + 1);
  }

  #indexOf(entry: number): number {
    return (entry & ~(-1 << this.#indexBits)) - 1;
  }

  /** The lowest bit of the tags becomes the highest of the indices, where it is zero. */
  #widenIndices(): void {
    const bit = 1 << this.#indexBits++;
    for (const table of this.#tables) {
      for (let slot = 0; slot < table.length; slot++) table[slot] = (table[slot] ?? FREE) & ~bit;
    }
  }

  #grow(part: number, old: Uint32Array, hashOf: (index: number) => number): void {
    const table = new Uint32Array(Math.ceil(old.length * FACTOR));
    for (let from = 0; from < old.length; from++) {
      const entry = old[from] ?? FREE;
      if (entry === FREE) continue;
      let slot = slotOf(hashOf(this.#indexOf(entry)), table.length);
      while (table[slot] !== FREE) if (++slot === table.length) slot = 0;
      table[slot] = entry;
    }
    this.#tables[part] = table;
    this.#slots += table.length - old.length;
  }
}

/** The slot where probing begins: the lower bits of the hash, scaled to the size of the table. */
function slotOf(hash: number, size: number): number {
  return ((hash & IN_PART) * size * 2 ** -PART_SHIFT) | 0;
}

/** A second hash. */
function tagOf(hash: number): number {
  return Math.imul(hash, 0x9e3779b1);
}
