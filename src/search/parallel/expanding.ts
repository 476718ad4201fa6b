import type { Contents } from '../../model/contents.ts';
import type { Model } from '../../model/model.ts';
import { Steps } from '../../model/steps.ts';
import type { SleepSet } from '../../reduction/sleep/sleep-set.ts';
import { PackedBatch } from '../../store/packed-batch.ts';
import { LedgerError } from '../../tables/threads/ledger.ts';
import {
  ASLEEP,
  COUNT,
  CUTS,
  FIRST,
  HOPELESS,
  NOTABLE,
  OVERFLOWS,
  REPACK,
  ROWS,
  TAKER,
  TRANSITIONS,
} from './board.ts';
import { type Common, required } from './common.ts';
import type { Judging } from './judging.ts';
import type { OwnBlocks } from './own-blocks.ts';
import { IS_CROWDED, IS_STILL } from './rows.ts';

/** States that are expanded together: see Batch. */
const BATCH = 32;

/** Rows of one state for one owner, at most: they are counted in 16 bits. */
const MOST_ROWS = 2 ** 16 - 1;

/** A thread's share of the phase `expand`. */
export class Expanding {
  readonly #common: Common;
  readonly #blocks: OwnBlocks;
  readonly #judging: Judging;
  readonly #model: Model;
  readonly #contents: Contents;
  readonly #sleep: SleepSet;
  readonly #steps: readonly Steps[];
  readonly #packed = new PackedBatch();

  constructor(
    common: Common,
    blocks: OwnBlocks,
    judging: Judging,
    model: Model,
    contents: Contents,
    sleep: SleepSet,
  ) {
    this.#common = common;
    this.#blocks = blocks;
    this.#judging = judging;
    this.#model = model;
    this.#contents = contents;
    this.#sleep = sleep;
    this.#steps = Array.from({ length: BATCH }, () => new Steps(model.width, sleep));
  }

  /** Takes blocks until there are no more, or there is enough to add first. */
  run(): void {
    this.#judging.learnReads();
    this.#common.rows.start();
    this.#blocks.start();
    const { board, rows, enough } = this.#common;
    const { blocks } = board;
    board.start();
    while (rows.count < enough) {
      const block = board.take();
      if (block >= blocks || block >= board.cut) return;
      this.#judging.isNotable = false;
      const flag = this.#tryBlock(block);
      if (flag !== 0) board.cutAt(block, flag);
    }
    // Somebody else may go on; if nobody does, the rest is for the next chunk.
    board.cutAt(board.take(), 0);
  }

  #tryBlock(block: number): number {
    try {
      return this.#expandBlock(block);
    } catch (error) {
      return error instanceof LedgerError ? HOPELESS : NOTABLE;
    }
  }

  /** Returns what hinders it, as flags. */
  #expandBlock(block: number): number {
    const { board, rows, number } = this.#common;
    const first = board.words[FIRST] ?? 0;
    const from = block * board.block;
    const end = Math.min(from + board.block, board.words[COUNT] ?? 0);
    for (let owner = 0; owner < board.workers; owner++)
      board.setRowsFrom(block, owner, rows.ends[owner] ?? 0);
    for (const what of [TRANSITIONS, ASLEEP, OVERFLOWS, CUTS]) board.set(block, what, 0);
    board.set(block, TAKER, number);
    this.#blocks.reserve(board.block);
    const before = rows.count;
    for (let at = from; at < end; at += BATCH) {
      this.#common.pulse();
      const flags = this.#expandBatch(block, first, at, Math.min(BATCH, end - at));
      if (flags !== 0) return flags;
    }
    this.#blocks.end(block, rows.count);
    const { stride } = this.#common;
    for (let owner = 0; owner < board.workers; owner++) {
      board.setRows(block, owner, ((rows.ends[owner] ?? 0) - board.rowsFrom(block, owner)) / stride);
    }
    Atomics.add(board.words, ROWS, rows.count - before);
    return 0;
  }

  #expandBatch(block: number, first: number, at: number, count: number): number {
    const { log, rows, arrivals, stride } = this.#common;
    const { layout } = log;
    this.#contents.cut(0);
    for (let i = 0; i < count; i++) {
      const state = first + at + i;
      const steps = this.#stepsAt(i);
      if (steps.packed.length < layout.words) steps.packed = new Int32Array(layout.words);
      log.read(state, steps.packed, 0);
      layout.unpackDraft(steps.packed, 0, steps.base);
      steps.packedBy = layout;
      this.#sleep.enter(arrivals.move(state), arrivals.groups(state));
      this.#model.expand(steps.base, steps);
    }
    const packed = this.#packed;
    if (!packed.pack(this.#steps, count, layout)) return REPACK;
    if (!rows.hasRoom(packed.count, stride)) return NOTABLE;
    rows.reserve(packed.count);
    for (let i = 0; i < count; i++) this.#follow(block, first, at + i, i);
    return this.#judging.isNotable ? NOTABLE : 0;
  }

  #stepsAt(i: number): Steps {
    return required(this.#steps[i] ?? null);
  }

  /** Looks at the steps of the state `i` of the batch, counts them, and writes their rows. */
  #follow(block: number, first: number, place: number, i: number): void {
    const { board, rows, log } = this.#common;
    const steps = this.#stepsAt(i);
    const { starts } = this.#packed;
    const from = starts[i] ?? 0;
    const end = starts[i + 1] ?? 0;
    const thrown = this.#judging.look(steps, first + place);
    this.#blocks.beginState(rows.count);
    this.#noteSteps(steps, rows.count);
    rows.add(this.#packed, from, end, log.layout.words);
    for (let owner = 0; owner < board.workers; owner++) {
      const count = rows.added[owner] ?? 0;
      if (count > MOST_ROWS) this.#judging.isNotable = true;
      board.setRowsOf(place, owner, count);
    }
    this.#count(block, TRANSITIONS, steps.count + steps.asleep - thrown);
    this.#count(block, ASLEEP, steps.asleep);
    this.#count(block, OVERFLOWS, steps.overflows);
    this.#count(block, CUTS, steps.cuts);
  }

  #count(block: number, what: number, more: number): void {
    const { board } = this.#common;
    if (more !== 0) board.set(block, what, board.get(block, what) + more);
  }

  /** What must be known of steps once it is known which of them lead to new states. */
  #noteSteps(steps: Steps, at: number): void {
    const { labels, marks } = this.#common.rows;
    const slot = steps.width - 2;
    const isCrowded = steps.overflows > 0;
    for (let k = 0; k < steps.count; k++) {
      labels[at + k] = steps.label(k);
      marks[at + k] =
        (steps.changes(k, slot) ? 0 : IS_STILL) | (isCrowded && steps.isCrowded(k) ? IS_CROWDED : 0);
    }
  }
}
