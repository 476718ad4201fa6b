import { ModelError } from '../../language/errors.ts';
import type { Instance } from '../../model/instance.ts';
import { LedgerError } from '../../tables/threads/ledger.ts';
import { BreadthFirst } from '../breadth-first.ts';
import type { Run, StepCounts } from '../run.ts';
import type { SearchSettings } from '../settings.ts';
import {
  ASLEEP,
  CUT,
  CUTS,
  HOPELESS,
  MOST_BLOCKS,
  NEXT,
  NOTABLE,
  OVERFLOWS,
  REPACK,
  ROWS,
  TRANSITIONS,
} from './board.ts';
import type { Crew, Hiring, Order, Phase } from './crew.ts';
import { Space } from './space.ts';

/** Milliseconds of waiting for others before somebody else has a say. */
const PATIENCE = 25;

/** The crew is of no use any more. */
class Alone extends Error {}

/**
 * A breadth-first run that goes on in several threads, from wherever it was, and finds what it would have found alone: the same
 * states under the same numbers, by the same steps.
 *
 * States of one level are expanded independently of each other; a *chunk* is some that follow each other. All threads expand
 * blocks of it, each state in the order of its steps, and write rows for whoever owns the hash of where they lead. Owners add rows in
 * the order in which one thread alone would have come to them, so that each row is new exactly if it would have been. How many
 * are new in the blocks before then says which numbers the new ones have.
 *
 * Where something may be decided, is wrong, or ends the search, that is left to the run itself: what comes before is counted,
 * the rest of the chunk is forgotten, and the run goes on alone for a block.
 */
export class Together {
  readonly #run: Run;
  readonly #settings: SearchSettings;
  readonly #frontier: BreadthFirst;
  readonly #space: Space;
  readonly #work: Generator<void>;
  #crew: Crew | null;
  /** States that are expanded alone before others join in again. */
  #alone = 0;
  readonly #block: number;
  readonly #rows: number;
  /** Whether the index holds all states, under their numbers. */
  #isWhole = true;
  /** Rows of a state, about. */
  #rowsPerState = 4;
  #undecided = '';

