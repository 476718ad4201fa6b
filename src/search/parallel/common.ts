import type { Layout } from '../../store/layout.ts';
import { IndexPart, PART_WORDS } from '../../store/shared/index-part.ts';
import { SharedLog } from '../../store/shared/shared-log.ts';
import { Arrivals } from './arrivals.ts';
import { Board, TALLY, TALLY_BYTES, TALLY_CALLS, TALLY_PULSE } from './board.ts';
import type { Start } from './crew.ts';
import { Hashed } from './hashed.ts';
import { Rows } from './rows.ts';

/** What several threads share, as one of them sees it; and the blocks and rows that are its own. */
export class Common {
  readonly board: Board;
  readonly arrivals: Arrivals;
  readonly log: SharedLog;
  readonly parts: readonly IndexPart[];
  /** By thread and owner: rows. */
  readonly allRows: readonly (readonly Int32Array[])[];
  /** What this thread has written, and remembers of it. */
  readonly rows: Rows;
  /** Per owner: the numbers of what is fresh in its part of the index. */
  readonly numbers: readonly Int32Array[];
  /** By thread and owner: states with which the index is filled. */
  readonly hashed: readonly (readonly Hashed[])[];
  readonly reads: Uint8Array;
  /** Which thread this is: the one that leads is 0. */
  readonly number: number;
  /** Rows after which no more blocks are taken. */
  readonly enough: number;
  readonly #tallies: Float64Array;

  constructor(number: number, { memory, arrivals, waiting, slabs }: Start, layout: Layout) {
    this.number = number;
    this.board = new Board(memory, number);
    this.arrivals = new Arrivals(arrivals, waiting);
    this.log = new SharedLog(layout);
    slabs.forEach((slab, at) => {
      this.log.put(at, slab);
    });
    this.parts = memory.tables.map((table, i) => {
      const words = new Int32Array(memory.parts, i * PART_WORDS * 4, PART_WORDS);
      return new IndexPart(this.log, new Uint32Array(table), words);
    });
    this.allRows = memory.rows.map((rows) => rows.map((each) => new Int32Array(each)));
    this.rows = new Rows(this.allRows[number] ?? []);
    this.enough = memory.room.rows * 2;
    this.numbers = memory.numbers.map((each) => new Int32Array(each));
    this.hashed = memory.hashed.map((byOwner) => byOwner.map((each) => new Hashed(each)));
    this.reads = new Uint8Array(memory.reads);
    this.#tallies = new Float64Array(memory.tallies);
  }

  /** The part of the index that is this thread's own. */
  get own(): IndexPart {
    return required(this.parts[this.number] ?? null);
  }

  /** Words from one row to the next. */
  get stride(): number {
    return 1 + this.log.layout.words;
  }

  /** The numbers of new states are entered into the own part of the index. */
  settle(): void {
    this.own.settle(this.numbers[this.number] ?? NONE);
  }

  /** A sign of life. */
  pulse(): void {
    const at = this.number * TALLY + TALLY_PULSE;
    this.#tallies[at] = (this.#tallies[at] ?? 0) + 1;
  }

  /** Tells what this thread has needed so far: bytes of tables, calls of XState. */
  tally(bytes: number, calls: number): void {
    const at = this.number * TALLY;
    this.#tallies[at + TALLY_BYTES] = bytes;
    this.#tallies[at + TALLY_CALLS] = calls;
  }
}

export const NONE = new Int32Array(0);

/** What a model that several threads search has. */
export function required<T>(value: T | null): T {
  if (value === null) throw new Error('several threads cannot search this model');
  return value;
}
