import { enlarged } from '../../tables/sequences.ts';
import type { SharedLog } from './shared-log.ts';

const FREE = 0;

/** What all threads know of a part: its slots, how many of them are taken, and how many bits of an entry hold the index. */
const SIZE = 0;
const TAKEN = 1;
const BITS = 2;
/** Words of that, for each part. */
export const PART_WORDS = 3;

/** The share of its slots that are taken, at most, before a part should grow; and by which factor it does. */
export const FULL = 0.8;
export const FACTOR = 1.5;

/** The thread to which a hash belongs. It looks at other bits than those that choose the slot. */
export function ownerOf(hash: number, parts: number): number {
  return ((hash & 0xff) * parts) >>> 8;
}

/**
 * The part of an index of hashes that one thread writes to: it finds the numbers of the packed vectors whose hashes belong to that
 * thread. See HashIndex, of which it is the counterpart.
 *
 * Where states are added by several threads at once, a new one gets its number only when all of them are done. Until then it is
 * *fresh*: its entry holds a number that counts on from those that are known, and its vector is kept aside.
 */
export class IndexPart {
  readonly #log: SharedLog;
  #table: Uint32Array;
  /** The words of this part. */
  readonly #words: Int32Array;
  #size = 0;
  #tagBits = 0;
  /** States with a number of their own. */
  #known = 0;
  /** The fresh ones: their slots, and their vectors. */
  #slots = new Int32Array(1024);
  #vectors = new Int32Array(4096);
  #fresh = 0;
  #length = 1;
  lastRead = 0;

  /** @param words PART_WORDS words that all threads share */
  constructor(log: SharedLog, table: Uint32Array, words: Int32Array) {
    this.#log = log;
    this.#table = table;
    this.#words = words;
    this.#open();
  }

  /** Slots for which there is room. */
  get room(): number {
    return this.#table.length;
  }

  get size(): number {
    return this.#words[SIZE] ?? 0;
  }

  get taken(): number {
    return this.#words[TAKEN] ?? 0;
  }

  /** Fresh states. */
  get fresh(): number {
    return this.#fresh;
  }

  /** Another table takes the place of this one; it must be filled anew. */
  replace(table: Uint32Array): void {
    this.#table = table;
  }