  /** The run must be breadth first, of whole states, between two batches. */
  constructor(instance: Instance, settings: SearchSettings, run: Run, hiring: Hiring) {
    const { frontier } = run.parts;
    if (!(frontier instanceof BreadthFirst)) throw new Error('several threads search breadth first only');
    this.#run = run;
    this.#block = hiring.room.block;
    this.#rows = hiring.room.rows;
    this.#settings = settings;
    this.#frontier = frontier;
    this.#space = new Space(instance, settings, run, hiring, (order) => this.#crew?.tell(order));
    this.#crew = hiring.join(this.#space.start);
    run.moveTo(this.#space.runParts(run.parts));
    this.#tellKnown();
    this.#work = this.#search();
  }

  /** Goes on for a while: a chunk, or some of it. */
  advance(): void {
    if (this.#work.next().done === true) this.#run.advance();
  }

  /** Sends the others away. The states can be read, and found, all the same. */
  end(): void {
    if (this.#crew === null) return;
    this.#dissolve();
  }

  /** Why the run goes on alone; null if it does not. */
  failure: string | null = null;

  *#search(): Generator<void> {
    while (this.#run.ending === null) {
      try {
        yield* this.#step();
      } catch (error) {
        if (error instanceof LedgerError) this.failure ??= error.message;
        else if (!(error instanceof Alone)) throw error;
        this.#dissolve();
      }
      yield;
    }
    this.end();
  }

  *#step(): Generator<void> {
    const left = this.#frontier.enterLevel();
    const isWorthIt = left >= this.#block * 2 && this.#alone <= 0 && this.#crew !== null;
    if (isWorthIt) yield* this.#chunk(left);
    else {
      if (!this.#isWhole) yield* this.#settle();
      this.#goAlone(left);
    }
  }

  #goAlone(left: number): void {
    const run = this.#run;
    this.#space.catchUp();
    this.#space.learnReads(run.watch);
    const before = this.#frontier.first;
    const most = this.#alone > 0 ? Math.min(this.#block, this.#alone) : left;
    const began = performance.now();
    do run.advance();
    while (
      run.ending === null &&
      (this.#crew === null || this.#frontier.first - before < most) &&
      performance.now() - began < PATIENCE
    );
    this.#alone -= this.#frontier.first - before;
    this.#space.tellReads(run.watch);
    this.#tellKnown();
  }

  /** Tells all what is decided by now, and where machines throw. */
  #tellKnown(): void {
    const { undecided } = this.#run.watch;
    const throwing = this.#run.throwing.list();
    const text = `${undecided.join()} ${throwing.length}`;
    if (text === this.#undecided) return;
    this.#undecided = text;
    this.#order({ kind: 'known', undecided, throwing });
  }

  #order(order: Order): void {
    this.#space.hand.take(order);
    this.#crew?.tell(order);
  }

  *#phase(phase: Phase): Generator<void> {
    const crew = this.#crew;
    if (crew === null) throw new Alone();
    this.#isWhole = false;
    crew.begin(phase);
    this.#space.hand.run(phase);
    while (!crew.isDone(PATIENCE)) {
      if (crew.failure !== null) {
        this.failure = crew.failure;
        throw new Alone();
      }
      yield;
      if (this.#run.ending !== null) throw new Alone();
    }
    if ((this.#board.flags & HOPELESS) !== 0) throw new Alone();
  }

  get #board() {
    return this.#space.hand.board;
  }

  *#settle(): Generator<void> {
    yield* this.#phase('settle');
    this.#isWhole = true;
  }

  *#chunk(left: number): Generator<void> {
    const board = this.#board;
    const space = this.#space;
    const block = this.#block;
    const known = space.states.size;
    const wanted = Math.ceil((this.#rows * board.workers) / this.#rowsPerState / block) * block;
    const count = Math.min(left, MOST_BLOCKS * block, Math.max(block * 2 * board.workers, wanted));
    if (space.isFull) throw new Alone();
    board.begin(this.#frontier.first, count, known);
    yield* this.#phase('expand');
    const { cut, flags } = board;
    if (cut > 0) {
      if (!space.hasRoomForFresh) {
        this.#alone = block;
        return;
      }
      yield* this.#makeRoomInIndex();
      yield* this.#phase('add');
      const kept = this.#withinLimit(cut, known);
      board.words[CUT] = kept;
      let found = 0;
      for (let block = 0; block < kept; block++) found += board.found(block);
      space.makeRoomInLog(found);
      yield* this.#phase('number');
      if (board.cut < cut) yield* this.#phase('undo');
      this.#commit(board.cut, count);
      if (kept < cut) this.#alone = block;
    }
    if ((board.flags & NOTABLE) !== 0) this.#alone = block;
    else if ((flags & REPACK) !== 0) yield* this.#repack();
  }

  /** Blocks before the one after which there are more states than the limit allows. */
  #withinLimit(cut: number, known: number): number {
    let states = known;
    for (let block = 0; block < cut; block++) {
      states += this.#board.found(block);
      if (states > this.#settings.maxStates) return block;
    }
    return cut;
  }

  #commit(blocks: number, count: number): void {
    const board = this.#board;
    const expanded = Math.min(blocks * this.#block, count);
    let found = 0;
    const sum = (what: number) => {
      let total = 0;
      for (let block = 0; block < blocks; block++) total += board.get(block, what);
      return total;
    };
    for (let block = 0; block < blocks; block++) found += board.found(block);
    const done: StepCounts = {
      transitions: sum(TRANSITIONS),
      asleep: sum(ASLEEP),
      overflows: sum(OVERFLOWS),
      cuts: sum(CUTS),
      found,
    };
    if (expanded > 0) this.#rowsPerState = Math.max(1, (board.words[ROWS] ?? 0) / expanded);
    this.#space.states.grow(found);
    this.#frontier.pass(expanded, found);
    this.#run.count(done, this.#frontier.depth);
    this.#space.tally(this.#run);
  }

  *#makeRoomInIndex(): Generator<void> {
    const sizes = this.#space.neededSlots((owner) => this.#board.rowsFor(owner));
    if (sizes !== null) yield* this.#refill(sizes);
  }

  /** Fills the index anew, with parts of these sizes. */
  *#refill(sizes: readonly number[]): Generator<void> {
    const board = this.#board;
    const { cut } = board;
    const next = board.words[NEXT] ?? 0;
    this.#space.orderSlots(sizes);
    yield* this.#phase('clear');
    for (let round = 0; round * board.round < this.#space.states.size; round++) {
      board.words[NEXT] = round;
      yield* this.#phase('hash');
      yield* this.#phase('put');
    }
    board.words[NEXT] = next;
    board.words[CUT] = cut;
  }

  *#repack(): Generator<void> {
    const space = this.#space;
    space.beginRepack();
    this.#board.begin(0, 0, space.states.size);
    yield* this.#phase('repack');
    space.endRepack();
    yield* this.#refill(space.slots);
    this.#isWhole = true;
  }

  /** From here on, the run goes on alone; what others have left half done is done again. */
  #dissolve(): void {
    this.#crew?.dismiss();
    this.#crew = null;
    try {
      const { ending } = this.#run;
      this.#space.goAlone(!this.#isWhole && (ending === null || ending === 'exhausted'));
    } catch (error) {
      if (!(error instanceof LedgerError)) throw error;
      throw new ModelError(
        `several workers came to different states (${error.message}): something outside of the model's data decides; do without --workers to find out what`,
      );
    }
    this.#isWhole = true;
  }
}
