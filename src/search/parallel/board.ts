import type { LedgerMemory } from '../../tables/threads/ledger.ts';
import { Hashed } from './hashed.ts';

/** Blocks of a chunk, at most. */
export const MOST_BLOCKS = 256;

/** Words that all threads share: what is asked of them, and what they have to say. */
export const NEXT = 0;
/** Blocks from this one on are not done: something must happen before. */
export const CUT = 1;
const FLAGS = 2;
/** The first state of the chunk, how many there are, and how many states are known. */
export const FIRST = 3;
export const COUNT = 4;
export const KNOWN = 5;
/** The most packets that any thread has seen at once. */
export const MOST_PACKETS = 6;
/** Rows of the chunk, of all threads. */
export const ROWS = 7;
const WORDS = 8;

/** The states must be packed anew: an id does not fit. */
export const REPACK = 1;
/** Something was found that only a thread that is alone can judge: it may decide a property, or be a mistake. */
export const NOTABLE = 2;
/** There is no going on together. */
export const HOPELESS = 4;

/** Per block: who did it; its steps, those of them that sleep, messages without room, steps cut off. */
export const TAKER = 0;
export const TRANSITIONS = 1;
export const ASLEEP = 2;
export const OVERFLOWS = 3;
export const CUTS = 4;
/** Then per owner: where its rows begin, how many of them are new, and how many there are. */
const PER_OWNER = 5;
const OF_OWNER = 3;

/** For how much there is room at first. What is not written to takes no memory, so there may be much. */
export interface Room {
  /** States whose steps are followed by one thread, one after the other, without a word with others. */
  readonly block: number;
  /** Rows that a thread writes in a chunk, about. */
  readonly rows: number;
  /** Words of rows of one thread, for all owners. */
  readonly rowWords: number;
  /** States that are hashed together when the index is filled. */
  readonly round: number;
  /** States that may be fresh in a part of the index, and slots of it. */
  readonly fresh: number;
  readonly slots: number;
  /** States that may wait to be expanded. */
  readonly waiting: number;
  /** Units of text in which threads may tell each other values. */
  readonly ledger: number;
  /** Whether blocks are shared out in turn, and not by who is ready first: for tests. */
  readonly isInTurn: boolean;
}

export const ROOM: Room = {
  block: 256,
  rows: 2 ** 16,
  rowWords: 2 ** 24,
  round: 2 ** 17,
  fresh: 2 ** 22,
  slots: 2 ** 25,
  waiting: 2 ** 22,
  ledger: 2 ** 26,
  isInTurn: false,
};

/** What is read of a state has a number: so many have room. */
const READS = 4096;

/** All memory that threads share from the beginning. What is not written to is not taken. */
export interface CrewMemory {
  readonly workers: number;
  readonly room: Room;
  readonly words: SharedArrayBuffer;
  readonly blocks: SharedArrayBuffer;
  /** Per state of the chunk and owner, how many rows there are. */
  readonly counts: SharedArrayBuffer;
  /** By thread and owner: rows. A row is a hash and a packed vector; in place of the hash comes the answer. */
  readonly rows: readonly (readonly SharedArrayBuffer[])[];
  /** Per owner: its part of the index, and the numbers of what is fresh in it. */
  readonly tables: readonly SharedArrayBuffer[];
  readonly numbers: readonly SharedArrayBuffer[];
  /** By thread and owner: states that are hashed to fill the index with them (see Hashed). */
  readonly hashed: readonly (readonly SharedArrayBuffer[])[];
  readonly parts: SharedArrayBuffer;
  readonly ledger: LedgerMemory;
  /** Whether something was ever read by a predicate over states, by its number. */
  readonly reads: SharedArrayBuffer;
  /** Per thread: bytes of its model's tables, calls of XState, and how often it was seen to go on. */
  readonly tallies: SharedArrayBuffer;
}

/** Memory for so many threads. @param partWords words that a part of the index shares */
export function crewMemory(
  workers: number,
  room: Room,
  partWords: number,
  ledger: (units: number) => LedgerMemory,
): CrewMemory {
  const each = <T>(make: () => T) => Array.from({ length: workers }, make);
  const rowBytes = Math.floor(room.rowWords / workers) * 4;
  return {
    workers,
    room,
    words: new SharedArrayBuffer(WORDS * 4),
    blocks: new SharedArrayBuffer(MOST_BLOCKS * (PER_OWNER + OF_OWNER * workers) * 4),
    counts: new SharedArrayBuffer(MOST_BLOCKS * room.block * workers * 2),
    rows: each(() => each(() => new SharedArrayBuffer(rowBytes))),
    tables: each(() => new SharedArrayBuffer(room.slots * 4)),
    numbers: each(() => new SharedArrayBuffer(room.fresh * 4)),
    hashed: each(() => each(() => Hashed.memory(room.round, workers))),
    parts: new SharedArrayBuffer(workers * partWords * 4),
    ledger: ledger(room.ledger),
    reads: new SharedArrayBuffer(READS),
    tallies: new SharedArrayBuffer(workers * TALLY * 8),
  };
}

