import { type Composition, compositionOf } from '../composition/composition.ts';
import type { Model } from '../model/model.ts';
import { Atoms, MissingAtoms } from './atoms.ts';
import { NAME_BYTES, NAME_WORDS, type Name, nameOfWords } from './names.ts';
import { bytesOfWords, wordsOfBytes } from './words-bytes.ts';

/** A list of words that is written over again and again. */
export class Words {
  words = new Uint32Array(1024);
  length = 0;

  reserve(more: number): void {
    const needed = this.length + more;
    if (needed <= this.words.length) return;
    const larger = new Uint32Array(Math.max(needed, this.words.length * 2));
    larger.set(this.words);
    this.words = larger;
  }

  push(word: number): void {
    this.reserve(1);
    this.words[this.length++] = word;
  }
}

/**
 * States as names: those of the endpoints' local states, in order; that of the history; then those of what is in flight, in canonical order,
 * conditions of links first. What a state is written as depends on the state alone, and not on what else was met, or when.
 */
export class Codec {
  readonly atoms: Atoms;
  /** Names that every state has. */
  readonly fixed: number;
  readonly #composition: Composition;
  readonly #width: number;

  /** @throws ModelError for a model that is not composed of endpoints */
  constructor(model: Model) {
    this.#composition = compositionOf(model);
    this.#width = model.width;
    this.fixed = model.width - 1;
    this.atoms = new Atoms(this.#composition);
  }

  /** The bytes of a state: those of its names, one after another, each as two little-endian words, the higher half first. */
  encode(vector: Uint32Array): Uint8Array {
    const out = new Words();
    this.write(vector, 0, out);
    return bytesOfWords(out.words, 0, out.length);
  }

  /**
   * The state that such bytes stand for. What is in flight stands in it as a draft.
   *
   * @throws MissingAtoms if names are not known here
   * @throws RangeError for what are no bytes of a state
   */
  decode(bytes: Uint8Array): Uint32Array {
    if (bytes.byteLength % NAME_BYTES !== 0 || bytes.byteLength < this.fixed * NAME_BYTES)
      throw new RangeError(`a state of this model does not have ${bytes.byteLength} bytes`);
    const words = wordsOfBytes(bytes);
    const missing = new Set<Name>();
    this.look(words, 0, words.length / NAME_WORDS, missing);
    if (missing.size > 0) throw new MissingAtoms([...missing]);
    const vector = new Uint32Array(this.#width);
    this.read(words, 0, words.length / NAME_WORDS, vector);
    return vector;
  }

  /** Writes the names of the state that stands from `offset` on. Returns how many there are. */
  write(vector: Uint32Array, offset: number, out: Words): number {
    const { network } = this.#composition.values;
    const last = this.#width - 1;
    const list = network.listed(vector[offset + last - 1] ?? 0);
    const count = this.fixed + list.length;
    out.reserve(count * NAME_WORDS);
    for (let slot = 0; slot < last - 1; slot++) this.#writeName(slot, vector[offset + slot] ?? 0, out);
    this.#writeName('history', vector[offset + last] ?? 0, out);
    for (let i = 0; i < list.length; i++) this.#writeName('packet', list.items[i] ?? 0, out);
    return count;
  }

  #writeName(kind: number | 'history' | 'packet', id: number, out: Words): void {
    const table = this.atoms.named(kind, id);
    out.words[out.length++] = table.high(id);
    out.words[out.length++] = table.low(id);
  }

  /** Looks whether all names of a state are known, and collects those that are not. */
  look(words: Uint32Array, at: number, count: number, missing: Set<Name>): void {
    for (let i = 0; i < count; i++) {
      const high = words[at + i * NAME_WORDS] ?? 0;
      const low = words[at + i * NAME_WORDS + 1] ?? 0;
      if (this.atoms.table(this.kindAt(i)).id(high, low) < 0) missing.add(nameOfWords(high, low));
    }
  }

  /** Reads a state whose names are all known. What is in flight stands in it as a draft. */
  read(words: Uint32Array, at: number, count: number, vector: Uint32Array): void {
    const last = this.#width - 1;
    const id = (i: number) =>
      this.atoms
        .table(this.kindAt(i))
        .id(words[at + i * NAME_WORDS] ?? 0, words[at + i * NAME_WORDS + 1] ?? 0);
    for (let slot = 0; slot < last - 1; slot++) vector[slot] = id(slot);
    vector[last] = id(last - 1);
    const things = new Int32Array(count - this.fixed);
    for (let i = 0; i < things.length; i++) things[i] = id(this.fixed + i);
    vector[last - 1] = this.#composition.values.network.numberOf(things);
  }

  /** Of which kind the name at this place of a state is. */
  kindAt(place: number): number | 'history' | 'packet' {
    if (place < this.fixed - 1) return place;
    return place === this.fixed - 1 ? 'history' : 'packet';
  }
}
