import { hashWords } from '../hash.ts';
import { DenseTuples } from './dense-tuples.ts';
import type { Source } from './source.ts';

/** What `get` gives for a tuple that has no value. */
export const ABSENT = 0;

/** Of tuples of one id, those below this are looked up without hashing. */
const DENSE = 4096;

/** Buckets at first: a power of two. */
const FIRST = 16;

/** Tuples of several small ids are looked up without hashing, too, where that takes no more than so many numbers, and so many for each tuple. */
const MOST_DENSE = 2 ** 20;
const PER_TUPLE = 32;

/** A map from tuples of ids, found in a vector, to integers other than 0. */
export class TupleMap {
  readonly #sources: readonly Source[];
  readonly #slots: Int32Array;
  readonly #tables: readonly (readonly number[] | null)[];
  /** Per source: what makes an id of what stands at the slot; null if it is one. */
  readonly #idOf: readonly (((value: number) => number) | null)[];
  /** For tuples of one small id: the values by id. */
  #dense = new Int32Array(0);
  /** All tuples, where they are looked up without hashing. */
  #small: DenseTuples | null = null;
  #size = 0;
  /** Buckets, each a tuple, packed, and its value: side by side, since they are mostly in no cache. */
  #buckets: Int32Array;
  #mask = FIRST - 1;
  /** Bits of an id in a packed tuple: 8, or 32 once there was an id that needs more. */
  #bits = 8;
  /** The tuple that is looked up, packed. */
  #tuple: Int32Array;

  constructor(sources: readonly Source[]) {
    this.#sources = sources;
    this.#slots = Int32Array.from(sources, ({ slot }) => slot);
    this.#tables = sources.map(({ table }) => table);
    this.#idOf = sources.map(({ idOf }) => idOf ?? null);
    this.#tuple = new Int32Array(Math.ceil(sources.length / 4));
    this.#buckets = new Int32Array(FIRST * (this.#tuple.length + 1));
  }

  /** Bytes held. */
  get bytes(): number {
    return this.#buckets.byteLength + this.#dense.byteLength + (this.#small?.bytes ?? 0);
  }

