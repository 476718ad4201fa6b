const WORD = 32;
const HALF = 16;

/**
 * How a vector of ids is packed: each id has a field of bits in one of a few 32-bit words, as wide as the ids seen so
 * far need. Fields do not straddle words, so that one id can be replaced by a shift and an exclusive or.
 *
 * Vectors are stored in halves of words, since the last word is often no more than half used.
 */
export class Layout {
  /** Number of ids in a vector. */
  readonly width: number;
  /** Number of words of a packed vector. */
  readonly words: number;
  /** Number of 16-bit halves in which a packed vector is stored. */
  readonly halves: number;
  /** Per slot of the vector: its word, the lowest bit of its field there, and the largest id that fits. */
  readonly word: Int32Array;
  readonly shift: Int32Array;
  readonly mask: Int32Array;

  /** @param largest the largest id that must fit, at each slot */
  constructor(largest: ArrayLike<number>) {
    const needed = Array.from(largest, bitsOf);
    this.width = needed.length;
    this.word = new Int32Array(this.width);
    this.shift = new Int32Array(this.width);
    this.mask = new Int32Array(this.width);
    const bins = binsOf(needed);
    this.words = bins.length;
    this.halves = bins.reduce((sum, { room }) => sum + room / HALF, 0);
    for (const [word, bin] of bins.entries()) this.#fill(word, bin, needed);
  }

  #fill(word: number, { slots, room, used }: Bin, needed: readonly number[]): void {
    const bits = slots.map((slot) => needed[slot] ?? 0);
    // What is left over goes to the wide fields in turn: they are the ones that grow.
    const wide = bits.filter((each) => each * 2 > (bits[0] ?? 0)).length || 1;
    for (let left = room - used, i = 0; left > 0; left--, i = (i + 1) % wide) bits[i] = (bits[i] ?? 0) + 1;
    let shift = 0;
    slots.forEach((slot, i) => {
      this.word[slot] = word;
      this.shift[slot] = shift;
      this.mask[slot] = 2 ** (bits[i] ?? 0) - 1;
      shift += bits[i] ?? 0;
    });
  }

  /** Whether the vector that starts at `offset` fits. */
  fits(vectors: Uint32Array, offset: number): boolean {
    const { mask } = this;
    for (let i = 0; i < this.width; i++)
      if (((vectors[offset + i] ?? 0) & ~(mask[i] ?? 0)) !== 0) return false;
    return true;
  }

  /** Packs the vector that starts at `offset` into `words`, from `at` on. It must fit. */
  pack(vectors: Uint32Array, offset: number, words: Int32Array, at: number): void {
    const { word, shift } = this;
    for (let j = 0; j < this.words; j++) words[at + j] = 0;
    for (let i = 0; i < this.width; i++) {
      const to = at + (word[i] ?? 0);
      words[to] = (words[to] ?? 0) | ((vectors[offset + i] ?? 0) << (shift[i] ?? 0));
    }
  }

  /** Unpacks the vector whose words stand from `at` on into `out`. */
  unpack(words: Int32Array, at: number, out: Uint32Array): void {
    const { word, shift, mask } = this;
    for (let i = 0; i < this.width; i++) {
      out[i] = ((words[at + (word[i] ?? 0)] ?? 0) >>> (shift[i] ?? 0)) & (mask[i] ?? 0);
    }
  }
}

/** A word, or the lower half of one. */
interface Bin {
  readonly slots: number[];
  /** Bits. */
  readonly room: number;
  used: number;
}

/** The words that take all fields, as few halves of them as possible. */
function binsOf(needed: readonly number[]): readonly Bin[] {
  const bits = needed.reduce((sum, each) => sum + each, 0);
  for (let halves = Math.max(1, Math.ceil(bits / HALF)); ; halves++) {
    const bins = distributed(needed, halves);
    if (bins !== null) return bins;
  }
}

/**
 * Puts each field, widest first, where most is left over, so that the widest fields, which grow, have room to grow into;
 * or returns null if one finds no room.
 */
function distributed(needed: readonly number[], halves: number): readonly Bin[] | null {
  const bins = Array.from({ length: Math.ceil(halves / 2) }, (_, i): Bin => {
    return { slots: [], room: i * 2 + 1 === halves ? HALF : WORD, used: 0 };
  });
  const order = needed.map((_, slot) => slot).sort((a, b) => (needed[b] ?? 0) - (needed[a] ?? 0));
  for (const slot of order) {
    const bin = bins.reduce((most, each) => (each.room - each.used > most.room - most.used ? each : most));
    bin.used += needed[slot] ?? 0;
    if (bin.used > bin.room) return null;
    bin.slots.push(slot);
  }
  return bins;
}

/** Bits that an id needs: none if it is 0. */
function bitsOf(id: number): number {
  return WORD - Math.clz32(id);
}
