/** A set of places: a bit for each that there is. */
export class PlaceSet {
  readonly #words: Uint32Array;
  #isEmpty = true;

  /** @param size number of places */
  constructor(size: number) {
    this.#words = new Uint32Array((size + 31) >>> 5);
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
}
