import { enlarged } from '../tables/sequences.ts';
import { BitForm, FieldForm, type Form } from './forms.ts';
import type { PacketList } from './packet-list.ts';
import type { Packets } from './packets.ts';

/** Packets for which a form of bits has room: a multiple of this. */
const STEP = 8;

/**
 * Contents of the network as bits, in the form that takes the fewest for all that was met so far: a bit for each packet
 * that there is, or a list of their numbers. Where something does not fit, all are written anew.
 */
export class Drafts {
  /** The bits: `form.words` words for each draft. */
  words = new Int32Array(256);
  #form: Form = new FieldForm(0, 0);
  #size = 0;
  readonly #packets: Packets;
  readonly #isSet: boolean;
  /** The most packets that were ever in flight. */
  #most = 0;

  constructor(packets: Packets, isSet: boolean) {
    this.#packets = packets;
    this.#isSet = isSet;
  }

  get form(): Form {
    return this.#form;
  }

  /** Bytes held. */
  get bytes(): number {
    return this.words.byteLength;
  }

  get size(): number {
    return this.#size;
  }

  /** The most packets that were ever in flight. */
  get most(): number {
    return this.#most;
  }

  /** Only the first drafts, so many, stay. */
  cut(size: number): void {
    this.#size = size;
  }

  /** Notes that so many packets are in flight at once. */
  note(packets: number): void {
    if (packets > this.#most) this.#most = packets;
  }

  /** A draft of these packets. */
  add(list: PacketList): number {
    this.note(list.length);
    const at = this.#next();
    if (!this.#form.write(list.items, list.length, this.words, at)) {
      this.widen();
      this.#form.write(list.items, list.length, this.words, this.#next());
    }
    return this.#size++;
  }

  /** A draft of the bits that stand from `at` on, in the present form, which are so many packets. */
  addWords(words: Int32Array, at: number, packets = 0): number {
    this.note(packets);
    const to = this.#next();
    const own = this.words;
    const length = this.#form.words;
    for (let j = 0; j < length; j++) own[to + j] = words[at + j] ?? 0;
    return this.#size++;
  }

  /** Reads a draft into a list. */
  read(draft: number, list: PacketList): void {
    this.readFrom(this.#form, this.words, draft * this.#form.words, list);
  }

  /** Reads the bits that stand from `at` on, in some form, into a list. */
  readFrom(form: Form, words: Int32Array, at: number, list: PacketList): void {
    list.reserve(form.mostPackets);
    list.length = form.read(words, at, list.items);
    if (form instanceof BitForm) list.sort();
  }

  /** Where the next draft will stand. */
  #next(): number {
    const length = this.#form.words;
    const at = this.#size * length;
    if (at + length > this.words.length) this.words = enlarged(this.words, at + length);
    return at;
  }

  /** Number of packets that there are. */
  get packets(): number {
    return this.#packets.size;
  }

  /** Takes the form for so many packets, and so many at once: if it is the one that there is, all stays as it is. */
  adopt(packets: number, most: number): void {
    this.note(most);
    const next = formFor(packets, most, this.#isSet);
    const { bits, mostPackets } = this.#form;
    const isBits = this.#form instanceof BitForm;
    if (next instanceof BitForm === isBits && next.bits === bits && next.mostPackets === mostPackets) return;
    this.widen(packets, most);
  }

  /** Finds a form in which all packets can be written, or the first ones, and so many of them, and writes all drafts anew. */
  widen(packets = this.#packets.size, most = this.#most): void {
    const { words } = this;
    const old = this.#form;
    const size = this.#size;
    const list = this.#packets.list();
    this.#form = formFor(packets, most, this.#isSet);
    this.words = new Int32Array(Math.max(256, (size + 1) * this.#form.words));
    this.#size = 0;
    for (let draft = 0; draft < size; draft++) {
      this.readFrom(old, words, draft * old.words, list);
      this.add(list);
    }
  }
}

/** The form that takes the fewest bits. */
function formFor(packets: number, most: number, isSet: boolean): Form {
  const width = 32 - Math.clz32(packets);
  const bits = Math.ceil(packets / STEP) * STEP;
  return isSet && bits <= width * most ? new BitForm(bits) : new FieldForm(width, most);
}
