const HALF = 16;

/** The table grows once more than this share of its buckets is taken, by this factor. */
const FULL = 0.8;
const FACTOR = 1.5;

/** Tables into which the fingerprints are divided; each grows alone, so that there are never two copies of the whole. */
const PARTS = 64;
const FIRST = 16;

/**
 * A set of fingerprints of 16 to 64 bits, and nothing besides: open addressing in 16-bit halves. A free bucket is all
 * zeros, so the fingerprint zero is kept apart.
 */
export class Fingerprints {
  readonly #halves: number;
  readonly #mask: number;
  readonly #tables: Uint16Array[];
  readonly #taken = new Int32Array(PARTS);
  #bytes: number;
  #hasZero = false;
  /** The fingerprint at hand, in halves. */
  readonly #print: Uint16Array;

  /** @param bits of a fingerprint that are kept */
  constructor(bits: number) {
    this.#halves = Math.ceil(bits / HALF);
    this.#mask = 2 ** (bits - (this.#halves - 1) * HALF) - 1;
    this.#print = new Uint16Array(this.#halves);
    this.#tables = Array.from({ length: PARTS }, () => new Uint16Array(FIRST * this.#halves));
    this.#bytes = PARTS * FIRST * this.#halves * 2;
  }

  /** Bytes held. */
  get bytes(): number {
    return this.#bytes;
  }

  /** Adds the fingerprint of which `low` and `high` are the lower and upper 32 bits. Returns whether it is new. */
  add(low: number, high: number): boolean {
    const print = this.#print;
    const halves = this.#halves;
    for (let h = 0; h < halves; h++) print[h] = (h < 2 ? low : high) >>> ((h & 1) * HALF);
    print[halves - 1] = (print[halves - 1] ?? 0) & this.#mask;
    if (print.every((half) => half === 0)) return this.#addZero();
    const part = (print[0] ?? 0) % PARTS;
    const table = this.#tables[part] ?? print;
    const at = this.#find(table);
    if (table[at] !== 0 || !isFree(table, at, halves)) return false;
    table.set(print, at);
    const taken = (this.#taken[part] ?? 0) + 1;
    this.#taken[part] = taken;
    if (taken * halves > table.length * FULL) this.#grow(part, table);
    return true;
  }

  #addZero(): boolean {
    const isNew = !this.#hasZero;
    this.#hasZero = true;
    return isNew;
  }

  /** Where the fingerprint at hand stands, or the free bucket where it belongs. */
  #find(table: Uint16Array): number {
    const halves = this.#halves;
    const print = this.#print;
    let at = this.#bucketOf(table.length / halves) * halves;
    while (!isFree(table, at, halves)) {
      let h = 0;
      while (h < halves && table[at + h] === print[h]) h++;
      if (h === halves) break;
      at += halves;
      if (at === table.length) at = 0;
    }
    return at;
  }

  /** The bucket where probing for the fingerprint at hand begins. */
  #bucketOf(buckets: number): number {
    const print = this.#print;
    let h = 0;
    for (let i = 0; i < print.length; i++) {
      h = Math.imul(h ^ (print[i] ?? 0), 0x9e3779b1);
      h ^= h >>> 15;
    }
    return Math.floor(((h >>> 0) / 2 ** 32) * buckets);
  }

  #grow(part: number, old: Uint16Array): void {
    const halves = this.#halves;
    const table = new Uint16Array(Math.ceil((old.length / halves) * FACTOR) * halves);
    for (let from = 0; from < old.length; from += halves) {
      if (isFree(old, from, halves)) continue;
      for (let h = 0; h < halves; h++) this.#print[h] = old[from + h] ?? 0;
      table.set(this.#print, this.#find(table));
    }
    this.#tables[part] = table;
    this.#bytes += (table.length - old.length) * 2;
  }
}

function isFree(table: Uint16Array, at: number, halves: number): boolean {
  for (let h = 0; h < halves; h++) if (table[at + h] !== 0) return false;
  return true;
}
