import type { Successors } from '../model/successors.ts';
import { hashWords } from '../tables/hash.ts';
import { Fingerprints } from './fingerprints.ts';
import type { StateSet } from './state-set.ts';

/** States in a chunk of the queue. */
const CHUNK_BITS = 12;
const CHUNK = 1 << CHUNK_BITS;
const RELEASED = new Uint32Array(0);

/**
 * The states seen so far by hash compaction (Wolper and Leroy, "Reliable Hashing without Collision Detection", CAV
 * 1993): of each state only a fingerprint of some bits is kept, so that a state whose fingerprint was seen before is
 * taken for the earlier one, and missed. States that wait to be expanded are kept whole, in order of discovery.
 */
export class CompactedStates implements StateSet {
  readonly #width: number;
  readonly #fingerprints: Fingerprints;
  readonly #chunks: Uint32Array[] = [];
  readonly #vector: Uint32Array;
  readonly #words: Int32Array;
  #size = 0;
  #released = 0;
  #prepared: readonly Successors[] = [];

  /** @param bits of a fingerprint: 16 to 64 */
  constructor(width: number, bits: number) {
    this.#width = width;
    this.#fingerprints = new Fingerprints(bits);
    this.#vector = new Uint32Array(width);
    this.#words = new Int32Array(width);
  }

  get size(): number {
    return this.#size;
  }

  get bytes(): number {
    return this.#fingerprints.bytes + (this.#chunks.length - this.#released) * CHUNK * this.#width * 4;
  }

  add(vectors: Uint32Array, offset: number): number {
    const words = this.#words;
    for (let i = 0; i < words.length; i++) words[i] = vectors[offset + i] ?? 0;
    const low = hashWords(words, 0, words.length);
    // The second half of the fingerprint: the same function of other words.
    for (let i = 0; i < words.length; i++) words[i] = Math.imul((words[i] ?? 0) + i + 1, 0x85ebca77);
    const high = hashWords(words, 0, words.length);
    if (!this.#fingerprints.add(low, high)) return -1;
    return this.#push(vectors, offset);
  }

  addAll(successors: Successors, targets: Int32Array): void {
    for (let k = 0; k < successors.count; k++) {
      successors.write(k, this.#vector, 0);
      targets[k] = this.add(this.#vector, 0);
    }
  }

  prepare(several: readonly Successors[]): void {
    this.#prepared = several;
  }

  addPrepared(which: number, targets: Int32Array): void {
    const successors = this.#prepared[which];
    if (successors !== undefined) this.addAll(successors, targets);
  }

  read(index: number, out: Uint32Array): void {
    const chunk = this.#chunks[index >>> CHUNK_BITS] ?? RELEASED;
    const at = (index & (CHUNK - 1)) * this.#width;
    if (at >= chunk.length) throw new RangeError(`the state ${index} is not kept`);
    for (let i = 0; i < this.#width; i++) out[i] = chunk[at + i] ?? 0;
  }

  begin(): void {}

  load(index: number, successors: Successors): void {
    this.read(index, successors.base);
  }

  release(index: number): void {
    const chunk = index >>> CHUNK_BITS;
    if ((index & (CHUNK - 1)) !== CHUNK - 1 || this.#chunks[chunk] === RELEASED) return;
    this.#chunks[chunk] = RELEASED;
    this.#released++;
  }

  #push(vectors: Uint32Array, offset: number): number {
    const index = this.#size++;
    const at = (index & (CHUNK - 1)) * this.#width;
    if (at === 0) this.#chunks.push(new Uint32Array(CHUNK * this.#width));
    const chunk = this.#chunks[index >>> CHUNK_BITS] ?? RELEASED;
    for (let i = 0; i < this.#width; i++) chunk[at + i] = vectors[offset + i] ?? 0;
    return index;
  }
}

/**
 * The probability, at most, that some state was taken for another one: all fingerprints of the states found are equally
 * likely, and each pair of states has the same one with probability 2^-bits (Stern and Dill, "Improved Probabilistic
 * Verification by Hash Compaction", CHARME 1995, bound it more closely).
 */
export function missProbability(states: number, bits: number): number {
  const pairs = (states * (states - 1)) / 2;
  return -Math.expm1(-pairs / 2 ** bits);
}
