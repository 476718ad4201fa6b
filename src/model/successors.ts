import type { EverRead } from '../tables/ever-read.ts';

/** Per successor: the changed slot, its new id, the new ids at the last two slots, and a label. */
export const SUCCESSOR = 5;
export const SLOT = 0;
export const VALUE = 1;
export const NETWORK_AFTER = 2;
export const HISTORY_AFTER = 3;
const LABEL = 4;

/** Instead of a slot: the successor is written out as a whole vector, at the offset that stands as its new id. */
export const WHOLE = -1;

/** Successors for which there is room at first. */
const ROOM = 64;

/**
 * Vectors that follow from one base vector, each with a label, in arrays that are used again and again.
 *
 * A step of a protocol changes one endpoint, the network and the history; so a successor is kept as what differs: the
 * id at one slot, and those at the last two. Where more changes, it is kept as a whole.
 */
export class Successors {
  readonly width: number;
  /** The vector that they follow from: a copy, which stays when the original is written over. */
  readonly base: Uint32Array;
  /** The successors, SUCCESSOR numbers each. */
  rows = new Int32Array(SUCCESSOR * ROOM);
  /** Whole vectors. */
  wholes: Uint32Array<ArrayBuffer>;
  /** Number of successors. */
  count = 0;
  /** The base as the store has packed it, and by which of its layouts; null if it was not read from a store. */
  packed = new Int32Array(1);
  packedBy: object | null = null;
  #wholes = 0;

  constructor(width: number) {
    this.width = width;
    this.base = new Uint32Array(width);
    this.wholes = new Uint32Array(width * 2);
  }

  /** Forgets all successors; the next ones follow from this vector. */
  start(base: Uint32Array): void {
    const { width } = this;
    if (base !== this.base) {
      for (let i = 0; i < width; i++) this.base[i] = base[i] ?? 0;
      this.packedBy = null;
    }
    this.count = 0;
    this.#wholes = 0;
  }

  /** A successor in which one of the first slots may change (`width` for none), and the last two. */
  add(slot: number, value: number, lastButOne: number, last: number, label: number): void {
    const row = this.#row();
    const { rows } = this;
    rows[row + SLOT] = slot;
    rows[row + VALUE] = value;
    rows[row + NETWORK_AFTER] = lastButOne;
    rows[row + HISTORY_AFTER] = last;
    rows[row + LABEL] = label;
  }

  /** A successor in which everything may change. */
  addWhole(vector: Uint32Array, label: number): void {
    const { width } = this;
    const offset = this.#wholes++ * width;
    if (offset + width > this.wholes.length) this.wholes = enlarged(this.wholes);
    const { wholes } = this;
    for (let i = 0; i < width; i++) wholes[offset + i] = vector[i] ?? 0;
    this.add(WHOLE, offset, 0, 0, label);
  }

  /** Adds successor `k` of others that follow from the same base. */
  addFrom(others: Successors, k: number): void {
    const row = k * SUCCESSOR;
    const { rows } = others;
    const slot = rows[row + SLOT] ?? 0;
    const value = rows[row + VALUE] ?? 0;
    const label = rows[row + LABEL] ?? 0;
    if (slot === WHOLE) this.addWhole(others.wholes.subarray(value, value + this.width), label);
    else this.add(slot, value, rows[row + NETWORK_AFTER] ?? 0, rows[row + HISTORY_AFTER] ?? 0, label);
  }

  /** Puts the successors in another order: where each stood before. */
  protected reorder(order: readonly number[]): void {
    const before = this.rows.slice(0, order.length * SUCCESSOR);
    order.forEach((k, i) => {
      this.rows.set(before.subarray(k * SUCCESSOR, (k + 1) * SUCCESSOR), i * SUCCESSOR);
    });
  }

  /** Label of successor `k`. */
  label(k: number): number {
    return this.rows[k * SUCCESSOR + LABEL] ?? 0;
  }

  /** Whether successor `k` may differ from the base at one of the last two slots. */
  changes(k: number, slot: number): boolean {
    const row = k * SUCCESSOR;
    if (this.rows[row + SLOT] === WHOLE) return true;
    return this.rows[row + NETWORK_AFTER + slot - (this.width - 2)] !== this.base[slot];
  }

  /** Whether successor `k` may differ from the base in what was ever read. */
  differs(k: number, reads: EverRead): boolean {
    const { width, base, rows } = this;
    const row = k * SUCCESSOR;
    const slot = rows[row + SLOT] ?? 0;
    if (slot === WHOLE) return true;
    return (
      (slot < width && reads.tellsApart(slot, base[slot] ?? 0, rows[row + VALUE] ?? 0)) ||
      reads.tellsApart(width - 2, base[width - 2] ?? 0, rows[row + NETWORK_AFTER] ?? 0) ||
      reads.tellsApart(width - 1, base[width - 1] ?? 0, rows[row + HISTORY_AFTER] ?? 0)
    );
  }

  /** Writes the vector of successor `k` into `out`, from `offset` on. */
  write(k: number, out: Uint32Array, offset: number): void {
    const { width, base, rows, wholes } = this;
    const row = k * SUCCESSOR;
    const slot = rows[row + SLOT] ?? 0;
    const value = rows[row + VALUE] ?? 0;
    if (slot === WHOLE) {
      for (let i = 0; i < width; i++) out[offset + i] = wholes[value + i] ?? 0;
      return;
    }
    for (let i = 0; i < width; i++) out[offset + i] = base[i] ?? 0;
    if (slot < width) out[offset + slot] = value;
    out[offset + width - 2] = rows[row + NETWORK_AFTER] ?? 0;
    out[offset + width - 1] = rows[row + HISTORY_AFTER] ?? 0;
  }

  #row(): number {
    const row = this.count++ * SUCCESSOR;
    if (row + SUCCESSOR > this.rows.length) {
      const larger = new Int32Array(this.rows.length * 2);
      larger.set(this.rows);
      this.rows = larger;
    }
    return row;
  }
}

function enlarged(array: Uint32Array<ArrayBuffer>): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(array.length * 2);
  larger.set(array);
  return larger;
}
