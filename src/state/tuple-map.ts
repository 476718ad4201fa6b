import { hashWords } from './hash.ts';

/** What `get` gives for a tuple that has no value. */
export const ABSENT = 0;

/** Of tuples of one id, those below this are looked up without hashing. */
const DENSE = 4096;

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
  #keys: Int32Array;
  #values = new Int32Array(16);
  /** The tuple that is looked up. */
  readonly #tuple: Int32Array;

  constructor(sources: readonly Source[]) {
    this.#places = Int32Array.from(sources, ({ place }) => place);
    this.#tables = sources.map(({ table }) => table);
    this.#keys = new Int32Array(16 * sources.length);
    this.#tuple = new Int32Array(sources.length);
  }

  /** The value of the tuple in the vector that starts at `offset`, or ABSENT. */
  get(vector: Uint32Array, offset: number): number {
    if (this.#places.length === 1) {
      const id = this.#id(0, vector, offset);
      if (id < DENSE) return id < this.#dense.length ? (this.#dense[id] ?? ABSENT) : ABSENT;
    }
    this.#read(vector, offset);
    return this.#values[this.#slot()] ?? ABSENT;
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
    if ((this.#size + 1) * 2 > this.#values.length) this.#grow();
    this.#read(vector, offset);
    const slot = this.#slot();
    if (this.#values[slot] === ABSENT) this.#size++;
    this.#values[slot] = value;
    for (let i = 0; i < length; i++) this.#keys[slot * length + i] = tuple[i] ?? 0;
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

  /** The slot that holds the tuple, or the free one where it belongs. */
  #slot(): number {
    const tuple = this.#tuple;
    const { length } = tuple;
    const keys = this.#keys;
    const values = this.#values;
    const mask = values.length - 1;
    let slot = hashWords(tuple, 0, length) & mask;
    while (values[slot] !== ABSENT) {
      let i = 0;
      while (i < length && keys[slot * length + i] === tuple[i]) i++;
      if (i === length) break;
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  #grow(): void {
    const { length } = this.#tuple;
    const [keys, values] = [this.#keys, this.#values];
    this.#keys = new Int32Array(keys.length * 2);
    this.#values = new Int32Array(values.length * 2);
    for (let old = 0; old < values.length; old++) {
      if (values[old] === ABSENT) continue;
      for (let i = 0; i < length; i++) this.#tuple[i] = keys[old * length + i] ?? 0;
      const slot = this.#slot();
      this.#values[slot] = values[old] ?? ABSENT;
      for (let i = 0; i < length; i++) this.#keys[slot * length + i] = this.#tuple[i] ?? 0;
    }
  }
}
