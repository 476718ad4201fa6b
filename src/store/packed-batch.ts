import {
  HISTORY_AFTER,
  NETWORK_AFTER,
  SLOT,
  SUCCESSOR,
  type Successors,
  VALUE,
  WHOLE,
} from '../model/successors.ts';
import { hashWords } from '../tables/hash.ts';
import { enlarged } from '../tables/sequences.ts';
import type { Layout } from './layout.ts';

/** The successors of some states, packed and hashed, in arrays that are used again and again. */
export class PackedBatch {
  /** Packed vectors, one after another. */
  words = new Int32Array(64);
  hashes = new Int32Array(64);
  /** Per state, where its successors begin; and where those of the last one end. */
  starts = new Int32Array(64);
  /** Number of successors. */
  count = 0;
  #base = new Int32Array(1);

  /**
   * Packs and hashes the successors of the first `states` of several states. Returns false if one of them does not fit the
   * layout.
   */
  pack(several: readonly Successors[], states: number, layout: Layout): boolean {
    if (!layout.isPresent) return false;
    if (states >= this.starts.length) this.starts = new Int32Array(states * 2);
    this.count = 0;
    for (let i = 0; i < states; i++) {
      const successors = several[i];
      if (successors !== undefined && !this.#add(successors, layout)) return false;
      this.starts[i + 1] = this.count;
    }
    return true;
  }

  #add(successors: Successors, layout: Layout): boolean {
    const { rows, base, count, width, wholes } = successors;
    const { words: length, word, shift, mask } = layout;
    const first = this.count;
    this.#reserve(first + count, length);
    this.count += count;
    const { words, hashes } = this;
    const packed = successors.packedBy === layout ? successors.packed : this.#base;
    if (successors.packedBy !== layout) layout.pack(base, 0, packed, 0);
    const { isInline } = layout;
    const network = width - 2;
    const history = width - 1;
    const [networkWord, networkShift] = [word[network] ?? 0, shift[network] ?? 0];
    const [historyWord, historyShift] = [word[history] ?? 0, shift[history] ?? 0];
    const networkRest = ~(mask[network] ?? 0);
    const historyRest = ~(mask[history] ?? 0);
    const networkBefore = base[network] ?? 0;
    const historyBefore = base[history] ?? 0;
    const end = count * SUCCESSOR;
    for (let row = 0, k = first, at = first * length; row < end; row += SUCCESSOR, k++, at += length) {
      const slot = rows[row + SLOT] ?? 0;
      const value = rows[row + VALUE] ?? 0;
      if (slot === WHOLE) {
        if (!layout.fits(wholes, value)) return false;
        layout.pack(wholes, value, words, at);
      } else {
        const networkAfter = rows[row + NETWORK_AFTER] ?? 0;
        const historyAfter = rows[row + HISTORY_AFTER] ?? 0;
        if ((historyAfter & historyRest) !== 0) return false;
        words[at] = packed[0] ?? 0;
        for (let j = 1; j < length; j++) words[at + j] = packed[j] ?? 0;
        if (networkAfter !== networkBefore) {
          if (isInline) layout.putContents(networkAfter, words, at);
          else if ((networkAfter & networkRest) !== 0) return false;
          else flip(words, at + networkWord, (networkBefore ^ networkAfter) << networkShift);
        }
        if (historyAfter !== historyBefore) {
          flip(words, at + historyWord, (historyBefore ^ historyAfter) << historyShift);
        }
        if (slot !== width) {
          if ((value & ~(mask[slot] ?? 0)) !== 0) return false;
          flip(words, at + (word[slot] ?? 0), ((base[slot] ?? 0) ^ value) << (shift[slot] ?? 0));
        }
      }
      hashes[k] = hashWords(words, at, length);
    }
    return true;
  }

  /** Makes room for so many vectors of so many words. */
  #reserve(count: number, length: number): void {
    if (length > this.#base.length) this.#base = new Int32Array(length);
    if (count * length > this.words.length) this.words = enlarged(this.words, count * length);
    if (count > this.hashes.length) this.hashes = enlarged(this.hashes, count);
  }
}

function flip(words: Int32Array, at: number, bits: number): void {
  words[at] = (words[at] ?? 0) ^ bits;
}
