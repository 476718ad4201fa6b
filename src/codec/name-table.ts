import { nameOfWords } from './names.ts';

/** Slots at first: a power of two. */
const FIRST = 256;

const NONE = -1;

/** Ids by name, and names by id, of values of one kind. */
export class NameTable {
  /** Per slot: the two words of a name, and its id. */
  #slots = new Int32Array(FIRST * 3).fill(NONE);
  #size = 0;
  /** Per id: the two words of its name. */
  #names = new Uint32Array(FIRST * 2);
  /** Per id: whether it has a name. */
  #has = new Uint8Array(FIRST);

  /** The id under a name; -1 if there is none. */
  id(high: number, low: number): number {
    return this.#slots[this.#slot(high, low) + 2] ?? NONE;
  }

  /** Whether an id has a name. */
  has(id: number): boolean {
    return id < this.#has.length && this.#has[id] === 1;
  }

  high(id: number): number {
    return this.#names[id * 2] ?? 0;
  }

  low(id: number): number {
    return this.#names[id * 2 + 1] ?? 0;
  }

  /**
   * Gives an id its name.
   *
   * @throws NameClashError if another one has it
   */
  set(id: number, high: number, low: number): void {
    const slot = this.#slot(high, low);
    const known = this.#slots[slot + 2] ?? NONE;
    if (known !== NONE && known !== id) throw new NameClashError(nameOfWords(high, low));
    this.#reserve(id);
    this.#names[id * 2] = high;
    this.#names[id * 2 + 1] = low;
    this.#has[id] = 1;
    if (known === id) return;
    this.#slots[slot] = high;
    this.#slots[slot + 1] = low;
    this.#slots[slot + 2] = id;
    this.#size++;
    if (this.#size * 6 > this.#slots.length) this.#grow();
  }

  /** Where a name stands, or would stand. */
  #slot(high: number, low: number): number {
    const slots = this.#slots;
    const count = slots.length / 3;
    let at = (low & (count - 1)) * 3;
    while (slots[at + 2] !== NONE && (slots[at] !== (high | 0) || slots[at + 1] !== (low | 0))) {
      at += 3;
      if (at === slots.length) at = 0;
    }
    return at;
  }

  #grow(): void {
    const old = this.#slots;
    this.#slots = new Int32Array(old.length * 2).fill(NONE);
    for (let at = 0; at < old.length; at += 3) {
      if (old[at + 2] === NONE) continue;
      const slot = this.#slot(old[at] ?? 0, old[at + 1] ?? 0);
      this.#slots.set(old.subarray(at, at + 3), slot);
    }
  }

  #reserve(id: number): void {
    if (id < this.#has.length) return;
    const length = Math.max(id + 1, this.#has.length * 2);
    const names = new Uint32Array(length * 2);
    const has = new Uint8Array(length);
    names.set(this.#names);
    has.set(this.#has);
    this.#names = names;
    this.#has = has;
  }
}

/** Two different texts have one name: no search that goes by names can tell them apart. */
export class NameClashError extends Error {
  constructor(name: string) {
    super(`two different values have the name ${name}: states that are named by it cannot be told apart`);
    this.name = 'NameClashError';
  }
}