  /** The value of the tuple in the vector that starts at `offset`, or ABSENT. */
  get(vector: Uint32Array, offset: number): number {
    if (this.#small !== null) return this.#small.get(vector, offset);
    if (this.#slots.length === 1) {
      const id = this.#id(0, vector, offset);
      if (id < DENSE) return id < this.#dense.length ? (this.#dense[id] ?? ABSENT) : ABSENT;
    }
    if (!this.#read(vector, offset)) return ABSENT;
    return this.#buckets[this.#bucket() + this.#tuple.length] ?? ABSENT;
  }

  /** Sets the value of the tuple in the vector that starts at `offset`. */
  set(vector: Uint32Array, offset: number, value: number): void {
    if (this.#small !== null) {
      if (this.#small.set(vector, offset, value)) return;
      this.#hashAll(this.#small);
    }
    const first = this.#id(0, vector, offset);
    if (this.#slots.length === 1 && first < DENSE) {
      this.#setDense(first, value);
      return;
    }
    if (!this.#read(vector, offset)) this.#widen();
    if ((this.#size + 1) * 2 > this.#mask + 1) {
      this.#small = this.#denseWith(vector, offset);
      if (this.#small !== null) {
        this.#small.set(vector, offset, value);
        this.#empty(FIRST);
        return;
      }
      this.#grow();
    }
    this.#read(vector, offset);
    this.#put(value);
  }

  /** All tuples so that none is hashed, with room for the ids of one more; null if that would take much room. */
  #denseWith(vector: Uint32Array, offset: number): DenseTuples | null {
    if (this.#slots.length === 1 || this.#idOf.some((idOf) => idOf !== null)) return null;
    const largest = Int32Array.from(this.#slots, (_, i) => this.#id(i, vector, offset));
    this.#each((ids) => {
      for (let i = 0; i < ids.length; i++) largest[i] = (largest[i] ?? 0) | (ids[i] ?? 0);
    });
    const bits = Array.from(largest, (id) => 32 - Math.clz32(id));
    const numbers = 2 ** bits.reduce((sum, each) => sum + each, 0);
    if (numbers > Math.min(MOST_DENSE, this.#size * PER_TUPLE)) return null;
    const small = new DenseTuples(this.#sources, bits);
    this.#each((ids, value) => small.setTuple(ids, value));
    return small;
  }

  /** From now on, all tuples are hashed again. */
  #hashAll(small: DenseTuples): void {
    this.#small = null;
    this.#bits = 32;
    this.#tuple = new Int32Array(this.#slots.length);
    this.#empty(FIRST);
    small.each((ids, value) => {
      if ((this.#size + 1) * 2 > this.#mask + 1) this.#grow();
      this.#tuple.set(ids);
      this.#put(value);
    });
  }

  /** Has so many buckets, all of them free. */
  #empty(buckets: number): void {
    this.#mask = buckets - 1;
    this.#size = 0;
    this.#buckets = new Int32Array(buckets * (this.#tuple.length + 1));
  }

  /** Tells all tuples that are hashed, each in an array that is used again. */
  #each(take: (ids: Int32Array, value: number) => void): void {
    const ids = new Int32Array(this.#slots.length);
    const { length } = this.#tuple;
    const buckets = this.#buckets;
    for (let at = 0; at < buckets.length; at += length + 1) {
      const value = buckets[at + length] ?? ABSENT;
      if (value === ABSENT) continue;
      for (let i = 0; i < ids.length; i++) {
        ids[i] =
          this.#bits === 32
            ? (buckets[at + i] ?? 0)
            : ((buckets[at + (i >>> 2)] ?? 0) >>> ((i & 3) * 8)) & 0xff;
      }
      take(ids, value);
    }
  }

  /** Puts the value under the packed tuple at hand. */
  #put(value: number): void {
    const tuple = this.#tuple;
    const at = this.#bucket();
    if (this.#buckets[at + tuple.length] === ABSENT) this.#size++;
    this.#buckets.set(tuple, at);
    this.#buckets[at + tuple.length] = value;
  }

  /** The id from source `i`. */
  #id(i: number, vector: Uint32Array, offset: number): number {
    const id = vector[offset + (this.#slots[i] ?? 0)] ?? 0;
    const table = this.#tables[i] ?? null;
    if (table !== null) return table[id] ?? 0;
    const idOf = this.#idOf[i] ?? null;
    return idOf === null ? id : idOf(id);
  }

  /** Packs the tuple. Returns false if an id does not fit. */
  #read(vector: Uint32Array, offset: number): boolean {
    const tuple = this.#tuple;
    const { length } = this.#slots;
    if (this.#bits === 32) {
      for (let i = 0; i < length; i++) tuple[i] = this.#id(i, vector, offset);
      return true;
    }
    let all = 0;
    for (let i = 0; i < length; ) {
      let word = 0;
      const end = Math.min(length, i + 4);
      for (let shift = 0; i < end; i++, shift += 8) {
        const id = this.#id(i, vector, offset);
        all |= id;
        word |= id << shift;
      }
      tuple[(i - 1) >>> 2] = word;
    }
    return all >>> 8 === 0;
  }

  /** Packs all tuples anew, each id in a word of its own. */
  #widen(): void {
    const all: [Int32Array, number][] = [];
    this.#each((ids, value) => all.push([ids.slice(), value]));
    this.#bits = 32;
    this.#tuple = new Int32Array(this.#slots.length);
    this.#empty(this.#mask + 1);
    for (const [ids, value] of all) {
      this.#tuple.set(ids);
      this.#put(value);
    }
  }

  #setDense(id: number, value: number): void {
    if (id >= this.#dense.length) {
      const longer = new Int32Array(Math.min(DENSE, Math.max(8, id * 2)));
      longer.set(this.#dense);
      this.#dense = longer;
    }
    this.#dense[id] = value;
  }

  /** Where the bucket begins that holds the tuple, or the free one where it belongs. */
  #bucket(): number {
    const tuple = this.#tuple;
    const { length } = tuple;
    const buckets = this.#buckets;
    const mask = this.#mask;
    const stride = length + 1;
    for (let bucket = hashWords(tuple, 0, length) & mask; ; bucket = (bucket + 1) & mask) {
      const at = bucket * stride;
      if (buckets[at + length] === ABSENT) return at;
      let i = 0;
      while (i < length && buckets[at + i] === tuple[i]) i++;
      if (i === length) return at;
    }
  }

  #grow(): void {
    const { length } = this.#tuple;
    const old = this.#buckets;
    this.#buckets = new Int32Array(old.length * 2);
    this.#mask = this.#mask * 2 + 1;
    this.#size = 0;
    for (let at = 0; at < old.length; at += length + 1) {
      const value = old[at + length] ?? ABSENT;
      if (value === ABSENT) continue;
      for (let i = 0; i < length; i++) this.#tuple[i] = old[at + i] ?? 0;
      this.#put(value);
    }
  }
}
