import type { Contents } from '../../model/contents.ts';
import { hashWords } from '../../tables/hash.ts';
import type { Layout } from '../layout.ts';

/** States in a slab. */
const SLAB_BITS = 18;
export const SLAB = 1 << SLAB_BITS;
const IN_SLAB = SLAB - 1;

/** Halves of words for which a slab has room at least: memory that is not written to is not taken. */
const LEAST_HALVES = 12;

/** Of every so many states, the parent is noted. */
const SAMPLE_BITS = 6;
const BETWEEN = (1 << SAMPLE_BITS) - 1;

/** Memory for so many states: their vectors, and the parents of some. */
export interface Slab {
  readonly vectors: SharedArrayBuffer;
  readonly samples: SharedArrayBuffer;
}

/**
 * Packed vectors of one layout, in order of discovery, in memory that several threads share. Who writes where is for them to
 * agree on: a state is written once, by the thread that came to it, before any other one reads it.
 */
export class SharedLog {
  #layout: Layout;
  #halves: number;
  readonly #vectors: Uint16Array[] = [];
  readonly #samples: Uint32Array[] = [];
  #words: Int32Array;

  constructor(layout: Layout) {
    this.#layout = layout;
    this.#halves = layout.halves;
    this.#words = new Int32Array(layout.words);
  }

  /** Memory for the next slab of vectors of this layout. */
  static slab({ halves }: Layout): Slab {
    const room = Math.max(LEAST_HALVES, halves * 2);
    return {
      vectors: new SharedArrayBuffer(SLAB * room * 2),
      samples: new SharedArrayBuffer((SLAB >>> SAMPLE_BITS) * 4),
    };
  }

  get layout(): Layout {
    return this.#layout;
  }

  /** Number of states for which there is room. */
  get room(): number {
    return this.slabs * SLAB;
  }

  /** Whether the slabs have room for vectors of this layout. */
  hasRoomFor({ halves }: Layout): boolean {
    return this.#vectors.every(({ length }) => length >= SLAB * halves);
  }

  /** Puts a slab at its place: behind the others, or for one that is too small; then with all that this holds. */
  put(at: number, { vectors, samples }: Slab): void {
    this.#vectors[at] = new Uint16Array(vectors);
    this.#samples[at] = new Uint32Array(samples);
  }

  /** Larger memory for a slab, with all that it holds. */
  enlarged(at: number, layout: Layout): Slab {
    const slab = SharedLog.slab(layout);
    new Uint16Array(slab.vectors).set(this.#vectors[at] ?? []);
    new Uint32Array(slab.samples).set(this.#samples[at] ?? []);
    return slab;
  }

  get slabs(): number {
    return this.#vectors.length;
  }

  /** From now on, vectors are those of this layout: they were packed anew (`repack`). */
  use(layout: Layout): void {
    this.#layout = layout;
    this.#halves = layout.halves;
    this.#words = new Int32Array(layout.words);
  }

  /** Bytes that so many states take. */
  bytes(states: number): number {
    return states * this.#halves * 2;
  }

  /** Writes the packed vector that starts at `offset` of `words`. */
  write(index: number, words: Int32Array, offset: number): void {
    this.#write(index, words, offset, this.#halves);
  }

  #write(index: number, words: Int32Array, offset: number, halves: number): void {
    const slab = this.#slab(index);
    const at = (index & IN_SLAB) * halves;
    // A typed array of 16 bits keeps the lower half of what is assigned.
    for (let h = 0; h < halves; h++) {
      const word = words[offset + (h >>> 1)] ?? 0;
      slab[at + h] = (h & 1) === 0 ? word : word >>> 16;
    }
  }

  /** Whether the packed vector `index` is the one that starts at `offset` of `words`. */
  equals(index: number, words: Int32Array, offset: number): boolean {
    const halves = this.#halves;
    const slab = this.#slab(index);
    const at = (index & IN_SLAB) * halves;
    for (let h = 0; h < halves; h++) {
      const word = words[offset + (h >>> 1)] ?? 0;
      if (((slab[at + h] ?? 0) ^ ((h & 1) === 0 ? word : word >>> 16)) & 0xffff) return false;
    }
    return true;
  }

  /** Reads the packed vector `index` into `words`, from `offset` on. */
  read(index: number, words: Int32Array, offset: number): void {
    const halves = this.#halves;
    const slab = this.#slab(index);
    const at = (index & IN_SLAB) * halves;
    for (let h = 0; h < halves; h += 2) {
      const high = h + 1 < halves ? (slab[at + h + 1] ?? 0) : 0;
      words[offset + (h >>> 1)] = (slab[at + h] ?? 0) | (high << 16);
    }
  }

  /** The first 16 bits of the packed vector `index`. */
  half(index: number): number {
    return this.#slab(index)[(index & IN_SLAB) * this.#halves] ?? 0;
  }

  /** The hash of the packed vector `index`. */
  hash(index: number): number {
    this.read(index, this.#words, 0);
    return hashWords(this.#words, 0, this.#words.length);
  }

  /** Notes from which state the next state was first reached, of some states. */
  note(index: number, parent: number): void {
    if ((index & BETWEEN) !== 0) return;
    const samples = this.#samples[index >>> SLAB_BITS];
    if (samples !== undefined) samples[(index & IN_SLAB) >>> SAMPLE_BITS] = parent;
  }

  /** The states from which the state `index` may have been first reached, of so many states: see Trail. */
  parents(index: number, states: number): readonly [number, number] {
    const next = (index | BETWEEN) + 1;
    return [this.#sample(index), next < states ? this.#sample(next) : index - 1];
  }

  #sample(index: number): number {
    return this.#samples[index >>> SLAB_BITS]?.[(index & IN_SLAB) >>> SAMPLE_BITS] ?? 0;
  }

  /**
   * Packs the vectors of a slab anew, for another layout: in place, in the order in which none is written over before it is read.
   *
   * @param states number of all states
   */
  repack(slab: number, states: number, to: Layout, contents: Contents): void {
    const from = this.#layout;
    const first = slab * SLAB;
    const count = Math.min(SLAB, states - first);
    const vector = new Uint32Array(from.width);
    const drafts = contents.size;
    const rewriting = to.continues(from) ? to.rewriting(from) : null;
    const [before, after] = [new Int32Array(from.words), new Int32Array(to.words)];
    for (let i = 0; i < count; i++) {
      const index = first + (to.halves > from.halves ? count - 1 - i : i);
      this.read(index, before, 0);
      if (rewriting !== null) rewriting.apply(before, after);
      else {
        contents.cut(drafts);
        from.unpackDraft(before, 0, vector);
        to.pack(vector, 0, after, 0);
      }
      this.#write(index, after, 0, to.halves);
    }
    contents.cut(drafts);
  }

  /** @throws RangeError if there is no such vector */
  #slab(index: number): Uint16Array {
    const slab = this.#vectors[index >>> SLAB_BITS];
    if (slab === undefined) throw new RangeError(`no state has the index ${index}`);
    return slab;
  }
}
