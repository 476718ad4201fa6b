/** States that one of several threads has hashed and that belong to one owner: their hashes, and their numbers. */
export class Hashed {
  readonly hashes: Int32Array;
  readonly numbers: Int32Array;
  readonly #count: Int32Array;

  constructor(memory: SharedArrayBuffer) {
    const words = new Int32Array(memory);
    const most = (words.length - 1) / 2;
    this.#count = words.subarray(0, 1);
    this.hashes = words.subarray(1, 1 + most);
    this.numbers = words.subarray(1 + most);
  }

  /** Memory for the share of one of so many threads in a round of so many states, whoever they belong to. */
  static memory(round: number, workers: number): SharedArrayBuffer {
    return new SharedArrayBuffer((1 + Math.ceil(round / workers) * 2) * 4);
  }

  get count(): number {
    return this.#count[0] ?? 0;
  }

  /** Forgets all. */
  clear(): void {
    this.#count[0] = 0;
  }

  add(hash: number, number: number): void {
    const at = this.count;
    this.hashes[at] = hash;
    this.numbers[at] = number;
    this.#count[0] = at + 1;
  }
}
