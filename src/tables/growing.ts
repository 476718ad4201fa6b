const CHUNK_BITS = 16;
const CHUNK = 1 << CHUNK_BITS;

/**
 * A list of unsigned 32-bit integers that grows chunk by chunk: nothing is copied, so the memory in use never
 * doubles, not even for a moment.
 */
export class GrowingUint32 {
  readonly #chunks: Uint32Array[] = [];
  #length = 0;

  get length(): number {
    return this.#length;
  }

  /** Bytes held by the chunks. */
  get bytes(): number {
    return this.#chunks.length * CHUNK * 4;
  }

  push(value: number): void {
    const at = this.#length++;
    const chunk = this.#chunks[at >>> CHUNK_BITS] ?? this.#addChunk();
    chunk[at & (CHUNK - 1)] = value;
  }

  /** @throws RangeError past the end */
  at(index: number): number {
    const value = this.#chunks[index >>> CHUNK_BITS]?.[index & (CHUNK - 1)];
    if (value === undefined || index >= this.#length) throw new RangeError(`no entry ${index}`);
    return value;
  }

  /** Removes the last value and returns it, or returns -1 if there is none. */
  pop(): number {
    if (this.#length === 0) return -1;
    const value = this.at(this.#length - 1);
    this.#length--;
    return value;
  }

  #addChunk(): Uint32Array {
    const chunk = new Uint32Array(CHUNK);
    this.#chunks.push(chunk);
    return chunk;
  }
}
