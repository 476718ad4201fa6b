import type { NetworkRules } from '../language/network-options.ts';
import type { Contents, ContentsForm } from '../model/contents.ts';
import { Sequences } from '../tables/sequences.ts';
import { PacketBits } from './bit-set.ts';
import { Drafts } from './drafts.ts';
import { BitForm, type Form } from './forms.ts';
import type { InFlight } from './in-flight.ts';
import { KeptPackets } from './kept.ts';
import { ListedPackets } from './listed.ts';
import type { Messages } from './messages.ts';
import { type MarkOf, Operations } from './operations.ts';
import type { PacketList } from './packet-list.ts';
import { type Packet, Packets } from './packets.ts';

/** The empty network. */
export const NOTHING_IN_FLIGHT = 0;

/** Numbers from this one on are drafts; those below, ids. */
const FIRST_DRAFT = 2 ** 30;

/** While there are no more contents than these, ids take fewer bits, and what happens to each is remembered. */
const MOST_KEPT = 2 ** 12;

/** Not known yet. */
const UNKNOWN = -1;

/**
 * What is in flight. In the vector of a state it stands as a number, which is an id or a draft.
 *
 * An *id* stays: contents are interned, as sequences of packets in canonical order. That costs as much for each of them as a state
 * does; so a search, whose states hold what is in flight themselves, takes *drafts*, which stand for the contents of the states
 * at hand only. Where a function of the model looks at what is in flight, a draft gets an id after all: see `keep`.
 */
export class Network implements Contents {
  readonly rules: NetworkRules;
  /** What steps do to the network besides taking a packet out of it. */
  readonly operations: Operations;
  /** Without order, a network that duplicates is a set: two equal packets can do no more than one. */
  readonly isSet: boolean;
  readonly #packets: Packets;
  readonly #kept = new Sequences();
  readonly #drafts: Drafts;
  /** Per draft, its id, if it has one. */
  #ids = new Int32Array(256).fill(UNKNOWN);
  readonly #keptPackets: KeptPackets;
  readonly #draftedPackets: ListedPackets;
  readonly #draftedBits: PacketBits;
  readonly #list: PacketList;

