import type { Contents } from '../model/contents.ts';
import type { Successors } from '../model/successors.ts';
import { hashWords } from '../tables/hash.ts';
import { HashIndex } from './hash-index.ts';
import { Layout } from './layout.ts';
import { PackedBatch } from './packed-batch.ts';
import { PackedLog } from './packed-log.ts';
import type { StateSet } from './state-set.ts';

/**
 * The states seen so far: an exact set of vectors of `width` ids, numbered in order of discovery.
 *
 * Vectors are packed into as few bits as their ids need, and packed anew when an id comes that does not fit. An index
 * of hashes finds them; every hit is compared in full, so no state is ever taken for another one.
 */
export class VisitedStates implements StateSet {
  readonly width: number;
  #layout: Layout;
  #log: PackedLog;
  #index: HashIndex;
  readonly #batch = new PackedBatch();
  readonly #alone: Successors[] = [];
  /** One packed vector. */
  #words = new Int32Array(1);
  /** What is in flight, if that is packed itself; and a vector that holds a draft of it. */
  readonly #contents: Contents | null;
  readonly #drafted: Uint32Array;
  /** Whether it is by now. */
  #isInline = false;

  /** @param contents what is in flight, at the last slot but one, if that is to be packed itself once its ids are many */
  constructor(width: number, contents: Contents | null = null) {
    this.width = width;
    this.#contents = contents;
    this.#drafted = new Uint32Array(width);
    this.#layout = new Layout(new Uint32Array(width));
    this.#log = new PackedLog(this.#layout);
    this.#index = new HashIndex(this.#log);
  }

  /** Number of distinct states. */
  get size(): number {
    return this.#log.size;
  }

  /** Bytes held by vectors and index. */
  get bytes(): number {
    return this.#log.bytes + this.#index.bytes;
  }

  /**
   * Adds the vector that starts at `offset`.
   *
   * @returns the index of the new state, or, if the state was known, the bitwise complement (`~index`) of its index
   */
  add(vectors: Uint32Array, offset: number): number {
    if (!this.#isInline) return this.#add(vectors, offset);
    const drafts = this.#contents?.size ?? 0;
    const drafted = this.#drafted;
    for (let i = 0; i < this.width; i++) drafted[i] = vectors[offset + i] ?? 0;
    this.#draftIn(drafted);
    const added = this.#add(drafted, 0);
    this.#contents?.cut(drafts);
    return added;
  }

  /** Puts a draft of what is in flight into a vector, in place of its id. */
  #draftIn(vector: Uint32Array): void {
    const slot = this.width - 2;
    if (this.#contents !== null) vector[slot] = this.#contents.draft(vector[slot] ?? 0);
  }

  #add(vectors: Uint32Array, offset: number): number {
    if (!this.#layout.isPresent || !this.#layout.fits(vectors, offset)) {
      this.#repack(vectors.slice(offset, offset + this.width));
    }
    this.#layout.pack(vectors, offset, this.#words, 0);
    return this.#index.add(hashWords(this.#words, 0, this.#layout.words), this.#words, 0);
  }

  /** Adds all successors of a state. `targets` gets for each what `add` returns. */
  addAll(successors: Successors, targets: Int32Array): void {
    this.#alone[0] = successors;
    this.prepare(this.#alone, 1);
    this.addPrepared(0, targets);
  }

  prepare(several: readonly Successors[], count: number): void {
    const batch = this.#batch;
    while (!batch.pack(several, count, this.#layout)) this.#repack(largestOf(several, count));
    this.#index.bringNear(batch.hashes, count > 1 ? batch.count : 0);
  }

  addPrepared(which: number, targets: Int32Array): void {
    const { words, hashes, starts } = this.#batch;
    const { words: length } = this.#layout;
    const index = this.#index;
    const start = starts[which] ?? 0;
    const end = starts[which + 1] ?? 0;
    for (let k = start; k < end; k++)
      targets[k - start] = index.addNear(k, hashes[k] ?? 0, words, k * length);
  }

  /** Copies the state `index` into `out`. */
  read(index: number, out: Uint32Array): void {
    this.#log.read(index, this.#words, 0);
    this.#layout.unpack(this.#words, 0, out);
  }

  load(index: number, successors: Successors): void {
    const layout = this.#layout;
    if (successors.packed.length < layout.words) successors.packed = new Int32Array(layout.words);
    this.#log.read(index, successors.packed, 0);
    layout.unpackDraft(successors.packed, 0, successors.base);
    successors.packedBy = layout;
  }

  begin(): void {
    const contents = this.#contents;
    if (contents === null) return;
    contents.cut(0);
    if (this.#isInline || !contents.isLarge) return;
    contents.open();
    this.#isInline = true;
    this.#repack(new Uint32Array(this.width));
  }

  /** All states stay: the way back leads through them. */
  release(): void {}

  /** Packs all states anew, so that ids up to these fit as well. */
  #repack(largest: Uint32Array): void {
    const state = new Uint32Array(this.width);
    for (let index = 0; index < this.size; index++) {
      this.#log.read(index, this.#words, 0);
      this.#layout.unpackIds(this.#words, 0, state);
      raise(largest, state);
    }
    const old = { layout: this.#layout, log: this.#log };
    this.#layout = new Layout(largest, this.#isInline ? this.#contents : null);
    this.#log = new PackedLog(this.#layout);
    // Before the new log is filled, nothing may refer to the old index.
    this.#index = new HashIndex(this.#log);
    const words = new Int32Array(old.layout.words);
    this.#words = new Int32Array(this.#layout.words);
    const rewriting = this.#layout.continues(old.layout) ? this.#layout.rewriting(old.layout) : null;
    for (let index = 0; index < old.log.size; index++) {
      old.log.read(index, words, 0);
      old.log.releaseBefore(index);
      if (rewriting !== null) rewriting.apply(words, this.#words);
      else this.#packAnew(old.layout, words, state);
      this.#log.push(this.#words, 0);
    }
    this.#index = new HashIndex(this.#log);
  }

  #packAnew(old: Layout, words: Int32Array, state: Uint32Array): void {
    const drafts = this.#contents?.size ?? 0;
    old.unpackDraft(words, 0, state);
    if (this.#isInline) this.#draftIn(state);
    this.#layout.pack(state, 0, this.#words, 0);
    this.#contents?.cut(drafts);
  }
}

/** The largest id at each place, of all successors of the first `count` states. */
function largestOf(several: readonly Successors[], count: number): Uint32Array {
  const width = several[0]?.width ?? 0;
  const largest = new Uint32Array(width);
  const vector = new Uint32Array(width);
  for (const successors of several.slice(0, count)) {
    for (let k = 0; k < successors.count; k++) {
      successors.write(k, vector, 0);
      raise(largest, vector);
    }
  }
  return largest;
}

function raise(largest: Uint32Array, vector: Uint32Array): void {
  for (let i = 0; i < largest.length; i++) largest[i] = Math.max(largest[i] ?? 0, vector[i] ?? 0);
}
