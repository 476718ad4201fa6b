import { BucketOverflow } from './bucket-overflow.ts';
import type { PackedLog } from './packed-log.ts';

const FREE = 0;

const NO_TABLE = new Uint32Array(0);

/** The table grows once more than this share of its slots is taken, by a factor that depends on its slots: memory matters where it is large. */
const FULL = 0.8;
const FACTOR = 1.5;
const SMALL_FACTOR = 4;
const SMALL = 2 ** 14;

/** Slots from which on a table is large enough to lie outside of the nearest caches. */
const FAR = 2 ** 17;

/** Slots of a bucket: a power of two. They fill a line of a cache. */
const SLOTS = 16;
const LAST = SLOTS - 1;

/** Buckets at first. */
const FIRST = 32;

/** Bits of an entry that hold the index, at first. */
const FIRST_BITS = 10;

/**
 * Bits of a hash that are used. An entry holds the lowest of them and its bucket follows from the highest: with no more than these, both together always
 * say what the hash was, since there are at least 2^(indexBits - 5) buckets.
 */
const HASH_BITS = 27;
const BITS = 32;
const UNUSED_BITS = BITS - HASH_BITS;
const HASHES = 2 ** HASH_BITS;

/** Slots up to which a table may stay while a larger one is filled: 64 MB. */
const MOST_TWICE = 2 ** 24;

/** Entries that are put into a larger table together. */
const BLOCK = 256;

/**
 * Finds the index of a packed vector by its hash, which says in which bucket its entry stands; what finds no room there stands elsewhere
 * (BucketOverflow).
 *
 * An entry is an index plus one in its lower bits, and above it as many of the lowest bits of the hash as there is room for:
 * they tell nearly all other vectors apart without a look at them. Buckets lie in the order of hashes: where the table grows, the old one is read in order, the new one
 * written in order, and no vector is looked at. The index takes about six bytes a vector.
 */
export class HashIndex {
  readonly #log: PackedLog;
  #table = NO_TABLE;
  #buckets = 0;
  /** How many more entries the table takes before it grows. */
  #room = 0;
  #indexBits = FIRST_BITS;
  /** The bits of an entry that hold those of the hash. */
  #tagBits = -1 << FIRST_BITS;
  /** Slots for each hash that there may be, as far as it is used. */
  #scale = 0;
  /** The lowest bits of hashes are not used while the table is filled from itself; later they are, since they tell many vectors apart. */
  #unused = UNUSED_BITS;
  #overflow = new BucketOverflow();
  /** Per vector that was brought near: where its look-up goes on; valid until the table grows. */
  #near = new Int32Array(256);
  #isNear = false;
  lastRead = 0;

  readonly #mostTwice: number;
  readonly #far: number;

  /**
   * Finds what is in a log by now, and what will be.
   *
   * @param mostTwice slots of a table that stays while a larger one is filled from it; a larger one is given back before
   * @param far slots of a table from which on it pays to bring vectors near
   */
  constructor(log: PackedLog, { mostTwice = MOST_TWICE, far = FAR } = {}) {
    this.#log = log;
    this.#mostTwice = mostTwice;
    this.#far = far;
    const buckets = Math.max(FIRST, Math.ceil((log.size + 1) / (FULL * SLOTS)));
    if (buckets * SLOTS > mostTwice) this.#unused = 0;
    this.#replace(buckets);
    this.#fillFromLog();
  }

  /** Bytes held. */
  get bytes(): number {
    return this.#table.byteLength + this.#overflow.bytes;
  }

  /**
   * Finds the packed vector that starts at `offset` of `words`, or appends it to the log.
   *
   * @returns the index of the new vector, or, if it was known, the bitwise complement of its index
   */
  add(hash: number, words: Int32Array, offset: number): number {
    return this.#addFrom(slotOf(hash, this.#scale, this.#unused), hash, words, offset);
  }

  /** The same for the vector `k` of those that were brought near last. */
  addNear(k: number, hash: number, words: Int32Array, offset: number): number {
    const slot = this.#isNear ? (this.#near[k] ?? 0) : slotOf(hash, this.#scale, this.#unused);
    return this.#addFrom(slot, hash, words, offset);
  }

