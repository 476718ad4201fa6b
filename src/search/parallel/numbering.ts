import type { Independence } from '../../model/independence.ts';
import { asleepWord } from '../../reduction/sleep/arrivals.ts';
import { COUNT, FIRST, KNOWN, NOTABLE } from './board.ts';
import { type Common, NONE } from './common.ts';
import type { OwnBlocks } from './own-blocks.ts';
import { IS_CROWDED, IS_STILL, KNOWN_ROW, NEW } from './rows.ts';

/** A thread's share of the phase `number`. */
export class Numbering {
  readonly #common: Common;
  readonly #blocks: OwnBlocks;
  readonly #moves: Independence;
  /** Per owner, where the next row stands that is looked at: on the way forth and back. */
  readonly #ends: Int32Array;
  readonly #back: Int32Array;

  constructor(common: Common, blocks: OwnBlocks, moves: Independence) {
    this.#common = common;
    this.#blocks = blocks;
    this.#moves = moves;
    this.#ends = new Int32Array(common.board.workers);
    this.#back = new Int32Array(common.board.workers);
  }

  /** Numbers what is new of all blocks that are done. */
  run(): void {
    const { board } = this.#common;
    const { cut } = board;
    const { taken } = this.#blocks;
    let number = board.words[KNOWN] ?? 0;
    let done = 0;
    for (let i = 0, state = 0; i < taken.length; i++) {
      const block = taken[i] ?? 0;
      if (block >= cut) return;
      while (done < block) number += board.found(done++);
      const count = Math.min(board.block, (board.words[COUNT] ?? 0) - block * board.block);
      if (!this.#tryNumberBlock(block, state, count, number)) board.cutAt(block, NOTABLE);
      state += count;
    }
  }

  #tryNumberBlock(block: number, state: number, count: number, number: number): boolean {
    try {
      this.#numberBlock(block, state, count, number);
      return true;
    } catch {
      return false;
    }
  }

  /**
   * @param state where the block's states stand among those that this thread has expanded
   * @param number of the first new state
   */
  #numberBlock(block: number, state: number, count: number, number: number): void {
    const { board } = this.#common;
    const first = (board.words[FIRST] ?? 0) + block * board.block;
    const ends = this.#ends;
    for (let owner = 0; owner < board.workers; owner++) ends[owner] = board.rowsFrom(block, owner);
    let next = number;
    for (let i = 0; i < count; i++) next = this.#numberState(first + i, state + i, ends, next);
    this.#common.pulse();
  }

  /** @param ends per owner, where the rows of this state begin; then, where they end */
  #numberState(parent: number, state: number, ends: Int32Array, number: number): number {
    const { rows: own, numbers: all, log, stride } = this.#common;
    const { owners } = own;
    const from = this.#blocks.startOf(state);
    const end = this.#blocks.startOf(state + 1);
    let next = number;
    for (let row = from; row < end; row++) {
      const owner = owners[row] ?? 0;
      const at = ends[owner] ?? 0;
      ends[owner] = at + stride;
      const rows = own.of(owner);
      const answer = rows[at] ?? 0;
      if (answer < NEW) continue;
      const numbers = all[owner] ?? NONE;
      numbers[answer - NEW] = next;
      log.write(next, rows, at + 1);
      log.note(next, parent);
      next++;
    }
    if (next > number) this.#noteArrivals(from, end, ends, next);
    return next;
  }

  /** Notes by which moves new states were reached: those of one state, the last of which comes before this number. */
  #noteArrivals(from: number, end: number, ends: Int32Array, number: number): void {
    const { rows, arrivals, stride } = this.#common;
    const { owners, labels, marks } = rows;
    const moves = this.#moves;
    const back = this.#back;
    back.set(ends);
    let next = number;
    let awake = 0;
    for (let row = end - 1; row >= from; row--) {
      const owner = owners[row] ?? 0;
      const at = (back[owner] ?? 0) - stride;
      back[owner] = at;
      const answer = rows.of(owner)[at] ?? 0;
      if (answer === KNOWN_ROW) continue;
      const label = labels[row] ?? 0;
      if (answer >= NEW) {
        const mark = marks[row] ?? 0;
        const groups = asleepWord(awake, (mark & IS_STILL) !== 0, (mark & IS_CROWDED) !== 0);
        arrivals.put(--next, moves.arrivalOf(label), groups);
      }
      awake |= moves.groupOf(label);
    }
  }
}
