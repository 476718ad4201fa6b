import type { Contents } from '../../model/contents.ts';
import type { Successors } from '../../model/successors.ts';
import { hashWords } from '../../tables/hash.ts';
import { PackedBatch } from '../packed-batch.ts';
import type { StateSet } from '../state-set.ts';
import { type IndexPart, ownerOf } from './index-part.ts';
import type { SharedLog } from './shared-log.ts';

/** Sees to it that there is room for what is added. */
export interface Keeper {
  /** So many states are added next. */
  makeRoom(states: number): void;
  /** Some id does not fit: all are packed anew, so that those met so far do. */
  repack(): void;
}

/**
 * The states seen so far, in memory that several threads share, for one of them that adds and reads states while the others do
 * nothing. States that all of them add together come in by `grow`.
 */
export class SharedStates implements StateSet {
  readonly width: number;
  readonly #log: SharedLog;
  readonly #parts: readonly IndexPart[];
  readonly #contents: Contents;
  readonly #keeper: Keeper;
  readonly #batch = new PackedBatch();
  readonly #alone: Successors[] = [];
  readonly #vector: Uint32Array;
  #words = new Int32Array(1);
  #size: number;
  /** States of which it is noted from where they were first reached: a thread that goes on alone adds all successors of a state before it notes them. */
  noted: number;

  constructor(
    width: number,
    log: SharedLog,
    parts: readonly IndexPart[],
    contents: Contents,
    keeper: Keeper,
    size = 0,
  ) {
    this.width = width;
    this.#log = log;
    this.#parts = parts;
    this.#contents = contents;
    this.#keeper = keeper;
    this.#vector = new Uint32Array(width);
    this.#size = size;
    this.noted = size;
  }

  get size(): number {
    return this.#size;
  }

  get bytes(): number {
    return this.#log.bytes(this.#size) + this.#parts.reduce((sum, { size }) => sum + size * 4, 0);
  }

  /** So many states were added by others, who have noted where they come from. */
  grow(states: number): void {
    this.#size += states;
    this.noted = this.#size;
  }

  add(vectors: Uint32Array, offset: number): number {
    const drafts = this.#contents.size;
    const vector = this.#vector;
    for (let i = 0; i < this.width; i++) vector[i] = vectors[offset + i] ?? 0;
    vector[this.width - 2] = this.#contents.draft(vector[this.width - 2] ?? 0);
    while (!this.#log.layout.isPresent || !this.#log.layout.fits(vector, 0)) this.#keeper.repack();
    this.#makeRoom(1);
    const words = this.#wordsOf();
    this.#log.layout.pack(vector, 0, words, 0);
    this.#contents.cut(drafts);
    return this.#add(hashWords(words, 0, this.#log.layout.words), words, 0);
  }

  addAll(successors: Successors, targets: Int32Array): void {
    this.#alone[0] = successors;
    this.prepare(this.#alone, 1);
    this.addPrepared(0, targets);
  }

  prepare(several: readonly Successors[], count: number): void {
    while (!this.#batch.pack(several, count, this.#log.layout)) this.#keeper.repack();
    this.#makeRoom(this.#batch.count);
  }

  addPrepared(which: number, targets: Int32Array): void {
    const { words, hashes, starts } = this.#batch;
    const { words: length } = this.#log.layout;
    const start = starts[which] ?? 0;
    const end = starts[which + 1] ?? 0;
    for (let k = start; k < end; k++) targets[k - start] = this.#add(hashes[k] ?? 0, words, k * length);
  }

  read(index: number, out: Uint32Array): void {
    const words = this.#wordsOf();
    this.#log.read(index, words, 0);
    this.#log.layout.unpack(words, 0, out);
  }

  load(index: number, successors: Successors): void {
    const { layout } = this.#log;
    if (successors.packed.length < layout.words) successors.packed = new Int32Array(layout.words);
    this.#log.read(index, successors.packed, 0);
    layout.unpackDraft(successors.packed, 0, successors.base);
    successors.packedBy = layout;
  }

  begin(): void {
    this.#contents.cut(0);
  }

  /** All states stay: the way back leads through them. */
  release(): void {}

  #add(hash: number, words: Int32Array, offset: number): number {
    const part = this.#parts[ownerOf(hash, this.#parts.length)];
    if (part === undefined) throw new RangeError('no part of the index holds this hash');
    const added = part.addAs(this.#size, hash, words, offset);
    if (added >= 0) this.#log.write(this.#size++, words, offset);
    return added;
  }

  #makeRoom(states: number): void {
    this.#keeper.makeRoom(states);
    for (const part of this.#parts) part.begin(this.#size, states);
  }

  #wordsOf(): Int32Array {
    const { words } = this.#log.layout;
    if (this.#words.length < words) this.#words = new Int32Array(words);
    return this.#words;
  }
}
