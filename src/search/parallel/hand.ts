import { CONTENTS, type Contents } from '../../model/contents.ts';
import { INDEPENDENCE, type Independence } from '../../model/independence.ts';
import type { Instance } from '../../model/instance.ts';
import type { Model } from '../../model/model.ts';
import { Steps } from '../../model/steps.ts';
import { NO_ACTION, PropertyWatch } from '../../property/property-watch.ts';
import { Throwing } from '../../property/throwing.ts';
import { CROWDED, SleepSet, STILL } from '../../reduction/sleep/sleep-set.ts';
import { Layout } from '../../store/layout.ts';
import { PackedBatch } from '../../store/packed-batch.ts';
import { IndexPart, ownerOf, PART_WORDS } from '../../store/shared/index-part.ts';
import { SharedLog, SLAB } from '../../store/shared/shared-log.ts';
import { type Ledger, LedgerError } from '../../tables/threads/ledger.ts';
import { Arrivals, GROUPS } from './arrivals.ts';
import {
  ASLEEP,
  Board,
  COUNT,
  type CrewMemory,
  CUTS,
  FIRST,
  HOPELESS,
  KNOWN,
  NOTABLE,
  OVERFLOWS,
  REPACK,
  ROWS,
  TAKER,
  TALLY,
  TALLY_BYTES,
  TALLY_CALLS,
  TALLY_PULSE,
  TRANSITIONS,
} from './board.ts';
import type { LayoutOrder, Order, Phase, Start } from './crew.ts';
import { NewStates } from './new-states.ts';
import { IS_CROWDED, IS_STILL, Rows } from './rows.ts';

/** States that are expanded together: see Batch. */
const BATCH = 32;

/** Rows that are read beforehand together. */
const NEAR = 256;

/** States that are put into a part of the index in one go. */
const STRETCH = 256;

/** States between two signs of life. */
const PULSE = 2 ** 16 - 1;

/** Rows of one state for one owner, at most: they are counted in 16 bits. */
const MOST_ROWS = 2 ** 16 - 1;

/** What an owner answers to a row. From NEW on, it is new: NEW and its place among the fresh ones. */
const KNOWN_ROW = 0;
const SAME_PARENT = 1;
const NEW = 2;

/** What a thread needs to take part. */
export interface HandSetting {
  readonly instance: Instance;
  /** Which thread it is: the one that leads is 0. */
  readonly number: number;
  readonly ledger: Ledger;
  readonly start: Start;
}

/**
 * One of several threads that search the same states together, breadth first. It knows the others only by the memory that all
 * share; what is to be done, and when all are done with it, is for the crew.
 *
 * Nothing here ends a search, or judges. What may decide a property, what is a mistake, and what does not fit is left to the
 * thread that leads, which looks at those states again, alone (`NOTABLE`).
 */
export class Hand {
  readonly board: Board;
  readonly arrivals: Arrivals;
  readonly log: SharedLog;
  readonly parts: readonly IndexPart[];
  readonly #number: number;
  readonly #model: Model;
  readonly #contents: Contents;
  readonly #moves: Independence;
  readonly #sleep: SleepSet;
  readonly #watch: PropertyWatch;
  readonly #throwing: Throwing;
  readonly #ledger: Ledger;
  readonly #steps: readonly Steps[];
  readonly #packed = new PackedBatch();
  readonly #rows: Rows;
  readonly #allRows: readonly (readonly Int32Array[])[];
  readonly #numbers: readonly Int32Array[];
  readonly #reads: Uint8Array;
  readonly #tallies: Float64Array;
  readonly #newStates: NewStates;
  /** The blocks that were taken; and per state of them, where its rows begin. */
  readonly #taken: number[] = [];
  #starts = new Int32Array(1 << 12);
  #states = 0;
  /** Per owner, where the next row stands that is looked at: on the way forth and back. */
  readonly #ends: Int32Array;
  readonly #back: Int32Array;
  /** Per block, how many states were fresh in the own part when it began. */
  readonly #freshBefore: number[] = [];
  /** The layout that comes next, when all is packed anew. */
  #next: Layout | null = null;
  #sizes: readonly number[] = [];
  #mostStates = 0;
  /** Rows after which no more blocks are taken. */
  readonly #enough: number;
  /** Whether something was found that the thread that leads must look at. */
  #isNotable = false;

