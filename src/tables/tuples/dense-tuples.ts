import type { Source } from './source.ts';

const UNKNOWN = -1;

/** Numbers that are kept of each source. */
const HEAD = 3;
const FROM = 1;
const LENGTH = 2;

/**
 * A map from tuples of small ids, found in a vector, to integers other than 0: an array in which the ids of a tuple, put side by side as bits, are
 * the place of its value. No hash, and nothing to compare.
 */
export class DenseTuples {
  readonly #tables: readonly (readonly number[] | null)[];
  /** Per source: the bits of an id, and where they begin. */
  readonly #bits: readonly number[];
  readonly #shifts: readonly number[];
  /** Small values take a byte: what is read again and again is to stay in a near cache. */
  #values: Int8Array<ArrayBuffer> | Int32Array<ArrayBuffer>;
  /** Per source, side by side: its slot; where its parts begin, and how many there are. */
  readonly #heads: Int32Array;
  /** By what stands at the slot of a source: the bits of its id in a place, or UNKNOWN. For all sources in one array: a loop pays for each that it reads. */
  #parts = new Int32Array(0);

  /** @param bits of the ids of each source; together, not so many that an array of that size were too large */
  constructor(sources: readonly Source[], bits: readonly number[]) {
    this.#heads = Int32Array.from(sources.flatMap(({ slot }) => [slot, 0, 0]));
    this.#tables = sources.map(({ table }) => table);
    this.#bits = bits;
    this.#shifts = bits.map((_, i) => bits.slice(0, i).reduce((sum, each) => sum + each, 0));
    this.#values = new Int8Array(2 ** bits.reduce((sum, each) => sum + each, 0));
  }

  /** Bytes held. */
  get bytes(): number {
    return this.#parts.byteLength + this.#values.byteLength;
  }

  /** The value of the tuple in the vector that starts at `offset`, or 0. */
  get(vector: Uint32Array, offset: number): number {
    const place = this.#place(vector, offset);
    return place < 0 ? 0 : (this.#values[place] ?? 0);
  }

  /** Sets the value of the tuple in the vector that starts at `offset`. Returns false if an id has more bits than there are. */
  set(vector: Uint32Array, offset: number, value: number): boolean {
    const place = this.#place(vector, offset);
    if (place >= 0) this.#put(place, value);
    return place >= 0;
  }

  /** Sets the value of a tuple. */
  setTuple(ids: Int32Array, value: number): void {
    let place = 0;
    for (let i = 0; i < this.#shifts.length; i++) place |= (ids[i] ?? 0) << (this.#shifts[i] ?? 0);
    this.#put(place, value);
  }

  #put(place: number, value: number): void {
    if ((value << 24) >> 24 !== value && this.#values instanceof Int8Array)
      this.#values = Int32Array.from(this.#values);
    this.#values[place] = value;
  }

  /** Tells each tuple that has a value, in an array that is used again. */
  each(take: (ids: Int32Array, value: number) => void): void {
    const ids = new Int32Array(this.#shifts.length);
    this.#values.forEach((value, place) => {
      if (value === 0) return;
      for (let i = 0; i < ids.length; i++) ids[i] = (place >>> (this.#shifts[i] ?? 0)) & this.#mostOf(i);
      take(ids, value);
    });
  }

  /** Where the value of a tuple stands; negative if an id has more bits than there are. */
  #place(vector: Uint32Array, offset: number): number {
    const heads = this.#heads;
    let parts = this.#parts;
    let place = 0;
    for (let head = 0; head < heads.length; head += HEAD) {
      const found = vector[offset + (heads[head] ?? 0)] ?? 0;
      const isNear = found < (heads[head + LENGTH] ?? 0);
      const known = isNear ? (parts[(heads[head + FROM] ?? 0) + found] ?? UNKNOWN) : UNKNOWN;
      if (known >= 0) place |= known;
      else {
        place |= this.#learn(head / HEAD, found);
        parts = this.#parts;
      }
    }
    return place;
  }

  /** The bits in a place of what stands at the slot of source `i`; negative if they are too many. */
  #learn(i: number, found: number): number {
    const table = this.#tables[i] ?? null;
    const id = table === null ? found : (table[found] ?? 0);
    if (id > this.#mostOf(i)) return UNKNOWN;
    const part = id << (this.#shifts[i] ?? 0);
    if (table === null || found < table.length) this.#keep(i, found, part);
    return part;
  }

  #keep(i: number, found: number, part: number): void {
    if (found >= (this.#heads[i * HEAD + LENGTH] ?? 0)) this.#lengthen(i, found);
    this.#parts[(this.#heads[i * HEAD + FROM] ?? 0) + found] = part;
  }

  /** Makes room for the part of what stands at the slot of source `i`. */
  #lengthen(i: number, found: number): void {
    const heads = this.#heads;
    const [before, old] = [this.#parts, heads.slice()];
    const length = heads[i * HEAD + LENGTH] ?? 0;
    heads[i * HEAD + LENGTH] = Math.max(16, found + 1, Math.ceil(length * 1.5));
    let end = 0;
    for (let head = 0; head < heads.length; head += HEAD) {
      heads[head + FROM] = end;
      end += heads[head + LENGTH] ?? 0;
    }
    this.#parts = new Int32Array(end).fill(UNKNOWN);
    for (let head = 0; head < heads.length; head += HEAD) {
      const from = old[head + FROM] ?? 0;
      this.#parts.set(before.subarray(from, from + (old[head + LENGTH] ?? 0)), heads[head + FROM] ?? 0);
    }
  }

  #mostOf(i: number): number {
    return 2 ** (this.#bits[i] ?? 0) - 1;
  }
}