  #open(): void {
    const bits = this.#words[BITS] ?? 0;
    this.#size = this.#words[SIZE] ?? 0;
    this.#tagBits = bits === 32 ? 0 : -1 << bits;
  }

  /** States are added from now on: so many are known, and there may be so many more. */
  begin(known: number, more: number): void {
    this.#open();
    this.#known = known;
    this.#length = this.#log.layout.words;
    const bits = bitsFor(known + more);
    if (bits > (this.#words[BITS] ?? 0)) this.#widen(bits);
  }

  /** The lowest bits of the tags become the highest of the indices, where they are zero. */
  #widen(bits: number): void {
    const old = this.#tagBits;
    this.#words[BITS] = bits;
    this.#open();
    const cleared = old & ~this.#tagBits;
    const table = this.#table;
    for (let slot = 0; slot < this.#size; slot++) table[slot] = (table[slot] ?? FREE) & ~cleared;
  }

  /**
   * Finds the packed vector that starts at `offset` of `words`, or takes it in as a fresh one.
   *
   * @returns the place of the new one among the fresh ones; or, if it was known, the complement of its number, which for a fresh
   *   one is the number of known states and its place
   */
  add(hash: number, words: Int32Array, offset: number): number {
    const table = this.#table;
    const size = this.#size;
    const tagBits = this.#tagBits;
    const known = this.#known;
    const tag = tagOf(hash) & tagBits;
    let slot = slotOf(hash, size);
    for (;;) {
      const entry = table[slot] ?? FREE;
      if (entry === FREE) break;
      if ((entry & tagBits) === tag) {
        const index = (entry & ~tagBits) - 1;
        const isThis =
          index < known
            ? this.#log.equals(index, words, offset)
            : this.#equalsFresh(index - known, words, offset);
        if (isThis) return ~index;
      }
      if (++slot === size) slot = 0;
    }
    return this.#take(slot, tag, words, offset);
  }

  #take(slot: number, tag: number, words: Int32Array, offset: number): number {
    const fresh = this.#fresh++;
    const length = this.#length;
    const at = fresh * length;
    if (fresh === this.#slots.length) this.#slots = enlarged(this.#slots, fresh + 1);
    if (at + length > this.#vectors.length) this.#vectors = enlarged(this.#vectors, at + length);
    for (let j = 0; j < length; j++) this.#vectors[at + j] = words[offset + j] ?? 0;
    this.#slots[fresh] = slot;
    this.#table[slot] = tag | (this.#known + fresh + 1);
    return fresh;
  }

  #equalsFresh(fresh: number, words: Int32Array, offset: number): boolean {
    const vectors = this.#vectors;
    const length = this.#length;
    const at = fresh * length;
    for (let j = 0; j < length; j++) if (vectors[at + j] !== words[offset + j]) return false;
    return true;
  }

  /** Reads what will be read when rows are added, `stride` words each, of which the first is the hash: see HashIndex. */
  bringNear(rows: Int32Array, from: number, end: number, stride: number): void {
    const table = this.#table;
    const size = this.#size;
    const tagBits = this.#tagBits;
    const known = this.#known;
    let read = 0;
    for (let at = from; at < end; at += stride) read ^= table[slotOf(rows[at] ?? 0, size)] ?? FREE;
    for (let at = from; at < end; at += stride) {
      const hash = rows[at] ?? 0;
      const entry = table[slotOf(hash, size)] ?? FREE;
      if (entry === FREE || (entry & tagBits) !== (tagOf(hash) & tagBits)) continue;
      const index = (entry & ~tagBits) - 1;
      if (index < known) read ^= this.#log.half(index);
    }
    // Kept, so that the reads are not optimised away.
    this.lastRead = read;
  }

  /**
   * The same where one thread adds states alone: a new one has this number, and no fresh ones are left. There must be room, and
   * bits for the number (`begin`).
   *
   * @returns the number; or, if it was known, the complement of its number
   */
  addAs(number: number, hash: number, words: Int32Array, offset: number): number {
    this.#known = number;
    const added = this.add(hash, words, offset);
    if (added < 0) return added;
    this.#fresh = 0;
    this.addTaken(1);
    return number;
  }

  /** Forgets the fresh ones from this place on. */
  undo(from: number): void {
    for (let fresh = this.#fresh - 1; fresh >= from; fresh--) this.#table[this.#slots[fresh] ?? 0] = FREE;
    this.#fresh = Math.min(this.#fresh, from);
  }

  /** Gives the fresh ones their numbers. */
  settle(numbers: Int32Array): void {
    const table = this.#table;
    const tagBits = this.#tagBits;
    const count = this.#fresh;
    const slots = this.#slots;
    for (let fresh = 0; fresh < count; fresh++) {
      const slot = slots[fresh] ?? 0;
      table[slot] = ((table[slot] ?? FREE) & tagBits) | ((numbers[fresh] ?? 0) + 1);
    }
    this.addTaken(count);
    this.#fresh = 0;
  }

  /** Forgets all, and has so many slots then, for indices up to this one. */
  clear(size: number, most: number): void {
    this.#words[SIZE] = size;
    this.#words[BITS] = bitsFor(most);
    this.#words[TAKEN] = 0;
    this.#fresh = 0;
    this.#table.fill(FREE, 0, size);
    this.#open();
  }

  /** Puts states that are in no part into this one: their hashes, and their numbers, from one place to another (exclusive). */
  putAll(hashes: Int32Array, numbers: Int32Array, from: number, end: number): void {
    const table = this.#table;
    const { size } = this;
    const bits = this.#words[BITS] ?? 0;
    const tagBits = bits === 32 ? 0 : -1 << bits;
    let read = 0;
    for (let i = from; i < end; i++) read ^= table[slotOf(hashes[i] ?? 0, size)] ?? FREE;
    this.lastRead = read;
    for (let i = from; i < end; i++) {
      const hash = hashes[i] ?? 0;
      let slot = slotOf(hash, size);
      while (table[slot] !== FREE) if (++slot === size) slot = 0;
      table[slot] = (tagOf(hash) & tagBits) | ((numbers[i] ?? 0) + 1);
    }
    this.addTaken(end - from);
  }

  /** So many more slots are taken. */
  addTaken(count: number): void {
    Atomics.add(this.#words, TAKEN, count);
  }
}

/** Bits for indices up to this one, plus one. */
function bitsFor(most: number): number {
  return 32 - Math.clz32(most + 1);
}

/** The slot where probing begins: the hash, scaled to the size of the table. */
function slotOf(hash: number, size: number): number {
  return ((hash >>> 0) * size * 2 ** -32) >>> 0;
}

/** A second hash. */
function tagOf(hash: number): number {
  return Math.imul(hash, 0x9e3779b1);
}
