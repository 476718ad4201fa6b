import { Sequences } from '../tables/sequences.ts';
import { Drafts } from './drafts.ts';
import type { Form, FormSize } from './forms.ts';
import type { PacketList } from './packet-list.ts';
import type { Packets } from './packets.ts';

/** Numbers from this one on are drafts; those below, ids. */
export const FIRST_DRAFT = 2 ** 30;

/** While there are no more contents than these, ids take fewer bits, and what happens to each is remembered. */
const MOST_KEPT = 2 ** 12;

/** The draft has no id yet. */
const UNKNOWN = -1;

/**
 * What is in flight, as numbers that stand in vectors: ids and drafts.
 *
 * An *id* stays: contents are interned, as sequences of packets in canonical order. That costs as much for each of them as a state
 * does; so where they are many, states hold what is in flight themselves, and a *draft* stands for it while the state is at hand.
 */
export class NumberedContents {
  /** The contents that have an id. */
  readonly kept = new Sequences();
  readonly drafts: Drafts;
  /** Per draft, its id, if it has one. */
  #ids = new Int32Array(256).fill(UNKNOWN);
  readonly #list: PacketList;

  constructor(packets: Packets, isSet: boolean) {
    this.drafts = new Drafts(packets, isSet);
    this.#list = packets.list();
    this.intern(this.#list);
  }

  /** Bytes held. */
  get bytes(): number {
    return this.kept.bytes + this.drafts.bytes + this.#ids.byteLength;
  }

  /** Whether there is so much that it pays to write it into the states. */
  get isLarge(): boolean {
    return this.kept.size > MOST_KEPT;
  }

  /** Sees to it that the form does for all that was met so far. */
  open(): void {
    this.drafts.widen();
  }

  get most(): number {
    return this.drafts.most;
  }

  get packets(): number {
    return this.drafts.packets;
  }

  adopt(packets: number, most: number): void {
    this.drafts.adopt(packets, most);
  }

  get form(): FormSize {
    return this.drafts.form;
  }

  /** The bits of all drafts: `form.words` words each. */
  get words(): Int32Array {
    return this.drafts.words;
  }

  /** Where in `words` a draft begins. */
  place(draft: number): number {
    return (draft - FIRST_DRAFT) * this.drafts.form.words;
  }

  /** Number of drafts. */
  get size(): number {
    return this.drafts.size;
  }

  /** Of the drafts only the first ones, so many, are needed any longer. */
  cut(size: number): void {
    this.drafts.cut(size);
  }

  /** A draft of what an id, or a draft, stands for. */
  draft(number: number): number {
    if (number >= FIRST_DRAFT) return number;
    this.readKept(number, this.#list);
    return this.draftOf(this.#list);
  }

  /** A draft of the bits that stand from `at` on, in a form that was once that of all drafts. */
  read(form: FormSize, words: Int32Array, at: number): number {
    if (form === this.drafts.form) return this.numberOf(this.drafts.addWords(words, at));
    this.drafts.readFrom(form as Form, words, at, this.#list);
    return this.draftOf(this.#list);
  }

  /** An id of the bits that stand from `at` on, in a form that was once that of all drafts. */
  keep(form: FormSize, words: Int32Array, at: number): number {
    this.drafts.readFrom(form as Form, words, at, this.#list);
    return this.intern(this.#list);
  }

  /** The id of what a number stands for. */
  idOf(number: number): number {
    if (number < FIRST_DRAFT) return number;
    const known = this.#ids[number - FIRST_DRAFT] ?? UNKNOWN;
    if (known !== UNKNOWN) return known;
    this.drafts.read(number - FIRST_DRAFT, this.#list);
    const id = this.intern(this.#list);
    this.#ids[number - FIRST_DRAFT] = id;
    return id;
  }

  /** Id of contents. */
  intern(list: PacketList): number {
    this.drafts.note(list.length);
    return this.kept.intern(list.items, list.length);
  }

  /** Reads what an id stands for into a list. */
  readKept(id: number, list: PacketList): void {
    const start = this.kept.start(id);
    list.read(this.kept.items, start, this.kept.end(id) - start);
  }

  /** Reads what an id, or a draft, stands for into a list. */
  readNumber(number: number, list: PacketList): void {
    if (number < FIRST_DRAFT) this.readKept(number, list);
    else this.drafts.read(number - FIRST_DRAFT, list);
  }

  /** A draft of contents. */
  draftOf(list: PacketList): number {
    return this.numberOf(this.drafts.add(list));
  }

  /** The number of a draft that was made just now. */
  numberOf(draft: number): number {
    if (draft >= this.#ids.length) {
      const longer = new Int32Array(draft * 2).fill(UNKNOWN);
      longer.set(this.#ids);
      this.#ids = longer;
    }
    this.#ids[draft] = UNKNOWN;
    return FIRST_DRAFT + draft;
  }
}
