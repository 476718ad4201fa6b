const CHUNK_BITS = 14;
const CHUNK = 1 << CHUNK_BITS;
const FREE = 0;

/**
 * The states seen so far: an exact set of vectors of `width` unsigned 32-bit ids, in typed arrays.
 *
 * Vectors lie one after another in chunks, in order of discovery; an open-addressing table holds their indices.
 * Every hit is compared in full, so no state is ever taken for another one.
 */
export class VisitedStates {
  readonly width: number;
  readonly #chunks: Uint32Array[] = [];
  #size = 0;
  #table = new Uint32Array(1 << 12);

  constructor(width: number) {
    this.width = width;
  }

  /** Number of distinct states. */
  get size(): number {
    return this.#size;
  }

  /** Bytes held by vectors and table. */
  get bytes(): number {
    return this.#chunks.length * CHUNK * this.width * 4 + this.#table.length * 4;
  }

  /**
   * Adds the vector that starts at `offset`.
   *
   * @returns the index of the new state, or, if the state was known, the bitwise complement (`~index`) of its index
   */
  add(vectors: Uint32Array, offset: number): number {
    const table = this.#table;
    const mask = table.length - 1;
    let slot = this.#hash(vectors, offset) & mask;
    for (;;) {
      const entry = table[slot] ?? FREE;
      if (entry === FREE) break;
      if (this.#equals(entry - 1, vectors, offset)) return ~(entry - 1);
      slot = (slot + 1) & mask;
    }
    const index = this.#append(vectors, offset);
    table[slot] = index + 1;
    if (this.#size * 5 > table.length * 3) this.#grow();
    return index;
  }

  /** Copies the state `index` into `out`. */
  read(index: number, out: Uint32Array): void {
    const chunk = this.#chunk(index);
    const start = (index & (CHUNK - 1)) * this.width;
    for (let i = 0; i < this.width; i++) out[i] = chunk[start + i] ?? 0;
  }

  #chunk(index: number): Uint32Array {
    const chunk = this.#chunks[index >>> CHUNK_BITS];
    if (chunk === undefined) throw new RangeError(`no state has the index ${index}`);
    return chunk;
  }

  #append(vectors: Uint32Array, offset: number): number {
    const index = this.#size++;
    if (index >>> CHUNK_BITS === this.#chunks.length) this.#chunks.push(new Uint32Array(CHUNK * this.width));
    const chunk = this.#chunk(index);
    const start = (index & (CHUNK - 1)) * this.width;
    for (let i = 0; i < this.width; i++) chunk[start + i] = vectors[offset + i] ?? 0;
    return index;
  }

  #equals(index: number, vectors: Uint32Array, offset: number): boolean {
    const chunk = this.#chunk(index);
    const start = (index & (CHUNK - 1)) * this.width;
    for (let i = 0; i < this.width; i++) if (chunk[start + i] !== vectors[offset + i]) return false;
    return true;
  }

  #hash(vectors: Uint32Array, offset: number): number {
    let h = 0;
    for (let i = 0; i < this.width; i++) {
      h = Math.imul(h ^ (vectors[offset + i] ?? 0), 0x9e3779b1);
      h ^= h >>> 15;
    }
    h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
    return (h ^ (h >>> 13)) >>> 0;
  }

  #grow(): void {
    const table = new Uint32Array(this.#table.length * 2);
    const mask = table.length - 1;
    for (let index = 0; index < this.#size; index++) {
      let slot = this.#hash(this.#chunk(index), (index & (CHUNK - 1)) * this.width) & mask;
      while (table[slot] !== FREE) slot = (slot + 1) & mask;
      table[slot] = index + 1;
    }
    this.#table = table;
  }
}
