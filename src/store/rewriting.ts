/** How packed vectors of one layout become those of another one: bits that move alike are moved together. */
export class Rewriting {
  /** Words of a vector afterwards. */
  readonly #words: number;
  /** Per move: the word that bits come from, that they go to, which they are, and how far they go to the left. */
  readonly #from: number[] = [];
  readonly #to: number[] = [];
  readonly #bits: number[] = [];
  readonly #left: number[] = [];

  constructor(words: number) {
    this.#words = words;
  }

  /** These bits of a word go to another word, so far to the left; where that is negative, to the right. */
  move(from: number, to: number, bits: number, left: number): void {
    const alike = this.#from.findIndex(
      (each, i) => each === from && this.#to[i] === to && this.#left[i] === left,
    );
    if (alike >= 0) {
      this.#bits[alike] = (this.#bits[alike] ?? 0) | bits;
      return;
    }
    this.#from.push(from);
    this.#to.push(to);
    this.#bits.push(bits);
    this.#left.push(left);
  }

  /** Writes a vector, packed, as it is afterwards. */
  apply(before: Int32Array, after: Int32Array): void {
    for (let j = 0; j < this.#words; j++) after[j] = 0;
    for (let i = 0; i < this.#from.length; i++) {
      const bits = (before[this.#from[i] ?? 0] ?? 0) & (this.#bits[i] ?? 0);
      const left = this.#left[i] ?? 0;
      const to = this.#to[i] ?? 0;
      after[to] = (after[to] ?? 0) | (left >= 0 ? bits << left : bits >>> -left);
    }
  }
}
