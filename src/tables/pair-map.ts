const EMPTY = -1;

/**
 * A map from two non-negative integers to one, in typed arrays: the memo tables of the search, where a `Map` with
 * text keys would allocate on every look-up.
 */
export class PairMap {
  #capacity = 64;
  #size = 0;
  #keys = new Int32Array(this.#capacity * 2).fill(EMPTY);
  #values = new Int32Array(this.#capacity);

  /** Number of pairs that have a value. */
  get size(): number {
    return this.#size;
  }

  /** Bytes held by the tables. */
  get bytes(): number {
    return this.#capacity * 12;
  }

  /** The value of the pair, or -1 if it has none. */
  get(a: number, b: number): number {
    const keys = this.#keys;
    const mask = this.#capacity - 1;
    let bucket = mix(a, b) & mask;
    for (;;) {
      const key = keys[bucket * 2];
      if (key === EMPTY) return EMPTY;
      if (key === a && keys[bucket * 2 + 1] === b) return this.#values[bucket] ?? EMPTY;
      bucket = (bucket + 1) & mask;
    }
  }

  /** Sets the value (at least 0) of the pair. */
  set(a: number, b: number, value: number): void {
    if ((this.#size + 1) * 2 > this.#capacity) this.#grow();
    this.#place(a, b, value);
  }

  #place(a: number, b: number, value: number): void {
    const keys = this.#keys;
    const mask = this.#capacity - 1;
    let bucket = mix(a, b) & mask;
    while (keys[bucket * 2] !== EMPTY) {
      if (keys[bucket * 2] === a && keys[bucket * 2 + 1] === b) {
        this.#values[bucket] = value;
        return;
      }
      bucket = (bucket + 1) & mask;
    }
    keys[bucket * 2] = a;
    keys[bucket * 2 + 1] = b;
    this.#values[bucket] = value;
    this.#size++;
  }

  #grow(): void {
    const keys = this.#keys;
    const values = this.#values;
    const old = this.#capacity;
    this.#capacity = old * 2;
    this.#keys = new Int32Array(this.#capacity * 2).fill(EMPTY);
    this.#values = new Int32Array(this.#capacity);
    this.#size = 0;
    for (let bucket = 0; bucket < old; bucket++) {
      const a = keys[bucket * 2] ?? EMPTY;
      if (a !== EMPTY) this.#place(a, keys[bucket * 2 + 1] ?? 0, values[bucket] ?? 0);
    }
  }
}

/** Spreads two integers over 32 bits (the finaliser of MurmurHash3, by Austin Appleby, public domain). */
function mix(a: number, b: number): number {
  let h = Math.imul(a, 0x9e3779b1) ^ Math.imul(b, 0x85ebca77);
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}
