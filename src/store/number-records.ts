/** Bytes of a chunk: a power of two. */
const CHUNK = 1 << 20;
/** Records begin at multiples of this many bytes, so that 32 bits say where even if all take more than 4 GB. */
const ALIGNED = 4;
const CHUNK_BITS = 18;
/** Bytes that a number of 32 bits takes at most: 7 bits in each. */
const MOST_BYTES = 5;

/** Short lists of unsigned 32-bit integers, each number in as few bytes as it needs. They are added one after the other. */
export class NumberRecords {
  readonly #starts: Uint32Array;
  readonly #chunks: Uint8Array[] = [];
  #size = 0;
  #chunk = new Uint8Array(0);
  /** Where in the chunk the next number will stand. */
  #end = 0;
  /** Where the next number is read from. */
  #source: Uint8Array = this.#chunk;
  #at = 0;

  /** @param size how many records there will be */
  constructor(size: number) {
    this.#starts = new Uint32Array(size);
  }

  /** Bytes held. */
  get bytes(): number {
    return this.#starts.byteLength + this.#chunks.reduce((sum, { byteLength }) => sum + byteLength, 0);
  }

  /** Begins the next record, for no more than so many numbers. */
  begin(most: number): void {
    const start = (this.#end + ALIGNED - 1) & ~(ALIGNED - 1);
    if (start + most * MOST_BYTES > this.#chunk.length) {
      this.#chunk = new Uint8Array(Math.max(CHUNK, most * MOST_BYTES));
      this.#chunks.push(this.#chunk);
      this.#end = 0;
    } else this.#end = start;
    this.#starts[this.#size++] = (((this.#chunks.length - 1) << CHUNK_BITS) | (this.#end / ALIGNED)) >>> 0;
  }

  /** Adds a number to the record that was begun. */
  push(value: number): void {
    const chunk = this.#chunk;
    let rest = value >>> 0;
    while (rest > 0x7f) {
      chunk[this.#end++] = (rest & 0x7f) | 0x80;
      rest >>>= 7;
    }
    chunk[this.#end++] = rest;
  }

  /** Goes to the beginning of a record. */
  open(record: number): void {
    const start = this.#starts[record] ?? 0;
    this.#source = this.#chunks[start >>> CHUNK_BITS] ?? this.#chunk;
    this.#at = (start & ((1 << CHUNK_BITS) - 1)) * ALIGNED;
  }

  /** The next number of the record that was opened. */
  next(): number {
    const source = this.#source;
    let byte = source[this.#at++] ?? 0;
    if (byte < 0x80) return byte;
    let value = byte & 0x7f;
    for (let shift = 7; ; shift += 7) {
      byte = source[this.#at++] ?? 0;
      value |= (byte & 0x7f) << shift;
      if (byte < 0x80) return value >>> 0;
    }
  }
}
