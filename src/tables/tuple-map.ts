import { hashWords } from './hash.ts';

/** What `get` gives for a tuple that has no value. */
export const ABSENT = 0;

/** Of tuples of one id, those below this are looked up without hashing. */
const DENSE = 4096;

/** Buckets at first: a power of two. */
const FIRST = 16;

/** Where an id is found: at a slot of a vector, or, if there is a table, in that table under the id at that slot. */
export interface Source {
  readonly slot: number;
  readonly table: readonly number[] | null;
  /** The id of what stands at that slot, if that is not an id itself. */
  readonly idOf?: (value: number) => number;
}

/** A map from tuples of ids, found in a vector, to integers other than 0. */
export class TupleMap {
  readonly #slots: Int32Array;
  readonly #tables: readonly (readonly number[] | null)[];
  /** Per source: what makes an id of what stands at the slot; null if it is one. */
  readonly #idOf: readonly (((value: number) => number) | null)[];
  /** For tuples of one small id: the values by id. */
  #dense = new Int32Array(0);
  #size = 0;
  /** Buckets, each a tuple, packed, and its value: side by side, since they are mostly in no cache. */
  #buckets: Int32Array;
  #mask = FIRST - 1;
  /** Bits of an id in a packed tuple: 8, or 32 once there was an id that needs more. */
  #bits = 8;
  /** The tuple that is looked up, packed. */
  #tuple: Int32Array;

  constructor(sources: readonly Source[]) {
    this.#slots = Int32Array.from(sources, ({ slot }) => slot);
    this.#tables = sources.map(({ table }) => table);
    this.#idOf = sources.map(({ idOf }) => idOf ?? null);
    this.#tuple = new Int32Array(Math.ceil(sources.length / 4));
    this.#buckets = new Int32Array(FIRST * (this.#tuple.length + 1));
  }

  /** Bytes held. */
  get bytes(): number {
    return this.#buckets.byteLength + this.#dense.byteLength;
  }

  /** The value of the tuple in the vector that starts at `offset`, or ABSENT. */
  get(vector: Uint32Array, offset: number): number {
    if (this.#slots.length === 1) {
      const id = this.#id(0, vector, offset);
      if (id < DENSE) return id < this.#dense.length ? (this.#dense[id] ?? ABSENT) : ABSENT;
    }
    if (!this.#read(vector, offset)) return ABSENT;
    return this.#buckets[this.#bucket() + this.#tuple.length] ?? ABSENT;
  }

  /** Sets the value of the tuple in the vector that starts at `offset`. */
  set(vector: Uint32Array, offset: number, value: number): void {
    const first = this.#id(0, vector, offset);
    if (this.#slots.length === 1 && first < DENSE) {
      this.#setDense(first, value);
      return;
    }
    if (!this.#read(vector, offset)) this.#widen();
    if ((this.#size + 1) * 2 > this.#mask + 1) this.#grow();
    this.#read(vector, offset);
    this.#put(value);
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
    const old = this.#buckets;
    const before = this.#tuple.length;
    const { length } = this.#slots;
    this.#bits = 32;
    this.#tuple = new Int32Array(length);
    this.#buckets = new Int32Array((this.#mask + 1) * (length + 1));
    this.#size = 0;
    for (let at = 0; at < old.length; at += before + 1) {
      const value = old[at + before] ?? ABSENT;
      if (value === ABSENT) continue;
      for (let i = 0; i < length; i++) this.#tuple[i] = ((old[at + (i >>> 2)] ?? 0) >>> ((i & 3) * 8)) & 0xff;
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