  constructor({ instance, number, ledger, start }: HandSetting, layout?: Layout) {
    const { model } = instance;
    const { memory, properties } = start;
    this.#number = number;
    this.#model = model;
    this.#ledger = ledger;
    this.#contents = required(model.extension(CONTENTS));
    this.#moves = required(model.extension(INDEPENDENCE));
    this.#sleep = new SleepSet(this.#moves, model.bounds.network.capacity);
    this.#watch = new PropertyWatch(
      instance,
      properties ?? undefined,
      () => this.#noted(),
      (label) => this.#sleep.allow(label),
    );
    this.#throwing = new Throwing(model);
    this.#steps = Array.from({ length: BATCH }, () => new Steps(model.width, this.#sleep));
    this.board = new Board(memory, number);
    this.arrivals = new Arrivals(start.arrivals, start.waiting);
    this.log = new SharedLog(layout ?? this.#layoutFor(start.layout));
    start.slabs.forEach((slab, at) => {
      this.log.put(at, slab);
    });
    this.parts = partsOf(memory, this.log);
    this.#allRows = memory.rows.map((rows) => rows.map((each) => new Int32Array(each)));
    this.#rows = new Rows(this.#allRows[number] ?? []);
    this.#enough = memory.room.rows * 2;
    this.#ends = new Int32Array(memory.workers);
    this.#back = new Int32Array(memory.workers);
    this.#numbers = memory.numbers.map((each) => new Int32Array(each));
    this.#reads = new Uint8Array(memory.reads);
    this.#tallies = new Float64Array(memory.tallies);
    this.#newStates = new NewStates(model, this.#watch, this.#contents);
  }

