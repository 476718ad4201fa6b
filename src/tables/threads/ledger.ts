/** What all share: a lock, where the text ends, whether it is full; and the text, in units of UTF-16. */
export interface LedgerMemory {
  readonly words: SharedArrayBuffer;
  readonly text: SharedArrayBuffer;
}

/** A table whose values get the same ids wherever they are met first. */
export interface LedgerTable {
  readonly size: number;
  /** A text that stands for the value with this id, by which `learn` finds or makes the same one in another thread. */
  entry(id: number): string;
  /** Returns the id of the value that an entry of another thread stands for. */
  learn(entry: string): number;
}

/**
 * Gives a new value an id that all agree on.
 *
 * @param find its id, if it has become known meanwhile
 * @param add adds it to the table, under the next id
 */
export type Agreement = (find: () => number | undefined, add: () => number) => number;

const LOCK = 0;
const END = 1;
const WORDS = 2;

/** Units before the text of an entry: the number of the table, and the length in two halves. */
const HEAD = 3;

/** Milliseconds of waiting for the lock after which it is tried again. */
const NAP = 50;

/** There is no room for more values, or threads do not agree on what they are. */
export class LedgerError extends Error {}

/**
 * Where several threads agree on the ids of the values that they meet: a text that all read in the same order and only one at
 * a time writes to. A value is told there before it gets an id, and whoever tells one has read all that others told before.
 *
 * So an id means the same in all threads, and only the few values cross between them, each once.
 */
export class Ledger {
  readonly #words: Int32Array;
  readonly #text: Uint16Array;
  readonly #tables: LedgerTable[] = [];
  /** Per table, how many of its values were read or told. */
  readonly #seen: number[] = [];
  #read = 0;
  #isHeld = false;
  #isLearning = false;
  #isClosed = false;

  constructor({ words, text }: LedgerMemory) {
    this.#words = new Int32Array(words);
    this.#text = new Uint16Array(text);
  }

  /** @param units that the texts of all values may take together; memory that is not written to is not taken */
  static memory(units: number): LedgerMemory {
    return { words: new SharedArrayBuffer(WORDS * 4), text: new SharedArrayBuffer(units * 2) };
  }

  /** Tables must be enrolled in the same order in all threads: those first whose values others are made of. */
  enroll(table: LedgerTable): Agreement {
    const number = this.#tables.push(table) - 1;
    this.#seen.push(0);
    return (find, add) => this.#settle(number, find, add);
  }

  /** Tells all values that the tables hold by now: the thread that was there first. */
  tellAll(): void {
    this.#tables.forEach((table, number) => {
      for (let id = 0; id < table.size; id++) this.#write(number, table.entry(id));
      this.#seen[number] = table.size;
    });
    this.#read = this.#end;
  }

  /** Nobody else is there any more: values get their ids without a word, after all that was told. */
  close(): void {
    // Without the lock: whoever holds it may have come to an end.
    if (!this.#isClosed) this.#learn();
    this.#isClosed = true;
  }

  /** The share of the room for texts that is taken. */
  get share(): number {
    return this.#end / this.#text.length;
  }

  /** Learns all that others have told. */
  catchUp(): void {
    if (!this.#isClosed && this.#read < this.#end) this.#held(() => this.#learn());
  }

  #settle(number: number, find: () => number | undefined, add: () => number): number {
    // What is made of an entry is numbered by that; and what one value is made of is told before it.
    if (this.#isLearning || this.#isClosed) return add();
    if (this.#isHeld) return this.#tell(number, find, add);
    return this.#held(() => {
      this.#learn();
      return this.#tell(number, find, add);
    });
  }

  #tell(number: number, find: () => number | undefined, add: () => number): number {
    const known = find();
    if (known !== undefined) return known;
    const id = add();
    this.#write(number, this.#tables[number]?.entry(id) ?? '');
    this.#seen[number] = id + 1;
    this.#read = this.#end;
    return id;
  }

  #held<T>(work: () => T): T {
    const words = this.#words;
    while (Atomics.compareExchange(words, LOCK, 0, 1) !== 0) Atomics.wait(words, LOCK, 1, NAP);
    this.#isHeld = true;
    try {
      return work();
    } finally {
      this.#isHeld = false;
      Atomics.store(words, LOCK, 0);
      Atomics.notify(words, LOCK, 1);
    }
  }

  get #end(): number {
    return Atomics.load(this.#words, END);
  }

  #learn(): void {
    this.#isLearning = true;
    try {
      while (this.#read < this.#end) this.#learnOne();
    } finally {
      this.#isLearning = false;
    }
  }

  #learnOne(): void {
    const text = this.#text;
    const at = this.#read;
    const number = text[at] ?? 0;
    const length = ((text[at + 1] ?? 0) << 16) | (text[at + 2] ?? 0);
    let entry = '';
    for (let i = at + HEAD; i < at + HEAD + length; i += 4096) {
      entry += String.fromCharCode(...text.subarray(i, Math.min(i + 4096, at + HEAD + length)));
    }
    const expected = this.#seen[number] ?? 0;
    const id = this.#tables[number]?.learn(entry);
    if (id !== expected) {
      throw new LedgerError(
        `threads do not agree on ${entry}: it is number ${expected} in one, and ${id} in another`,
      );
    }
    this.#seen[number] = expected + 1;
    this.#read = at + HEAD + length;
  }

  #write(number: number, entry: string): void {
    const text = this.#text;
    const at = this.#end;
    if (at + HEAD + entry.length > text.length)
      throw new LedgerError('there are too many different values for several threads to agree on');
    text[at] = number;
    text[at + 1] = entry.length >>> 16;
    text[at + 2] = entry.length;
    for (let i = 0; i < entry.length; i++) text[at + HEAD + i] = entry.charCodeAt(i);
    Atomics.store(this.#words, END, at + HEAD + entry.length);
  }
}
