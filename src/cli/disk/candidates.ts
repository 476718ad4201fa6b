import type { DuckDBAppender, DuckDBConnection } from '@duckdb/node-api';
import { bytesOfWords } from '../../codec/words-bytes.ts';
import { MOST_STEPS } from '../../levels/store.ts';

/** The most parts that what a level leads to is divided into. */
const MOST_PARTS = 64;

/** Bytes of the database's memory that a step takes beside the state that it leads to, while steps are told apart, about; and steps of a state, mostly. */
const BESIDE_STEP = 260;
const STEPS_OF_STATE = 7;

/** Bytes that a state takes beside itself while it is looked up, about, and the share of the memory that is used for that. */
const BESIDE_LOOKED_UP = 160;
const SHARE = 1 / 3;

/** Bytes of all rows that wait for being written, outside of the memory that the database watches; and of one beside its state. So many rows of a part wait, at least and at most. */
const WAITING = 12e6;
const BESIDE_ROW = 48;
const LEAST_ROWS = 64;
const MOST_ROWS = 4096;

const STEPS = BigInt(MOST_STEPS);

const LED = 'CREATE OR REPLACE TEMP TABLE led (via UBIGINT NOT NULL, state BLOB NOT NULL)';

/** The database takes the smaller side into memory, and reads the other one. */
const LOOK_UP =
  'INSERT INTO fresh SELECT led.via, led.state FROM led ANTI JOIN states ON led.state = states.state';

/** A part of what a level leads to: states whose names have the same sum. */
interface Part {
  readonly table: string;
  readonly appender: DuckDBAppender;
  waiting: number;
}

/**
 * The states that a level leads to, before it is known which of them are new. They are divided into parts that the database can tell apart in its
 * memory: given more at once, it gives up.
 */
export class Candidates {
  readonly #connection: DuckDBConnection;
  readonly #memory: number;
  #parts: readonly Part[] = [];
  /** The most bytes that a state has taken so far. */
  #stateBytes = 0;

  /** @param memory bytes that the database may take */
  constructor(connection: DuckDBConnection, memory: number) {
    this.#connection = connection;
    this.#memory = memory;
  }

  /** @param size number of states of the level that leads to them */
  async begin(size: number): Promise<void> {
    const needed = Math.ceil((size * STEPS_OF_STATE * (BESIDE_STEP + this.#stateBytes)) / this.#memory);
    const count = Math.min(MOST_PARTS, Math.max(1, needed));
    const parts: Part[] = [];
    for (let i = 0; i < count; i++) {
      const table = `found_${i}`;
      await this.#connection.run(
        `CREATE OR REPLACE TEMP TABLE ${table} (via UBIGINT NOT NULL, state BLOB NOT NULL)`,
      );
      parts.push({ table, appender: await this.#connection.createAppender(table), waiting: 0 });
    }
    this.#parts = parts;
  }

  get isBegun(): boolean {
    return this.#parts.length > 0;
  }

  /** @param first the rank of the first state whose steps lead there; else as `ExpandedView` has it */
  add(first: number, successors: Uint32Array): void {
    const most = this.#rowsThatWait;
    for (let at = 0; at < successors.length; ) {
      const words = (successors[at + 2] ?? 0) * 2;
      if (words * 4 > this.#stateBytes) this.#stateBytes = words * 4;
      const via = BigInt(first + (successors[at] ?? 0)) * STEPS + BigInt(successors[at + 1] ?? 0);
      const part = this.#partOf(successors, at + 3, words);
      part.appender.appendUBigInt(via);
      part.appender.appendBlob(bytesOfWords(successors, at + 3, words));
      part.appender.endRow();
      if (++part.waiting >= most) flush(part);
      at += 3 + words;
    }
  }

  /** Rows of a part that may wait: the larger states are, the fewer. */
  get #rowsThatWait(): number {
    const rows = Math.floor(WAITING / this.#parts.length / (BESIDE_ROW + this.#stateBytes));
    return Math.max(LEAST_ROWS, Math.min(MOST_ROWS, rows));
  }

  #partOf(words: Uint32Array, from: number, count: number): Part {
    let sum = 0;
    for (let i = 0; i < count; i++) sum = (sum + (words[from + i] ?? 0)) >>> 0;
    const part = this.#parts[sum % this.#parts.length];
    if (part === undefined) throw new Error('a level that has not begun leads nowhere');
    return part;
  }

  /** Leaves those that are not among the states in the table `ordered`, each by the least state and step that lead to it, and in the order of these. */
  async sift(): Promise<void> {
    const connection = this.#connection;
    await connection.run(LED);
    await connection.run('CREATE OR REPLACE TEMP TABLE fresh (via UBIGINT NOT NULL, state BLOB NOT NULL)');
    let led = 0;
    for (const part of this.#parts) {
      part.appender.closeSync();
      const { rowsChanged } = await connection.run(
        `INSERT INTO led SELECT min(via), state FROM ${part.table} GROUP BY state`,
      );
      await connection.run(`DROP TABLE ${part.table}`);
      led += rowsChanged;
      if (led * (BESIDE_LOOKED_UP + this.#stateBytes) < this.#memory * SHARE && part !== this.#parts.at(-1))
        continue;
      await connection.run(LOOK_UP);
      await connection.run(LED);
      led = 0;
    }
    this.#parts = [];
    await connection.run('DROP TABLE led');
    await connection.run('CREATE OR REPLACE TEMP TABLE ordered AS SELECT via, state FROM fresh ORDER BY via');
    await connection.run('DROP TABLE fresh');
  }

  /** Gives up what was added. */
  close(): void {
    for (const { appender } of this.#parts) appender.closeSync();
    this.#parts = [];
  }
}

function flush(part: Part): void {
  part.appender.flushSync();
  part.waiting = 0;
}
