import { PairMap } from './pair-map.ts';

const UNKNOWN = -1;

/** Rows and columns up to these are kept in arrays, those beyond in a hash table: arrays must not grow without end. */
const ROWS = 1 << 16;
const COLUMNS = 1024;

const NO_VALUES = new Int32Array(0);

/** A table by two ids, for values of at least 0. It is quick where the second ids are small. */
export class Grid {
  readonly #rows: Int32Array[] = [];
  readonly #beyond = new PairMap();

  /** Bytes held. */
  get bytes(): number {
    return this.#rows.reduce((sum, row) => sum + row.byteLength, this.#beyond.bytes);
  }

  /**
   * The values of a row by column, as far as they are in an array: -1 where there is none. Valid until the next `set`.
   */
  row(row: number): Int32Array {
    return this.#rows[row] ?? NO_VALUES;
  }

  /** The value at a place, or -1 if there is none. */
  get(row: number, column: number): number {
    if (column >= COLUMNS || row >= ROWS) return this.#beyond.get(row, column);
    const values = this.row(row);
    return column < values.length ? (values[column] ?? UNKNOWN) : UNKNOWN;
  }

  set(row: number, column: number, value: number): void {
    if (column >= COLUMNS || row >= ROWS) {
      this.#beyond.set(row, column, value);
      return;
    }
    while (this.#rows.length <= row) this.#rows.push(NO_VALUES);
    let values = this.row(row);
    if (column >= values.length) {
      const longer = new Int32Array(Math.min(COLUMNS, Math.max(4, column * 2))).fill(UNKNOWN);
      longer.set(values);
      this.#rows[row] = longer;
      values = longer;
    }
    values[column] = value;
  }
}