  constructor(rules: NetworkRules, messages: Messages, initialMark: string) {
    this.rules = rules;
    this.isSet = rules.duplication && rules.order !== 'fifo';
    this.#packets = new Packets(rules, this.isSet);
    this.operations = new Operations(messages, this.#packets, initialMark);
    this.#drafts = new Drafts(this.#packets, this.isSet);
    const listed = (numberOf: (list: PacketList) => number) =>
      new ListedPackets(rules, this.#packets, this.operations, numberOf);
    this.#keptPackets = new KeptPackets(
      this.#kept,
      listed((list) => this.#intern(list)),
    );
    this.#draftedPackets = listed((list) => this.#numberOf(this.#drafts.add(list)));
    this.#draftedBits = new PacketBits(
      rules,
      this.#packets,
      this.operations,
      this.#drafts,
      (draft) => this.#numberOf(draft),
      this.#draftedPackets,
    );
    this.#list = this.#packets.list();
    this.#intern(this.#list);
  }

  /** Number of distinct packets. */
  get packetCount(): number {
    return this.#packets.size;
  }

  /** Bytes held. */
  get bytes(): number {
    return (
      this.#kept.bytes +
      this.#keptPackets.bytes +
      this.#drafts.bytes +
      this.#ids.byteLength +
      this.operations.bytes
    );
  }

  /** Whether there are so many contents that states should hold them themselves. */
  get isLarge(): boolean {
    return this.#kept.size > MOST_KEPT;
  }

  /** The most packets that were in flight at once. */
  get mostInFlight(): number {
    return this.#drafts.most;
  }

  packet(id: number): Packet {
    return this.#packets.get(id);
  }

  /** The packets in flight, in canonical order. */
  packets(number: number): readonly number[] {
    return this.#kept.list(this.idOf(number));
  }

  /** These contents are at hand from now on. Valid until the next call. */
  enter(number: number): InFlight {
    if (number < FIRST_DRAFT) {
      this.#keptPackets.start(number);
      return this.#keptPackets;
    }
    const { form } = this.#drafts;
    const draft = number - FIRST_DRAFT;
    if (form instanceof BitForm) {
      this.#draftedBits.start(number, form, draft);
      return this.#draftedBits;
    }
    this.#drafts.read(draft, this.#draftedPackets.start(number));
    return this.#draftedPackets;
  }

  /** Whether every packet in flight may be delivered: in a set, if there is no delay. */
  get deliversAll(): boolean {
    return this.isSet && this.rules.minimumDelay === 0;
  }

  /** Whether the delivery of a message may take it away. In a set only loss and age do. */
  get deliveryTakes(): boolean {
    return !this.isSet;
  }

  /** Whether a copy of a delivered message may stay in flight. */
  get deliveryLeaves(): boolean {
    return this.rules.duplication;
  }

  /** Id of the operation that changes marks by a trigger (0 for none), and then sends a list of messages. */
  operation(sends: number, trigger: number, markOf: MarkOf | null): number {
    return this.operations.of(sends, trigger, markOf);
  }

  /** Number of different marks that were ever seen. */
  get marks(): number {
    return this.#packets.marks.length;
  }

  /** Whether packets of different ages may become alike when time passes. */
  get forgetsAges(): boolean {
    return this.rules.lifetime === Number.POSITIVE_INFINITY && this.rules.minimumDelay > 0;
  }

  /** Compares two packets by the canonical order of contents. */
  compare(a: number, b: number): number {
    return this.#packets.compare(a, b);
  }

  /** Replaces every packet in flight; the order among those that go the same way stays with FIFO order. */
  mapped(network: number, mapping: (packet: number) => number): number {
    const list = this.#list;
    this.#readKept(this.idOf(network), list);
    for (let i = 0; i < list.length; i++) list.items[i] = mapping(list.items[i] ?? 0);
    list.sort();
    return this.#intern(list);
  }

  /** Id of a packet. */
  packetId(packet: Packet): number {
    return this.#packets.intern(packet);
  }

  open(): void {
    this.#drafts.widen();
  }

  get form(): ContentsForm {
    return this.#drafts.form;
  }

  get words(): Int32Array {
    return this.#drafts.words;
  }

  place(draft: number): number {
    return (draft - FIRST_DRAFT) * this.#drafts.form.words;
  }

  get size(): number {
    return this.#drafts.size;
  }

  cut(size: number): void {
    this.#drafts.cut(size);
  }

  draft(number: number): number {
    if (number >= FIRST_DRAFT) return number;
    this.#readKept(number, this.#list);
    return this.#numberOf(this.#drafts.add(this.#list));
  }

  read(form: ContentsForm, words: Int32Array, at: number): number {
    if (form === this.#drafts.form) return this.#numberOf(this.#drafts.addWords(words, at));
    this.#drafts.readFrom(form as Form, words, at, this.#list);
    return this.#numberOf(this.#drafts.add(this.#list));
  }

  keep(form: ContentsForm, words: Int32Array, at: number): number {
    this.#drafts.readFrom(form as Form, words, at, this.#list);
    return this.#intern(this.#list);
  }

  /** The id of what a number stands for. */
  idOf(number: number): number {
    if (number < FIRST_DRAFT) return number;
    const known = this.#ids[number - FIRST_DRAFT] ?? UNKNOWN;
    if (known !== UNKNOWN) return known;
    this.#drafts.read(number - FIRST_DRAFT, this.#list);
    const id = this.#intern(this.#list);
    this.#ids[number - FIRST_DRAFT] = id;
    return id;
  }

  #intern(list: PacketList): number {
    this.#drafts.note(list.length);
    return this.#kept.intern(list.items, list.length);
  }

  #readKept(id: number, list: PacketList): void {
    const start = this.#kept.start(id);
    list.read(this.#kept.items, start, this.#kept.end(id) - start);
  }

  /** The number of a draft that was made just now. */
  #numberOf(draft: number): number {
    if (draft >= this.#ids.length) {
      const longer = new Int32Array(draft * 2).fill(UNKNOWN);
      longer.set(this.#ids);
      this.#ids = longer;
    }
    this.#ids[draft] = UNKNOWN;
    return FIRST_DRAFT + draft;
  }
}
