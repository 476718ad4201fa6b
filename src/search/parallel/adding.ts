import { COUNT, KNOWN, ROWS, TAKER } from './board.ts';
import { type Common, NONE } from './common.ts';
import { KNOWN_ROW, NEW, SAME_PARENT } from './rows.ts';

/** Rows that are read beforehand together. */
const NEAR = 256;

/** A thread's share of the phases `add` and `undo`. */
export class Adding {
  readonly #common: Common;
  /** Per block, how many states were fresh in the own part of the index when it began. */
  readonly #freshBefore: number[] = [];

  constructor(common: Common) {
    this.#common = common;
  }

  /** Forgets what was added for blocks that are not done. */
  undo(): void {
    const { board, own } = this.#common;
    own.undo(this.#freshBefore[board.cut] ?? own.fresh);
  }

  /** Adds the rows of all blocks that are done. */
  run(): void {
    const { board, own, number } = this.#common;
    const { cut } = board;
    const { words } = board;
    own.begin(words[KNOWN] ?? 0, words[ROWS] ?? 0);
    for (let block = 0; block < cut; block++) {
      this.#freshBefore[block] = own.fresh;
      this.#addBlock(block);
      board.setFound(block, number, own.fresh - (this.#freshBefore[block] ?? 0));
    }
    this.#freshBefore[cut] = own.fresh;
    this.#freshBefore.length = cut + 1;
  }

  #addBlock(block: number): void {
    const { board, own, number: me, stride, allRows } = this.#common;
    const known = board.words[KNOWN] ?? 0;
    const rows = allRows[board.get(block, TAKER)]?.[me] ?? NONE;
    const first = block * board.block;
    const end = Math.min(first + board.block, board.words[COUNT] ?? 0);
    let at = board.rowsFrom(block, me);
    let near = at;
    let count = 0;
    for (let place = first; place < end; place++) count += board.rowsOf(place, me);
    const last = at + count * stride;
    for (let place = first; place < end; place++) {
      const { fresh } = own;
      for (let rest = board.rowsOf(place, me); rest > 0; rest--, at += stride) {
        if (at >= near) {
          near = Math.min(last, at + NEAR * stride);
          own.bringNear(rows, at, near, stride);
        }
        const added = own.add(rows[at] ?? 0, rows, at + 1);
        rows[at] = added >= 0 ? NEW + added : ~added - known >= fresh ? SAME_PARENT : KNOWN_ROW;
      }
    }
    this.#common.pulse();
  }
}