export const TALLY = 3;
export const TALLY_BYTES = 0;
export const TALLY_CALLS = 1;
export const TALLY_PULSE = 2;

/** What threads write on for each other about a chunk. */
export class Board {
  readonly workers: number;
  readonly words: Int32Array;
  readonly #blocks: Int32Array;
  readonly #counts: Uint16Array;
  readonly #stride: number;
  /** States in a block. */
  readonly block: number;
  /** States that are hashed together. */
  readonly round: number;
  readonly #number: number;
  readonly #isInTurn: boolean;
  #turn = 0;

  /** @param number of the thread */
  constructor({ workers, room, words, blocks, counts }: CrewMemory, number: number) {
    this.workers = workers;
    this.block = room.block;
    this.round = room.round;
    this.#number = number;
    this.#isInTurn = room.isInTurn;
    this.words = new Int32Array(words);
    this.#blocks = new Int32Array(blocks);
    this.#counts = new Uint16Array(counts);
    this.#stride = PER_OWNER + OF_OWNER * workers;
  }

  get blocks(): number {
    return Math.ceil((this.words[COUNT] ?? 0) / this.block);
  }

  /** Blocks that are done, from the first on. */
  get cut(): number {
    return Atomics.load(this.words, CUT);
  }

  get flags(): number {
    return Atomics.load(this.words, FLAGS);
  }

  /** Blocks from this one on are not done, since something must happen before. */
  cutAt(block: number, flag: number): void {
    Atomics.or(this.words, FLAGS, flag);
    raise(this.words, CUT, block, -1);
  }

  /** A chunk begins. */
  begin(first: number, count: number, known: number): void {
    const { words } = this;
    words[FIRST] = first;
    words[COUNT] = count;
    words[KNOWN] = known;
    words[NEXT] = 0;
    words[CUT] = this.blocks;
    words[FLAGS] = 0;
    words[ROWS] = 0;
  }

  /** Pieces of work are taken from the first on. */
  start(): void {
    this.#turn = this.#number;
  }

  /** The next of several pieces of work that threads share out among themselves. */
  take(): number {
    if (!this.#isInTurn) return Atomics.add(this.words, NEXT, 1);
    this.#turn += this.workers;
    return this.#turn - this.workers;
  }

  get(block: number, what: number): number {
    return this.#blocks[block * this.#stride + what] ?? 0;
  }

  set(block: number, what: number, value: number): void {
    this.#blocks[block * this.#stride + what] = value;
  }

  rowsFrom(block: number, owner: number): number {
    return this.get(block, PER_OWNER + owner * OF_OWNER);
  }

  setRowsFrom(block: number, owner: number, at: number): void {
    this.set(block, PER_OWNER + owner * OF_OWNER, at);
  }

  setFound(block: number, owner: number, count: number): void {
    this.set(block, PER_OWNER + owner * OF_OWNER + 1, count);
  }

  setRows(block: number, owner: number, count: number): void {
    this.set(block, PER_OWNER + owner * OF_OWNER + 2, count);
  }

  /** Rows of the blocks that are done, for an owner. */
  rowsFor(owner: number): number {
    let sum = 0;
    for (let block = 0; block < this.cut; block++) sum += this.get(block, PER_OWNER + owner * OF_OWNER + 2);
    return sum;
  }

  /** New states of a block. */
  found(block: number): number {
    let sum = 0;
    for (let owner = 0; owner < this.workers; owner++)
      sum += this.get(block, PER_OWNER + owner * OF_OWNER + 1);
    return sum;
  }

  /** Rows of a state of the chunk for an owner. */
  rowsOf(state: number, owner: number): number {
    return this.#counts[state * this.workers + owner] ?? 0;
  }

  setRowsOf(state: number, owner: number, count: number): void {
    this.#counts[state * this.workers + owner] = count;
  }

  /** Tells how many packets were seen at once. */
  sawPackets(most: number): void {
    raise(this.words, MOST_PACKETS, most, 1);
  }
}

/** Makes a word at least (or, with the sign -1, at most) this large. */
function raise(words: Int32Array, word: number, value: number, sign: 1 | -1): void {
  for (;;) {
    const old = Atomics.load(words, word);
    if (sign * (value - old) <= 0 || Atomics.compareExchange(words, word, old, value) === old) return;
  }
}
