import type { Contents, ContentsForm } from '../model/contents.ts';
import { Rewriting } from './rewriting.ts';

const WORD = 32;
const HALF = 16;
const FIELD = 3;

/** Nothing but ids stands in vectors. */
const NO_FORM: ContentsForm = { bits: 0, words: 0, continues: ({ bits }) => bits === 0 };

/**
 * How a vector of ids is packed: each id has a field of bits in one of a few 32-bit words, as wide as the ids seen so
 * far need. Fields do not straddle words, so that one id can be replaced by a shift and an exclusive or.
 *
 * What is in flight may be packed itself, in place of an id: its bits come first, and are as they are, over as many words as it takes.
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
  /** The same three side by side, FIELD numbers a slot: a loop pays for each array that it reads. */
  readonly #fields: Int32Array;

  /** The slot of what is in flight, if it is packed itself; else the width. */
  readonly #inlineSlot: number;
  readonly #contents: Contents | null;
  /** The form in which it is packed: words that are full of it, and its bits in the one behind them. */
  readonly form: ContentsForm;
  readonly #full: number;
  readonly #rest: number;
  /** What is in flight in one vector. */
  readonly #inline: Int32Array;

  /**
   * @param largest the largest id that must fit, at each slot
   * @param contents what is in flight, at the last slot but one, if it is to be packed itself
   */
  constructor(largest: ArrayLike<number>, contents: Contents | null = null) {
    const needed = Array.from(largest, bitsOf);
    this.width = needed.length;
    this.word = new Int32Array(this.width);
    this.shift = new Int32Array(this.width);
    this.mask = new Int32Array(this.width);
    this.#contents = contents;
    this.#inlineSlot = contents === null ? this.width : this.width - 2;
    this.form = contents?.form ?? NO_FORM;
    this.#full = this.form.bits >>> 5;
    this.#rest = 2 ** (this.form.bits & 31) - 1;
    this.#inline = new Int32Array(this.form.words);
    const slots = needed.map((_, slot) => slot).filter((slot) => slot !== this.#inlineSlot);
    const bins = binsOf(needed, slots, this.form.bits);
    this.words = bins.length;
    this.halves = bins.reduce((sum, { room }) => sum + room / HALF, 0);
    for (const [word, bin] of bins.entries()) this.#fill(word, bin, needed);
    this.#fields = new Int32Array(this.width * FIELD);
    for (let i = 0; i < this.width; i++) {
      this.#fields.set([this.word[i] ?? 0, this.shift[i] ?? 0, this.mask[i] ?? 0], i * FIELD);
    }
  }

  #fill(word: number, { slots, room, used, first }: Bin, needed: readonly number[]): void {
    if (slots.length === 0) return;
    const bits = slots.map((slot) => needed[slot] ?? 0);
    // What is left over goes to the wide fields in turn: they are the ones that grow.
    const wide = bits.filter((each) => each * 2 > (bits[0] ?? 0)).length || 1;
    for (let left = room - used, i = 0; left > 0; left--, i = (i + 1) % wide) bits[i] = (bits[i] ?? 0) + 1;
    let shift = first;
    slots.forEach((slot, i) => {
      this.word[slot] = word;
      this.shift[slot] = shift;
      this.mask[slot] = 2 ** (bits[i] ?? 0) - 1;
      shift += bits[i] ?? 0;
    });
  }

  /** Whether what is in flight is packed itself. */
  get isInline(): boolean {
    return this.#contents !== null;
  }

  /** Whether what is in flight is still written in this form. */
  get isPresent(): boolean {
    return this.#contents === null || this.#contents.form === this.form;
  }

  /** Whether the vector that starts at `offset` fits. */
  fits(vectors: Uint32Array, offset: number): boolean {
    const { mask } = this;
    for (let i = 0; i < this.width; i++) {
      if (i !== this.#inlineSlot && ((vectors[offset + i] ?? 0) & ~(mask[i] ?? 0)) !== 0) return false;
    }
    return true;
  }

  /** Packs the vector that starts at `offset` into `words`, from `at` on. It must fit. */
  pack(vectors: Uint32Array, offset: number, words: Int32Array, at: number): void {
    this.#packIds(vectors, offset, words, at);
    if (this.#inlineSlot < this.width) this.putContents(vectors[offset + this.#inlineSlot] ?? 0, words, at);
  }

  /** The same, without what is in flight, if it is packed itself. */
  #packIds(vectors: Uint32Array, offset: number, words: Int32Array, at: number): void {
    const { word, shift } = this;
    for (let j = 0; j < this.words; j++) words[at + j] = 0;
    for (let i = 0; i < this.width; i++) {
      if (i === this.#inlineSlot) continue;
      const to = at + (word[i] ?? 0);
      words[to] = (words[to] ?? 0) | ((vectors[offset + i] ?? 0) << (shift[i] ?? 0));
    }
  }

  /** Replaces what is in flight by a draft, in the vector that is packed from `at` on. */
  putContents(draft: number, words: Int32Array, at: number): void {
    const contents = this.#contents;
    if (contents === null) return;
    const from = contents.place(draft);
    const full = this.#full;
    const rest = this.#rest;
    const drafts = contents.words;
    for (let j = 0; j < full; j++) words[at + j] = drafts[from + j] ?? 0;
    if (rest !== 0) words[at + full] = ((words[at + full] ?? 0) & ~rest) | (drafts[from + full] ?? 0);
  }

  /** Unpacks the vector whose words stand from `at` on into `out`. What is in flight becomes an id. */
  unpack(words: Int32Array, at: number, out: Uint32Array): void {
    this.unpackIds(words, at, out);
    if (this.#contents === null) return;
    out[this.#inlineSlot] = this.#contents.keep(this.form, this.#contentsAt(words, at), 0);
  }

  /** The same; but what is in flight becomes a draft. */
  unpackDraft(words: Int32Array, at: number, out: Uint32Array): void {
    this.unpackIds(words, at, out);
    if (this.#contents === null) return;
    out[this.#inlineSlot] = this.#contents.read(this.form, this.#contentsAt(words, at), 0);
  }

  /** The same; but what is in flight is left out. */
  unpackIds(words: Int32Array, at: number, out: Uint32Array): void {
    const fields = this.#fields;
    const { width } = this;
    for (let i = 0, field = 0; i < width; i++, field += FIELD) {
      const word = words[at + (fields[field] ?? 0)] ?? 0;
      out[i] = (word >>> (fields[field + 1] ?? 0)) & (fields[field + 2] ?? 0);
    }
  }

  /** Whether vectors of another layout can be packed anew bit by bit (see `rewriting`), if their ids fit. */
  continues(earlier: Layout): boolean {
    return this.#contents === earlier.#contents && this.form.continues(earlier.form);
  }

  /** How vectors that are packed in an earlier layout, which this one continues, are packed in this one. Their ids must fit. */
  rewriting(earlier: Layout): Rewriting {
    const rewriting = new Rewriting(this.words);
    for (let j = 0; j < earlier.#full; j++) rewriting.move(j, j, -1, 0);
    if (earlier.#rest !== 0) rewriting.move(earlier.#full, earlier.#full, earlier.#rest, 0);
    for (let slot = 0; slot < this.width; slot++) {
      if (slot === this.#inlineSlot) continue;
      const [before, after] = [earlier.shift[slot] ?? 0, this.shift[slot] ?? 0];
      const bits = (earlier.mask[slot] ?? 0) << before;
      rewriting.move(earlier.word[slot] ?? 0, this.word[slot] ?? 0, bits, after - before);
    }
    return rewriting;
  }

  /** Whether two packed vectors hold the same bits in flight. */
  holdsSame(a: Int32Array, atA: number, b: Int32Array, atB: number): boolean {
    const full = this.#full;
    for (let j = 0; j < full; j++) if (a[atA + j] !== b[atB + j]) return false;
    return (((a[atA + full] ?? 0) ^ (b[atB + full] ?? 0)) & this.#rest) === 0;
  }

  /** The bits of what is in flight alone. */
  #contentsAt(words: Int32Array, at: number): Int32Array {
    const inline = this.#inline;
    for (let j = 0; j < inline.length; j++) inline[j] = words[at + j] ?? 0;
    if (this.#full < inline.length) inline[this.#full] = (inline[this.#full] ?? 0) & this.#rest;
    return inline;
  }
}

/** A word, or the lower half of one. */
interface Bin {
  readonly slots: number[];
  /** Bits. */
  readonly room: number;
  /** The lowest bit that a field may take. */
  readonly first: number;
  used: number;
}

/** The words that take the fields of these slots behind the first bits, as few halves of them as possible. */
function binsOf(needed: readonly number[], slots: readonly number[], firstBits: number): readonly Bin[] {
  const bits = slots.reduce((sum, slot) => sum + (needed[slot] ?? 0), firstBits);
  for (let halves = Math.max(1, Math.ceil(bits / HALF)); ; halves++) {
    const bins = distributed(needed, slots, firstBits, halves);
    if (bins !== null) return bins;
  }
}

/**
 * Puts each field, widest first, where most is left over, so that the widest fields, which grow, have room to grow into;
 * or returns null if one finds no room.
 */
function distributed(
  needed: readonly number[],
  slots: readonly number[],
  firstBits: number,
  halves: number,
): readonly Bin[] | null {
  const bins = Array.from({ length: Math.ceil(halves / 2) }, (_, i): Bin => {
    const room = i * 2 + 1 === halves ? HALF : WORD;
    const first = Math.min(room, Math.max(0, firstBits - i * WORD));
    return { slots: [], room, first, used: first };
  });
  const order = [...slots].sort((a, b) => (needed[b] ?? 0) - (needed[a] ?? 0));
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
