import { bitCount } from '../tables/bits.ts';

const WORD = 32;

/** How many bits a form takes, and how many 32-bit words hold them. */
export interface FormSize {
  readonly bits: number;
  readonly words: number;
  /** Whether what was written in an earlier form is the same in this one, with zeros behind. */
  continues(earlier: FormSize): boolean;
}

/** A way of writing packets as bits. */
export interface Form extends FormSize {
  /** Writes packets from `at` on. Returns false if they cannot be written in this form. */
  write(packets: Int32Array, length: number, words: Int32Array, at: number): boolean;
  /** Reads the packets that stand from `at` on. Returns their number. There must be room for `mostPackets`. */
  read(words: Int32Array, at: number, packets: Int32Array): number;
  /** The most packets that may be read. */
  readonly mostPackets: number;
}

/** A set of packets: a bit for each packet that there is. They are read in the order of their ids. */
export class BitForm implements Form {
  readonly bits: number;
  readonly words: number;
  readonly mostPackets: number;

  constructor(bits: number) {
    this.bits = bits;
    this.words = wordsOf(bits);
    this.mostPackets = bits;
  }

  write(packets: Int32Array, length: number, words: Int32Array, at: number): boolean {
    for (let j = 0; j < this.words; j++) words[at + j] = 0;
    for (let i = 0; i < length; i++) {
      const packet = packets[i] ?? 0;
      if (packet >= this.bits) return false;
      const to = at + (packet >>> 5);
      words[to] = (words[to] ?? 0) | (1 << (packet & 31));
    }
    return true;
  }

  read(words: Int32Array, at: number, packets: Int32Array): number {
    let length = 0;
    for (let j = 0; j < this.words; j++) {
      for (let word = words[at + j] ?? 0; word !== 0; word &= word - 1) {
        packets[length++] = j * WORD + WORD - 1 - Math.clz32(word & -word);
      }
    }
    return length;
  }

  continues(earlier: FormSize): boolean {
    return earlier instanceof BitForm && earlier.bits <= this.bits;
  }

  /** Number of packets that stand from `at` on. */
  count(words: Int32Array, at: number): number {
    let count = 0;
    for (let j = 0; j < this.words; j++) count += bitCount(words[at + j] ?? 0);
    return count;
  }
}

/** A list of packets: for each place a field of some bits, which holds the packet's id plus one, or 0 behind the last one. */
export class FieldForm implements Form {
  readonly bits: number;
  readonly words: number;
  readonly mostPackets: number;
  readonly #width: number;
  readonly #largest: number;

  /**
   * @param width of a field, in bits
   * @param most packets in a list
   */
  constructor(width: number, most: number) {
    this.#width = width;
    this.#largest = 2 ** width - 2;
    this.mostPackets = most;
    this.bits = width * most;
    this.words = wordsOf(this.bits);
  }

  write(packets: Int32Array, length: number, words: Int32Array, at: number): boolean {
    if (length > this.mostPackets) return false;
    const width = this.#width;
    const largest = this.#largest;
    const end = at + this.words;
    let to = at;
    let word = 0;
    let used = 0;
    for (let i = 0; i < length; i++) {
      const packet = packets[i] ?? 0;
      if (packet > largest) return false;
      word |= (packet + 1) << used;
      used += width;
      if (used < WORD) continue;
      words[to++] = word;
      used -= WORD;
      // What did not fit into the word is the beginning of the next one.
      word = used === 0 ? 0 : (packet + 1) >>> (width - used);
    }
    if (to < end) words[to++] = word;
    while (to < end) words[to++] = 0;
    return true;
  }

  read(words: Int32Array, at: number, packets: Int32Array): number {
    const width = this.#width;
    const mask = this.#largest + 1;
    const most = this.mostPackets;
    let from = at;
    let word = words[from] ?? 0;
    let used = 0;
    for (let i = 0; i < most; i++) {
      let field = word >>> used;
      used += width;
      if (used >= WORD) {
        used -= WORD;
        word = words[++from] ?? 0;
        if (used > 0) field |= word << (width - used);
      }
      field &= mask;
      if (field === 0) return i;
      packets[i] = field - 1;
    }
    return most;
  }

  continues(earlier: FormSize): boolean {
    return earlier instanceof FieldForm && earlier.#width === this.#width && earlier.bits <= this.bits;
  }
}

function wordsOf(bits: number): number {
  return Math.max(1, Math.ceil(bits / WORD));
}
