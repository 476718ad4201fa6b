import type { NetworkRules } from '../language/network-options.ts';
import type { Ledger } from '../tables/threads/ledger.ts';
import { PacketBits } from './bit-set.ts';
import { BitForm } from './forms.ts';
import type { InFlight } from './in-flight.ts';
import { KeptPackets } from './kept.ts';
import { ListedPackets } from './listed.ts';
import type { Messages } from './messages.ts';
import { FIRST_DRAFT, NumberedContents } from './numbered.ts';
import { type MarkOf, Operations } from './operations.ts';
import type { PacketList } from './packet-list.ts';
import { type Packet, Packets } from './packets.ts';

/** The empty network. */
export const NOTHING_IN_FLIGHT = 0;

/** What is in flight, and what happens to it. In the vector of a state it stands as a number: see NumberedContents. */
export class Network {
  readonly rules: NetworkRules;
  /** What steps do to the network besides taking a packet out of it. */
  readonly operations: Operations;
  /** Without order, a network that duplicates is a set: two equal packets can do no more than one. */
  readonly isSet: boolean;
  /** What numbers stand for. */
  readonly contents: NumberedContents;
  readonly #packets: Packets;
  /** What is at hand: as an id, as a draft in a list, as a draft in a set of bits. */
  readonly #kept: KeptPackets;
  readonly #listed: ListedPackets;
  readonly #bits: PacketBits;
  readonly #list: PacketList;

  constructor(rules: NetworkRules, messages: Messages, initialMark: string) {
    this.rules = rules;
    this.isSet = rules.duplication && rules.order !== 'fifo';
    const packets = new Packets(rules, this.isSet);
    const contents = new NumberedContents(packets, this.isSet);
    const operations = new Operations(messages, packets, initialMark);
    const listed = (numberOf: (list: PacketList) => number) =>
      new ListedPackets(rules, packets, operations, numberOf);
    this.#packets = packets;
    this.contents = contents;
    this.operations = operations;
    this.#kept = new KeptPackets(
      contents.kept,
      listed((list) => contents.intern(list)),
    );
    this.#listed = listed((list) => contents.draftOf(list));
    this.#bits = new PacketBits(rules, packets, operations, contents, this.#listed);
    this.#list = packets.list();
  }

  /** Number of distinct packets. */
  get packetCount(): number {
    return this.#packets.size;
  }

  /** The most packets that were in flight at once. */
  get mostInFlight(): number {
    return this.contents.drafts.most;
  }

  /** Bytes held. */
  get bytes(): number {
    return this.contents.bytes + this.#kept.bytes + this.operations.bytes;
  }

  /** From now on, ids of packets are those that all threads agree on which share this ledger. */
  sharePackets(ledger: Ledger, entry: (packet: Packet) => string, packetOf: (entry: string) => Packet): void {
    this.#packets.share(ledger, entry, packetOf);
  }

  packet(id: number): Packet {
    return this.#packets.get(id);
  }

  /** The packet one tick later; -1 if it dies. */
  older(id: number): number {
    return this.#packets.age(id) < this.rules.lifetime ? this.#packets.older(id) : -1;
  }

  /** The packet that this one was a tick ago, if such a one was ever seen to grow older; else -1. */
  younger(id: number): number {
    return this.#packets.younger(id);
  }

  /** Id of a packet. */
  packetId(packet: Packet): number {
    return this.#packets.intern(packet);
  }

  /** The packets in flight, in canonical order. */
  packets(number: number): readonly number[] {
    return this.contents.kept.list(this.contents.idOf(number));
  }

  /** These contents are at hand from now on. Valid until the next call. */
  enter(number: number): InFlight {
    if (number < FIRST_DRAFT) {
      this.#kept.start(number);
      return this.#kept;
    }
    const { drafts } = this.contents;
    const { form } = drafts;
    if (form instanceof BitForm) {
      this.#bits.start(number, form);
      return this.#bits;
    }
    drafts.read(number - FIRST_DRAFT, this.#listed.start(number));
    return this.#listed;
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
  mapped(number: number, mapping: (packet: number) => number): number {
    const list = this.#list;
    this.contents.readKept(this.contents.idOf(number), list);
    for (let i = 0; i < list.length; i++) list.items[i] = mapping(list.items[i] ?? 0);
    list.sort();
    return this.contents.intern(list);
  }
}
