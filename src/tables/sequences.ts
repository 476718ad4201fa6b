import { hashWords } from './hash.ts';

const FREE = 0;

/** Bytes that a number takes in a plain list. */
export const LIST_ITEM = 8;

/** Sequences of small integers, each under an id, in order of first sight: all in three typed arrays. */
export class Sequences {
  /** The items of all sequences, one sequence after another. */
  items = new Int32Array(256);
  #starts = new Int32Array(64);
  #size = 0;
  #table = new Int32Array(128);

  /** Number of distinct sequences. */
  get size(): number {
    return this.#size;
  }

  /** Number of items of all sequences. */
  get length(): number {
    return this.start(this.#size);
  }

  /** Bytes held. */
  get bytes(): number {
    return this.items.byteLength + this.#starts.byteLength + this.#table.byteLength;
  }

  /** Where in `items` the sequence begins. */
  start(id: number): number {
    return this.#starts[id] ?? 0;
  }

  /** Where in `items` the sequence ends (exclusive). */
  end(id: number): number {
    return this.#starts[id + 1] ?? 0;
  }

  /** The items of a sequence, as a list of their own. */
  list(id: number): number[] {
    return Array.from(this.items.subarray(this.start(id), this.end(id)));
  }

  /** Id of the sequence of the first `length` items of `buffer`. */
  intern(buffer: Int32Array, length: number): number {
    const table = this.#table;
    const mask = table.length - 1;
    let slot = hashWords(buffer, 0, length) & mask;
    for (;;) {
      const entry = table[slot] ?? FREE;
      if (entry === FREE) break;
      if (this.#equals(entry - 1, buffer, length)) return entry - 1;
      slot = (slot + 1) & mask;
    }
    const id = this.#append(buffer, length);
    table[slot] = id + 1;
    if (this.#size * 2 > table.length) this.#grow();
    return id;
  }

  #equals(id: number, buffer: Int32Array, length: number): boolean {
    const start = this.start(id);
    if (this.end(id) - start !== length) return false;
    const { items } = this;
    for (let i = 0; i < length; i++) if (items[start + i] !== buffer[i]) return false;
    return true;
  }

  #append(buffer: Int32Array, length: number): number {
    const id = this.#size++;
    const start = this.start(id);
    const end = start + length;
    if (id + 2 > this.#starts.length) this.#starts = enlarged(this.#starts, id + 2);
    if (end > this.items.length) this.items = enlarged(this.items, end);
    for (let i = 0; i < length; i++) this.items[start + i] = buffer[i] ?? 0;
    this.#starts[id + 1] = end;
    return id;
  }

  #grow(): void {
    const table = new Int32Array(this.#table.length * 2);
    const mask = table.length - 1;
    for (let id = 0; id < this.#size; id++) {
      const start = this.start(id);
      let slot = hashWords(this.items, start, this.end(id) - start) & mask;
      while (table[slot] !== FREE) slot = (slot + 1) & mask;
      table[slot] = id + 1;
    }
    this.#table = table;
  }
}

/** A copy of the array with room for at least `length` numbers, and half as many again as before. */
export function enlarged(array: Int32Array, length: number): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(Math.max(length, Math.ceil(array.length * 1.5)));
  larger.set(array);
  return larger;
}
