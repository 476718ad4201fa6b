import { hashWords } from './hash.ts';

/** What `get` gives for a tuple that has no value. */
export const ABSENT = 0;

/** Of tuples of one id, those below this are looked up without hashing. */
const DENSE = 4096;

/** Slots at first: a power of two. */
const FIRST = 16;

/** Where an id is found: at a place of a vector, or, if there is a table, in that table under the id at that place. */
export interface Source {
  readonly place: number;
  readonly table: readonly number[] | null;
}

/** A map from tuples of ids, found in a vector, to integers other than 0. */
export class TupleMap {
  readonly #places: Int32Array;
  readonly #tables: readonly (readonly number[] | null)[];
  /** For tuples of one small id: the values by id. */
  #dense = new Int32Array(0);
  #size = 0;
  /** Slots, each a tuple and its value: side by side, since they are mostly in no cache. */
  #slots: Int32Array;
  #mask = FIRST - 1;
  /** The tuple that is looked up. */
  readonly #tuple: Int32Array;

  constructor(sources: readonly Source[]) {
    this.#places = Int32Array.from(sources, ({ place }) => place);
    this.#tables = sources.map(({ table }) => table);
    this.#slots = new Int32Array(FIRST * (sources.length + 1));
    this.#tuple = new Int32Array(sources.length);
  }

  /** The value of the tuple in the vector that starts at `offset`, or ABSENT. */
  get(vector: Uint32Array, offset: number): number {
    if (this.#places.length === 1) {
      const id = this.#id(0, vector, offset);
      if (id < DENSE) return id < this.#dense.length ? (this.#dense[id] ?? ABSENT) : ABSENT;
    }
    this.#read(vector, offset);
    return this.#slots[this.#slot() + this.#tuple.length] ?? ABSENT;
  }

  /** Sets the value of the tuple in the vector that starts at `offset`. */
  set(vector: Uint32Array, offset: number, value: number): void {
    this.#read(vector, offset);
    const tuple = this.#tuple;
    const { length } = tuple;
    const first = (tuple[0] ?? 0) >>> 0;
    if (length === 1 && first < DENSE) {
      this.#setDense(first, value);
      return;
    }
    if ((this.#size + 1) * 2 > this.#mask + 1) this.#grow();
    this.#read(vector, offset);
    const slot = this.#slot();
    if (this.#slots[slot + length] === ABSENT) this.#size++;
    this.#slots.set(tuple, slot);
    this.#slots[slot + length] = value;
  }

  /** The id from source `i`. */
  #id(i: number, vector: Uint32Array, offset: number): number {
    const id = vector[offset + (this.#places[i] ?? 0)] ?? 0;
    const table = this.#tables[i] ?? null;
    return table === null ? id : (table[id] ?? 0);
  }

  #read(vector: Uint32Array, offset: number): void {
    const tuple = this.#tuple;
    for (let i = 0; i < tuple.length; i++) tuple[i] = this.#id(i, vector, offset);
  }

  #setDense(id: number, value: number): void {
    if (id >= this.#dense.length) {
      const longer = new Int32Array(Math.min(DENSE, Math.max(8, id * 2)));
      longer.set(this.#dense);
      this.#dense = longer;
    }
    this.#dense[id] = value;
  }

  /** Where the slot begins that holds the tuple, or the free one where it belongs. */
  #slot(): number {
    const tuple = this.#tuple;
    const { length } = tuple;
    const slots = this.#slots;
    const mask = this.#mask;
    const stride = length + 1;
    for (let slot = hashWords(tuple, 0, length) & mask; ; slot = (slot + 1) & mask) {
      const at = slot * stride;
      if (slots[at + length] === ABSENT) return at;
      let i = 0;
      while (i < length && slots[at + i] === tuple[i]) i++;
      if (i === length) return at;
    }
  }

  #grow(): void {
    const { length } = this.#tuple;
    const stride = length + 1;
    const old = this.#slots;
    this.#slots = new Int32Array(old.length * 2);
    this.#mask = this.#mask * 2 + 1;
    for (let at = 0; at < old.length; at += stride) {
      if (old[at + length] === ABSENT) continue;
      this.#tuple.set(old.subarray(at, at + length));
      this.#slots.set(old.subarray(at, at + stride), this.#slot());
    }
  }
}