  #addFrom(from: number, hash: number, words: Int32Array, offset: number): number {
    const table = this.#table;
    const tagBits = this.#tagBits;
    const tag = tagOf(hash, this.#indexBits, this.#unused);
    let slot = from;
    do {
      const entry = table[slot] ?? FREE;
      if (entry === FREE) return this.#put(slot, tag, words, offset);
      if ((entry & tagBits) === tag) {
        const index = (entry & ~tagBits) - 1;
        if (this.#log.equals(index, words, offset)) return ~index;
      }
      slot = nextSlot(slot);
    } while (slot !== from);
    const known = this.#overflow.find(hash, this.#log, words, offset);
    return known >= 0 ? ~known : this.#putBeyond(hash, words, offset);
  }

  /**
   * Reads what will be read when vectors with these hashes are added. Here no read waits for another one, so memory that
   * is in no cache comes at once; later it would come bit by bit.
   */
  bringNear(hashes: Int32Array, count: number): void {
    this.#isNear = count > 0 && this.#table.length >= this.#far;
    if (this.#isNear) this.#read(hashes, count);
  }

  #read(hashes: Int32Array, count: number): void {
    if (count > this.#near.length) this.#near = new Int32Array(count * 2);
    const near = this.#near;
    const table = this.#table;
    const scale = this.#scale;
    const unused = this.#unused;
    let read = 0;
    for (let i = 0; i < count; i++) {
      const slot = slotOf(hashes[i] ?? 0, scale, unused);
      near[i] = slot;
      read ^= table[slot] ?? FREE;
    }
    const tagBits = this.#tagBits;
    const indexBits = this.#indexBits;
    for (let i = 0; i < count; i++) {
      const tag = tagOf(hashes[i] ?? 0, indexBits, unused);
      const from = near[i] ?? 0;
      let slot = from;
      do {
        const entry = table[slot] ?? FREE;
        if (entry === FREE) break;
        if ((entry & tagBits) === tag) {
          read ^= this.#log.half((entry & ~tagBits) - 1);
          break;
        }
        slot = nextSlot(slot);
      } while (slot !== from);
      near[i] = slot;
    }
    // Kept, so that the reads are not optimised away.
    this.lastRead = read;
  }

  /** Appends a vector to the log, and its index to the table. Returns the index. */
  #put(slot: number, tag: number, words: Int32Array, offset: number): number {
    const index = this.#log.push(words, offset);
    this.#table[slot] = tag | (index + 1);
    if (--this.#room === 0) this.#grow();
    return index;
  }

  /** The same where there is no room in the bucket. */
  #putBeyond(hash: number, words: Int32Array, offset: number): number {
    const index = this.#log.push(words, offset);
    this.#overflow.add(hash, index);
    if (--this.#room === 0) this.#grow();
    return index;
  }

  #grow(): void {
    const buckets = Math.ceil(this.#buckets * (this.#table.length < SMALL ? SMALL_FACTOR : FACTOR));
    if (this.#table.length > this.#mostTwice) {
      this.#unused = 0;
      this.#replace(buckets);
      this.#fillFromLog();
    } else this.#fillFrom(this.#table, this.#overflow, buckets);
    this.#isNear = false;
  }

  /** A larger table takes the place of this one, and has nothing in it yet. Its entries have bits for all indices that it will take before it grows. */
  #replace(buckets: number): void {
    const room = roomOf(buckets);
    this.#buckets = buckets;
    this.#room = room - this.#log.size;
    this.#indexBits = Math.max(FIRST_BITS, BITS - Math.clz32(room + 1));
    this.#tagBits = -1 << this.#indexBits;
    this.#scale = buckets * SLOTS * 2 ** (this.#unused - BITS);
    // Before the larger table is made, nothing of this object may refer to the smaller one.
    this.#table = NO_TABLE;
    this.#table = new Uint32Array(buckets * SLOTS);
    this.#overflow = new BucketOverflow();
  }

  /** Reads the old buckets in order, and so writes the new ones in order. An entry says all that must be known of its hash. */
  #fillFrom(old: Uint32Array, overflow: BucketOverflow, buckets: number): void {
    const before = this.#buckets;
    const oldBits = this.#indexBits;
    const own = ~this.#tagBits;
    const most = 2 ** (BITS - oldBits) - 1;
    this.#replace(buckets);
    const table = this.#table;
    const scale = this.#scale;
    const indexBits = this.#indexBits;
    for (let bucket = 0; bucket < before; bucket++) {
      const least = Math.ceil((bucket * HASHES) / before);
      for (let slot = bucket * SLOTS; slot < (bucket + 1) * SLOTS; slot++) {
        const entry = old[slot] ?? FREE;
        if (entry === FREE) continue;
        const used = least + (((entry >>> oldBits) - least) & most);
        const free = freeSlot(table, (used * scale) >>> 0);
        if (free >= 0) table[free] = (used << indexBits) | (entry & own);
        else this.#overflow.add(used << UNUSED_BITS, (entry & own) - 1);
      }
    }
    overflow.each((hash, index) => this.#insert(hash, index));
  }

  /** Enters all vectors of the log, in its order. */
  #fillFromLog(): void {
    const log = this.#log;
    const count = log.size;
    const hashes = new Int32Array(BLOCK);
    for (let from = 0; from < count; from += BLOCK) {
      const end = Math.min(count, from + BLOCK);
      log.hash(from, end, hashes);
      this.bringNear(hashes, end - from);
      for (let index = from; index < end; index++) this.#insert(hashes[index - from] ?? 0, index);
    }
  }

  /** Enters a vector that is in the log, and not in the table. */
  #insert(hash: number, index: number): void {
    const table = this.#table;
    const slot = freeSlot(table, slotOf(hash, this.#scale, this.#unused));
    if (slot < 0) this.#overflow.add(hash, index);
    else table[slot] = tagOf(hash, this.#indexBits, this.#unused) | (index + 1);
  }
}

/** How many entries a table takes before it grows. */
function roomOf(buckets: number): number {
  return Math.floor(buckets * SLOTS * FULL);
}

/** The slot where probing begins: what is used of the hash, scaled to the number of slots. */
function slotOf(hash: number, scale: number, unused: number): number {
  return ((hash >>> unused) * scale) >>> 0;
}

/** The next slot of the bucket; behind the last one comes the first one. */
function nextSlot(slot: number): number {
  return (slot & ~LAST) | ((slot + 1) & LAST);
}

/** The first free slot of a bucket, from this one on; -1 if there is none. */
function freeSlot(table: Uint32Array, from: number): number {
  let slot = from;
  do {
    if (table[slot] === FREE) return slot;
    slot = nextSlot(slot);
  } while (slot !== from);
  return -1;
}

/** The lowest bits of a hash that are used, where they stand in an entry. */
function tagOf(hash: number, indexBits: number, unused: number): number {
  return (hash >>> unused) << indexBits;
}