  /** Takes an order. */
  take(order: Order, layout?: Layout): void {
    switch (order.kind) {
      case 'layout':
        this.#next = layout ?? this.#layoutFor(order);
        return;
      case 'packed':
        if (this.#next !== null) this.log.use(this.#next);
        this.#next = null;
        return;
      case 'slab':
        this.log.put(order.at, order.slab);
        return;
      case 'arrivals':
        this.arrivals.use(order.memory, order.size);
        return;
      case 'table':
        this.parts[order.part]?.replace(new Uint32Array(order.table));
        return;
      case 'slots':
        this.#sizes = order.sizes;
        this.#mostStates = order.states;
        return;
      case 'known':
        this.#watch.keep(order.undecided);
        this.#throwing.know(order.throwing);
    }
  }

  /** Does its share of a phase. */
  run(phase: Phase): void {
    try {
      this.#run(phase);
    } catch (error) {
      // Whatever it is: the thread that leads will meet it, or go on without.
      this.board.cutAt(0, error instanceof LedgerError ? HOPELESS : NOTABLE);
      if (phase !== 'expand' && phase !== 'number') throw error;
    }
    this.#tell();
  }

  #run(phase: Phase): void {
    switch (phase) {
      case 'expand':
        this.#own.settle(this.#numbers[this.#number] ?? NONE);
        this.#expand();
        return;
      case 'add':
        this.#add();
        return;
      case 'number':
        this.#giveNumbers();
        return;
      case 'undo':
        this.#own.undo(this.#freshBefore[this.board.cut] ?? this.#own.fresh);
        return;
      case 'settle':
        this.#own.settle(this.#numbers[this.#number] ?? NONE);
        return;
      case 'repack':
        this.board.start();
        this.repackAll(() => this.board.take());
        return;
      case 'clear':
        this.#own.clear(this.#sizes[this.#number] ?? 0, this.#mostStates);
        return;
      case 'fill':
        this.fill([this.#number]);
    }
  }

  get #own(): IndexPart {
    return required(this.parts[this.#number] ?? null);
  }

  /** Packs slabs anew. @param take gives the next one that nobody has taken */
  repackAll(take: () => number): void {
    const known = this.board.words[KNOWN] ?? 0;
    const next = required(this.#next);
    for (let slab = take(); slab * SLAB < known; slab = take()) {
      this.log.repack(slab, known, next, this.#contents);
      this.#pulse();
    }
  }

  /** Puts all states that belong to these owners into their parts of the index. */
  fill(owners: readonly number[]): void {
    const known = this.board.words[KNOWN] ?? 0;
    const { log, parts } = this;
    const waiting = parts.map((part, owner) => (owners.includes(owner) ? new Waiting(part) : null));
    for (let index = 0; index < known; index++) {
      const hash = log.hash(index);
      waiting[ownerOf(hash, parts.length)]?.add(hash, index);
      if ((index & PULSE) === 0) this.#pulse();
    }
    for (const each of waiting) each?.empty();
  }

  /** Tells the others what there is to know of this thread. */
  #tell(): void {
    for (const read of this.#watch.stateReads.reads) this.#reads[read] = 1;
    this.board.sawPackets(this.#contents.most);
    const at = this.#number * TALLY;
    this.#tallies[at + TALLY_BYTES] = this.#model.tables.bytes() + this.#watch.bytes;
    this.#tallies[at + TALLY_CALLS] = this.#model.tables.xstateCalls();
  }

  #pulse(): void {
    const at = this.#number * TALLY + TALLY_PULSE;
    this.#tallies[at] = (this.#tallies[at] ?? 0) + 1;
  }

  /** Something may be decided: not here, where it may be that the search ends before. */
  #noted(): null {
    this.#isNotable = true;
    return null;
  }

  #layoutFor({ largest, packets, most }: LayoutOrder): Layout {
    this.#ledger.catchUp();
    this.#contents.cut(0);
    this.#contents.adopt(packets, most);
    return new Layout(largest, this.#contents);
  }

  // What follows is the work itself, in the order of a chunk's phases.

  #expand(): void {
    this.#ledger.catchUp();
    this.#learnReads();
    this.#rows.start();
    this.#taken.length = 0;
    this.#states = 0;
    const { board } = this;
    const { blocks } = board;
    board.start();
    while (this.#rows.count < this.#enough) {
      const block = board.take();
      if (block >= blocks || block >= board.cut) return;
      this.#isNotable = false;
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

  /** What others have read of states that are expanded now, or of those before: see PropertyWatch.atSuccessor. */
  #learnReads(): void {
    const { stateReads } = this.#watch;
    const { sourceOf } = this.#model.reader;
    for (let read = 0; read < this.#reads.length; read++) {
      if (this.#reads[read] === 1) stateReads.note(read, sourceOf(read));
    }
    this.#newStates.look(this.log.layout);
  }

  /** Returns what hinders it, as flags. */
  #expandBlock(block: number): number {
    const { board } = this;
    const first = board.words[FIRST] ?? 0;
    const from = block * board.block;
    const end = Math.min(from + board.block, board.words[COUNT] ?? 0);
    for (let owner = 0; owner < board.workers; owner++)
      board.setRowsFrom(block, owner, this.#rows.ends[owner] ?? 0);
    for (const what of [TRANSITIONS, ASLEEP, OVERFLOWS, CUTS]) board.set(block, what, 0);
    board.set(block, TAKER, this.#number);
    if (this.#states + board.block + 1 > this.#starts.length) this.#starts = doubled(this.#starts);
    const before = this.#rows.count;
    for (let at = from; at < end; at += BATCH) {
      this.#pulse();
      const flags = this.#expandBatch(block, first, at, Math.min(BATCH, end - at));
      if (flags !== 0) return flags;
    }
    this.#starts[this.#states] = this.#rows.count;
    this.#taken.push(block);
    const stride = 1 + this.log.layout.words;
    for (let owner = 0; owner < board.workers; owner++) {
      board.setRows(block, owner, ((this.#rows.ends[owner] ?? 0) - board.rowsFrom(block, owner)) / stride);
    }
    Atomics.add(board.words, ROWS, this.#rows.count - before);
    return 0;
  }

  #expandBatch(block: number, first: number, at: number, count: number): number {
    const { log } = this;
    const { layout } = log;
    this.#contents.cut(0);
    for (let i = 0; i < count; i++) {
      const state = first + at + i;
      const steps = this.#stepsAt(i);
      if (steps.packed.length < layout.words) steps.packed = new Int32Array(layout.words);
      log.read(state, steps.packed, 0);
      layout.unpackDraft(steps.packed, 0, steps.base);
      steps.packedBy = layout;
      this.#sleep.enter(this.arrivals.move(state), this.arrivals.groups(state));
      this.#model.expand(steps.base, steps);
    }
    const packed = this.#packed;
    if (!packed.pack(this.#steps, count, layout)) return REPACK;
    if (!this.#rows.hasRoom(packed.count, 1 + layout.words)) return NOTABLE;
    this.#rows.reserve(packed.count);
    for (let i = 0; i < count; i++) this.#follow(block, first, at + i, i);
    return this.#isNotable ? NOTABLE : 0;
  }

  #stepsAt(i: number): Steps {
    return required(this.#steps[i] ?? null);
  }

  /** Looks at the steps of the state `i` of the batch, counts them, and writes their rows. */
  #follow(block: number, first: number, place: number, i: number): void {
    const { board } = this;
    const rows = this.#rows;
    const steps = this.#stepsAt(i);
    const { starts } = this.#packed;
    const from = starts[i] ?? 0;
    const end = starts[i + 1] ?? 0;
    const thrown = this.#judge(steps, first + place);
    this.#starts[this.#states++] = rows.count;
    this.#noteSteps(steps, rows.count);
    const { words } = this.log.layout;
    rows.add(this.#packed, from, end, words);
    for (let owner = 0; owner < board.workers; owner++) {
      const count = rows.added[owner] ?? 0;
      if (count > MOST_ROWS) this.#isNotable = true;
      board.setRowsOf(place, owner, count);
    }
    this.#count(block, TRANSITIONS, steps.count + steps.asleep - thrown);
    this.#count(block, ASLEEP, steps.asleep);
    this.#count(block, OVERFLOWS, steps.overflows);
    this.#count(block, CUTS, steps.cuts);
  }

  #count(block: number, what: number, more: number): void {
    if (more !== 0) this.board.set(block, what, this.board.get(block, what) + more);
  }

  /** Lets properties look at a state without steps, and at steps. Returns how many of these are none, since machines throw. */
  #judge(steps: Steps, state: number): number {
    const watch = this.#watch;
    if (steps.isDeadEnd) watch.at('deadlock', steps.base, 0, state, NO_ACTION);
    let thrown = 0;
    for (let k = 0; k < steps.count; k++) {
      if (watch.isSettled(steps.label(k))) continue;
      if (!steps.throws(k)) {
        watch.atStep(steps, k, state);
        continue;
      }
      thrown++;
      watch.atThrow(steps, k, state);
      if (!this.#throwing.knows(steps, k)) this.#isNotable = true;
    }
    return thrown;
  }

  /** What must be known of steps once it is known which of them lead to new states. */
  #noteSteps(steps: Steps, at: number): void {
    const { labels, marks } = this.#rows;
    const slot = steps.width - 2;
    const isCrowded = steps.overflows > 0;
    for (let k = 0; k < steps.count; k++) {
      labels[at + k] = steps.label(k);
      marks[at + k] =
        (steps.changes(k, slot) ? 0 : IS_STILL) | (isCrowded && steps.isCrowded(k) ? IS_CROWDED : 0);
    }
  }

  #add(): void {
    const { board } = this;
    const own = this.#own;
    const { cut } = board;
    const { words } = board;
    own.begin(words[KNOWN] ?? 0, words[ROWS] ?? 0);
    for (let block = 0; block < cut; block++) {
      this.#freshBefore[block] = own.fresh;
      this.#addBlock(block);
      board.setFound(block, this.#number, own.fresh - (this.#freshBefore[block] ?? 0));
    }
    this.#freshBefore[cut] = own.fresh;
    this.#freshBefore.length = cut + 1;
  }

  #addBlock(block: number): void {
    const { board } = this;
    const own = this.#own;
    const me = this.#number;
    const stride = 1 + this.log.layout.words;
    const known = board.words[KNOWN] ?? 0;
    const rows = this.#allRows[board.get(block, TAKER)]?.[me] ?? NONE;
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
    this.#pulse();
  }

  #giveNumbers(): void {
    const { board } = this;
    const { cut } = board;
    let number = board.words[KNOWN] ?? 0;
    let done = 0;
    for (let i = 0, state = 0; i < this.#taken.length; i++) {
      const block = this.#taken[i] ?? 0;
      if (block >= cut) return;
      while (done < block) number += board.found(done++);
      const count = Math.min(board.block, (board.words[COUNT] ?? 0) - block * board.block);
      this.#isNotable = false;
      if (!this.#tryNumberBlock(block, state, count, number)) board.cutAt(block, NOTABLE);
      state += count;
    }
  }

  #tryNumberBlock(block: number, state: number, count: number, number: number): boolean {
    try {
      this.#numberBlock(block, state, count, number);
      return !this.#isNotable;
    } catch {
      return false;
    }
  }

  /**
   * @param state where the block's states stand among those that this thread has expanded
   * @param number of the first new state
   */
  #numberBlock(block: number, state: number, count: number, number: number): void {
    const { board } = this;
    const first = (board.words[FIRST] ?? 0) + block * board.block;
    const ends = this.#ends;
    for (let owner = 0; owner < board.workers; owner++) ends[owner] = board.rowsFrom(block, owner);
    let next = number;
    for (let i = 0; i < count; i++) next = this.#numberState(first + i, state + i, ends, next);
    this.#pulse();
  }

  /** @param ends per owner, where the rows of this state begin; then, where they end */
  #numberState(parent: number, state: number, ends: Int32Array, number: number): number {
    const { owners } = this.#rows;
    const from = this.#starts[state] ?? 0;
    const end = this.#starts[state + 1] ?? 0;
    const stride = 1 + this.log.layout.words;
    let next = number;
    for (let row = from; row < end; row++) {
      const owner = owners[row] ?? 0;
      const at = ends[owner] ?? 0;
      ends[owner] = at + stride;
      const rows = this.#rows.of(owner);
      const answer = rows[at] ?? 0;
      if (answer < NEW) continue;
      const numbers = this.#numbers[owner] ?? NONE;
      numbers[answer - NEW] = next;
      this.log.write(next, rows, at + 1);
      this.log.note(next, parent);
      this.#newStates.judge(this.log, rows, at + 1, parent, row - from);
      next++;
    }
    if (next > number) this.#noteArrivals(from, end, ends, next);
    return next;
  }

  /** Notes by which moves new states were reached: those of one state, the last of which comes before this number. */
  #noteArrivals(from: number, end: number, ends: Int32Array, number: number): void {
    const { owners, labels, marks } = this.#rows;
    const moves = this.#moves;
    const stride = 1 + this.log.layout.words;
    const back = this.#back;
    back.set(ends);
    let next = number;
    let awake = 0;
    for (let row = end - 1; row >= from; row--) {
      const owner = owners[row] ?? 0;
      const at = (back[owner] ?? 0) - stride;
      back[owner] = at;
      const answer = this.#rows.of(owner)[at] ?? 0;
      if (answer === KNOWN_ROW) continue;
      const label = labels[row] ?? 0;
      if (answer >= NEW) {
        const mark = marks[row] ?? 0;
        const groups =
          (~awake & GROUPS) |
          ((mark & IS_STILL) !== 0 ? STILL : 0) |
          ((mark & IS_CROWDED) !== 0 ? CROWDED : 0);
        this.arrivals.put(--next, moves.arrivalOf(label), groups);
      }
      awake |= moves.groupOf(label);
    }
  }
}

const NONE = new Int32Array(0);

/** States that are put into a part of the index together, so that memory is waited for once. */
class Waiting {
  readonly #part: IndexPart;
  readonly #hashes = new Int32Array(STRETCH);
  readonly #numbers = new Int32Array(STRETCH);
  #count = 0;

  constructor(part: IndexPart) {
    this.#part = part;
  }

  add(hash: number, number: number): void {
    this.#hashes[this.#count] = hash;
    this.#numbers[this.#count++] = number;
    if (this.#count === STRETCH) this.empty();
  }

  empty(): void {
    this.#part.putAll(this.#hashes, this.#numbers, this.#count);
    this.#count = 0;
  }
}

/** The parts of the index that all threads share. */
function partsOf({ tables, parts }: CrewMemory, log: SharedLog): readonly IndexPart[] {
  return tables.map(
    (table, i) =>
      new IndexPart(log, new Uint32Array(table), new Int32Array(parts, i * PART_WORDS * 4, PART_WORDS)),
  );
}

function required<T>(value: T | null): T {
  if (value === null) throw new Error('several threads cannot search this model');
  return value;
}

function doubled(array: Int32Array): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(array.length * 2);
  larger.set(array);
  return larger;
}
