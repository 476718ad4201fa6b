/** The blocks of a chunk that one thread has expanded; and per state of them, where its rows begin. */
export class OwnBlocks {
  /** In the order in which they were taken, which is theirs. */
  readonly taken: number[] = [];
  #starts = new Int32Array(1 << 12);
  #states = 0;

  /** Forgets all. */
  start(): void {
    this.taken.length = 0;
    this.#states = 0;
  }

  /** Makes room for so many states more. */
  reserve(states: number): void {
    if (this.#states + states + 1 <= this.#starts.length) return;
    const larger = new Int32Array(this.#starts.length * 2);
    larger.set(this.#starts);
    this.#starts = larger;
  }

  /** The rows of the next state begin at this one. */
  beginState(row: number): void {
    this.#starts[this.#states++] = row;
  }

  /** A block is expanded, whose rows end before this one. */
  end(block: number, row: number): void {
    this.#starts[this.#states] = row;
    this.taken.push(block);
  }

  /** The first row of a state, by its place among those that this thread has expanded; those of the one before end there. */
  startOf(state: number): number {
    return this.#starts[state] ?? 0;
  }
}
