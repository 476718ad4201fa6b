import type { PackedBatch } from '../../store/packed-batch.ts';
import { ownerOf } from '../../store/shared/index-part.ts';
import { enlarged } from '../../tables/sequences.ts';

/** Beside the label of a row, as bits: what is in flight stayed as it was, a message found no room. */
export const IS_STILL = 1;
export const IS_CROWDED = 2;

/** What an owner answers to a row, in place of its hash. From NEW on, it is new: NEW and its place among the fresh ones. */
export const KNOWN_ROW = 0;
export const SAME_PARENT = 1;
export const NEW = 2;

/**
 * Where the steps lead that one thread has found: as rows for their owners, in memory that all share; and what this thread itself
 * must remember of each row, in the order of the steps.
 */
export class Rows {
  readonly #rows: readonly Int32Array[];
  /** Per owner, where the next row will stand; and how many were added last. */
  readonly ends: Int32Array;
  readonly added: Int32Array;
  /** Per row: whose it is, its label, and what must be known of the step. */
  owners = new Uint8Array(1 << 14);
  labels = new Int32Array(1 << 14);
  marks = new Uint8Array(1 << 14);
  count = 0;

  constructor(rows: readonly Int32Array[]) {
    this.#rows = rows;
    this.ends = new Int32Array(rows.length);
    this.added = new Int32Array(rows.length);
  }

  /** Forgets all. */
  start(): void {
    this.ends.fill(0);
    this.count = 0;
  }

  /** The rows of an owner. */
  of(owner: number): Int32Array {
    return this.#rows[owner] ?? NONE;
  }

  /** Whether there is room for so many rows more of so many words, whoever they belong to. */
  hasRoom(count: number, stride: number): boolean {
    for (let owner = 0; owner < this.ends.length; owner++) {
      if ((this.ends[owner] ?? 0) + count * stride > this.of(owner).length) return false;
    }
    return true;
  }

  /** Makes room for what must be remembered of so many rows more. */
  reserve(count: number): void {
    const needed = this.count + count;
    if (needed <= this.labels.length) return;
    this.labels = enlarged(this.labels, needed);
    const { length } = this.labels;
    this.owners = larger(this.owners, length);
    this.marks = larger(this.marks, length);
  }

  /** Adds the packed vectors from one to another (exclusive), of so many words each. */
  add(packed: PackedBatch, from: number, end: number, length: number): void {
    const { ends, owners, added } = this;
    added.fill(0);
    const parts = ends.length;
    const { words, hashes } = packed;
    let at = this.count;
    for (let k = from; k < end; k++) {
      const hash = hashes[k] ?? 0;
      const owner = ownerOf(hash, parts);
      const rows = this.of(owner);
      let to = ends[owner] ?? 0;
      rows[to++] = hash;
      const vector = k * length;
      for (let j = 0; j < length; j++) rows[to++] = words[vector + j] ?? 0;
      ends[owner] = to;
      added[owner] = (added[owner] ?? 0) + 1;
      owners[at++] = owner;
    }
    this.count = at;
  }
}

const NONE = new Int32Array(0);

function larger(array: Uint8Array, length: number): Uint8Array<ArrayBuffer> {
  const larger = new Uint8Array(length);
  larger.set(array);
  return larger;
}
