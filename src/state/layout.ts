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
  /** Per place of the vector: its word, the lowest bit of its field there, and the largest id that fits. */
  readonly word: Int32Array;
  readonly shift: Int32Array;
  readonly most: Float64Array;

  /** @param largest the largest id that must fit, at each place */
  constructor(largest: ArrayLike<number>) {
    const needed = Array.from(largest, bitsOf);
    this.width = needed.length;
    this.word = new Int32Array(this.width);
    this.shift = new Int32Array(this.width);
    this.most = new Float64Array(this.width);
    const bins = binsOf(needed);
    const lastIsShort = (bins.at(-1)?.used ?? 0) <= HALF;
    this.words = bins.length;
    this.halves = this.words * 2 - Number(lastIsShort);
    bins.forEach((bin, word) => {
      this.#fill(word, bin, lastIsShort && word === bins.length - 1 ? HALF : WORD, needed);
    });
  }

  #fill(word: number, bin: Bin, room: number, needed: readonly number[]): void {
    let shift = 0;
    bin.places.forEach((place, i) => {
      // The widest field comes first, and takes what is left over: it is the one that grows most.
      const bits = (needed[place] ?? 0) + (i === 0 ? room - bin.used : 0);
      this.word[place] = word;
      this.shift[place] = shift;
      this.most[place] = 2 ** bits - 1;
      shift += bits;
    });
  }

  /** Whether the vector that starts at `offset` fits. */
  fits(vectors: Uint32Array, offset: number): boolean {
    const { most } = this;
    for (let i = 0; i < this.width; i++) if ((vectors[offset + i] ?? 0) > (most[i] ?? 0)) return false;
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
    const { word, shift, most } = this;
    for (let i = 0; i < this.width; i++) {
      out[i] = ((words[at + (word[i] ?? 0)] ?? 0) >>> (shift[i] ?? 0)) & (most[i] ?? 0);
    }
  }
}

interface Bin {
  readonly places: number[];
  used: number;
}

/** First fit, widest field first; the emptiest word comes last. */
function binsOf(needed: readonly number[]): readonly Bin[] {
  const order = needed.map((_, place) => place).sort((a, b) => (needed[b] ?? 0) - (needed[a] ?? 0));
  const bins: Bin[] = [];
  for (const place of order) {
    const bits = needed[place] ?? 0;
    const bin = bins.find(({ used }) => used + bits <= WORD);
    if (bin === undefined) bins.push({ places: [place], used: bits });
    else {
      bin.places.push(place);
      bin.used += bits;
    }
  }
  return bins.sort((a, b) => b.used - a.used);
}

/** Bits that an id needs: none if it is 0. */
function bitsOf(id: number): number {
  return WORD - Math.clz32(id);
}
