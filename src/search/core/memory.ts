import type { Core, Exports, Memory } from './instance.ts';

/** The model does not fit into the core, or not any more: the search must go on without it. */
export class Outgrown extends Error {}

/** The memory of a core, as 32-bit words: it grows, and each time there is another view of it. */
export class CoreMemory {
  readonly core: Exports;
  readonly #memory: Memory;
  #view: Uint32Array;

  constructor({ exports, memory }: Core) {
    this.core = exports;
    this.#memory = memory;
    this.#view = new Uint32Array(memory.buffer);
  }

  /** The same memory, for other threads. */
  get shared(): Memory {
    return this.#memory;
  }

  /** @throws Outgrown if there is no memory */
  allocate(bytes: number): number {
    const at = this.core.allocate(bytes) >>> 0;
    if (at === 0) throw new Outgrown('there is no more memory');
    return at;
  }

  /** A copy of some bytes, in a place that is larger. */
  moved(at: number, bytes: number, larger: number): number {
    const to = this.allocate(larger);
    if (bytes > 0) this.words.copyWithin(to >>> 2, at >>> 2, (at + bytes) >>> 2);
    return to;
  }

  get words(): Uint32Array {
    const { buffer } = this.#memory;
    if (this.#view.buffer !== buffer) this.#view = new Uint32Array(buffer);
    return this.#view;
  }

  get(at: number): number {
    return this.#viewOf(at >>> 2)[at >>> 2] ?? 0;
  }

  set(at: number, value: number): void {
    this.#viewOf(at >>> 2)[at >>> 2] = value;
  }

  /** A view that has this word. Asking memory for its buffer is slow; an older view does where it has the word: when memory that is not shared grows, its views have none left. */
  #viewOf(word: number): Uint32Array {
    return word < this.#view.length ? this.#view : this.words;
  }

  /** Sets or clears a bit of the 64 that stand at a place. */
  setBit(at: number, bit: number, isSet: boolean): void {
    const word = at + (bit >>> 5) * 4;
    const mask = 1 << (bit & 31);
    this.set(word, isSet ? this.get(word) | mask : this.get(word) & ~mask);
  }

  hasBit(at: number, bit: number): boolean {
    return ((this.get(at + (bit >>> 5) * 4) >>> (bit & 31)) & 1) === 1;
  }

  setByte(at: number, value: number): void {
    const shift = (at & 3) * 8;
    this.set(at, (this.get(at) & ~(0xff << shift)) | (value << shift));
  }

  setHalf(at: number, value: number): void {
    const shift = (at & 2) * 8;
    this.set(at, (this.get(at) & ~(0xffff << shift)) | (value << shift));
  }
}
