/** A set of places: a bit for each that there is. */
export class PlaceSet {
  readonly #words: Uint32Array;
  #isEmpty = true;

  /** @param size number of places */
  constructor(size: number) {
    this.#words = new Uint32Array((size + 31) >>> 5);
  }

  /** Bytes held. */
  get bytes(): number {
    return this.#words.byteLength;
  }

  get isEmpty(): boolean {
    return this.#isEmpty;
  }

  add(place: number): void {
    const word = Math.floor(place / 32);
    this.#words[word] = (this.#words[word] ?? 0) | (1 << (place % 32));
    this.#isEmpty = false;
  }

  has(place: number): boolean {
    return (((this.#words[Math.floor(place / 32)] ?? 0) >>> (place % 32)) & 1) === 1;
  }

  /** Whether something is true of one of them. */
  some(isOne: (place: number) => boolean): boolean {
    for (let i = 0; i < this.#words.length; i++) {
      const word = this.#words[i] ?? 0;
      if (word === 0) continue;
      for (let bit = 0; bit < 32; bit++) {
        if (((word >>> bit) & 1) === 1 && isOne(i * 32 + bit)) return true;
      }
    }
    return false;
  }
}
