import { PairMap } from './pair-map.ts';

const UNKNOWN = -1;

/** Columns up to this one are kept in rows, those beyond in a hash table: rows must not grow without end. */
const DENSE = 1024;

/** A table by two ids, for values of at least 0. It is quick where the second ids are small. */
export class Grid {
  readonly #rows: Int32Array[] = [];
  readonly #beyond = new PairMap();

  /** The value at a place, or -1 if there is none. */
  get(row: number, column: number): number {
    if (column >= DENSE) return this.#beyond.get(row, column);
    const values = this.#rows[row];
    return values !== undefined && column < values.length ? (values[column] ?? UNKNOWN) : UNKNOWN;
  }

  set(row: number, column: number, value: number): void {
    if (column >= DENSE) {
      this.#beyond.set(row, column, value);
      return;
    }
    while (this.#rows.length <= row) this.#rows.push(NO_VALUES);
    let values = this.#rows[row] ?? NO_VALUES;
    if (column >= values.length) {
      const longer = new Int32Array(Math.min(DENSE, Math.max(4, column * 2))).fill(UNKNOWN);
      longer.set(values);
      this.#rows[row] = longer;
      values = longer;
    }
    values[column] = value;
  }
}

const NO_VALUES = new Int32Array(0);
