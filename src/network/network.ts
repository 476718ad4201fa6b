import type { NetworkRules } from '../language/network/resolved.ts';
import { type Way, Ways } from '../language/network/ways.ts';
import type { Ledger } from '../tables/threads/ledger.ts';
import { PacketBits } from './bit-set.ts';
import { BitForm } from './forms.ts';
import type { InFlight } from './in-flight.ts';
import { KeptPackets } from './kept.ts';
import type { OwnChange } from './link-change.ts';
import { Links } from './links.ts';
import { ListedPackets } from './listed.ts';
import type { Message, Messages } from './messages.ts';
import { FIRST_DRAFT, NumberedContents } from './numbered.ts';
import { type MarkOf, Operations } from './operations.ts';
import type { PacketList } from './packet-list.ts';
import { type Condition, type Packet, Packets } from './packets.ts';

/** What is in flight, and what happens to it. In the vector of a state it stands as a number: see NumberedContents. */
export class Network {
  readonly rules: NetworkRules;
  /** What steps do to the network besides taking a packet out of it. */
  readonly operations: Operations;
  /** Without order, a network that duplicates is a set: two equal packets can do no more than one. So are all channels then. */
  readonly isSet: boolean;
  /** What numbers stand for. */
  readonly contents: NumberedContents;
  /** Nothing in flight, and all links as they are in the beginning. */
  readonly initial: number;
  /** What may happen to links by itself, in canonical order. */
  readonly changes: readonly OwnChange[];
  /** Whether messages may be lost, some at least. */
  readonly mayLose: boolean;
  readonly #links: Links;
  readonly #ways: Ways;
  readonly #packets: Packets;
  /** What is at hand: as an id, as a draft in a list, as a draft in a set of bits. */
  readonly #kept: KeptPackets;
  readonly #listed: ListedPackets;
  readonly #bits: PacketBits;
  readonly #list: PacketList;

  constructor(rules: NetworkRules, messages: Messages, initialMark: string) {
    this.rules = rules;
    const all = [rules, ...rules.channels];
    this.isSet = all.every(({ duplication, order }) => duplication && order === 'none');
    this.mayLose = all.some(({ loss }) => loss);
    const mayMerge = all.some(({ duplication, order }) => duplication && order === 'none');
    const ways = new Ways(rules, messages.names);
    const packets = new Packets(ways, mayMerge);
    const links = new Links(rules, packets, messages.names);
    const contents = new NumberedContents(packets, this.isSet && rules.isPlain);
    const operations = new Operations(messages, packets, initialMark);
    const listed = (numberOf: (list: PacketList) => number) =>
      new ListedPackets(rules, packets, operations, links, numberOf);
    this.#links = links;
    this.#ways = ways;
    this.changes = links.changes;
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
    links.begin(this.#list);
    this.initial = contents.intern(this.#list);
  }

  /** Number of distinct packets. */
  get packetCount(): number {
    return this.#packets.size;
  }

  /** The most packets that were in flight at once. */
  get mostInFlight(): number {
    return Math.max(0, this.contents.drafts.most - this.#links.count);
  }

  /** Bytes held. */
  get bytes(): number {
    return this.contents.bytes + this.#kept.bytes + this.operations.bytes;
  }

  /** From now on, ids of packets are those that all threads agree on which share this ledger. */
  sharePackets(
    ledger: Ledger,
    entry: (packet: Packet | Condition) => string,
    packetOf: (entry: string) => Packet | Condition,
  ): void {
    this.#packets.share(ledger, entry, packetOf);
  }

  packet(id: number): Packet {
    return this.#packets.get(id);
  }

  /** The packet one tick later; -1 if it dies. */
  older(id: number): number {
    return this.#packets.age(id) < this.#packets.way(id).rules.lifetime ? this.#packets.older(id) : -1;
  }

  /** The packet that this one was a tick ago, if such a one was ever seen to grow older; else -1. */
  younger(id: number): number {
    return this.#packets.younger(id);
  }

  /** All that contents are made of, conditions of links among it. */
  get things(): Pick<Packets, 'size' | 'value' | 'idOf'> {
    return this.#packets;
  }

  /** Reads what a number stands for, conditions of links first, into a list that is valid until the next call. */
  listed(number: number): PacketList {
    this.contents.readNumber(number, this.#list);
    return this.#list;
  }

  /** A number, valid until drafts are cut, for what stands in a list in canonical order. */
  numberOf(things: Int32Array): number {
    this.#list.read(things, 0, things.length);
    return this.contents.draftOf(this.#list);
  }

  /** Id of a packet. */
  packetId(packet: Packet): number {
    return this.#packets.intern(packet);
  }

  /** The packets in flight, in canonical order. */
  packets(number: number): readonly number[] {
    const all = this.contents.kept.list(this.contents.idOf(number));
    return this.#links.count === 0 ? all : all.slice(this.#links.count);
  }

  /** How each link is. */
  conditions(number: number): readonly Condition[] {
    const all = this.contents.kept.list(this.contents.idOf(number));
    return all.slice(0, this.#links.count).map((id) => this.#packets.condition(id));
  }

  /** Whether a link is a session that breaks when an end crashes, and so opens only while both are up. */
  breaksOnCrash(link: number): boolean {
    const rules = this.rules.links[link];
    return rules?.kind === 'session' && rules.breaksOnCrash;
  }

  /** The numbers of the ends of a session. */
  endsOf(link: number): readonly number[] {
    return this.#links.endsOf(link);
  }

  /** The way that a message goes. */
  wayOf(message: Message): Way {
    return this.#ways.of(message);
  }

  /** The way that a packet goes. */
  way(packet: number): Way {
    return this.#packets.way(packet);
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
    return this.rules.isPlain && this.isSet && this.rules.minimumDelay === 0;
  }

  /** Whether the delivery of some message may take it away. In a set only loss and age do. */
  get deliveryTakes(): boolean {
    return !this.isSet;
  }

  /** Whether the delivery of this message may take it away; and whether a copy of it may stay in flight. */
  takes(packet: number): boolean {
    return !this.#packets.way(packet).isSet;
  }

  leaves(packet: number): boolean {
    return this.#packets.way(packet).rules.duplication;
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

  /** A number that grows along the canonical order of packets. */
  rank(packet: number): number {
    return this.#packets.ranks[packet] ?? 0;
  }

  /** Compares two packets by the canonical order of contents. */
  compare(a: number, b: number): number {
    return this.#packets.compare(a, b);
  }

  /**
   * Replaces every packet in flight; the order among those that go the same way stays with FIFO order.
   *
   * @param conditionOf how each link is: it may be another link that is so
   */
  mapped(
    number: number,
    mapping: (packet: number) => number,
    conditionOf: (condition: Condition) => Condition,
  ): number {
    const list = this.#list;
    const { count } = this.#links;
    this.contents.readKept(this.contents.idOf(number), list);
    for (let i = count; i < list.length; i++) list.items[i] = mapping(list.items[i] ?? 0);
    const conditions = Array.from({ length: count }, (_, i) => this.#packets.condition(list.items[i] ?? 0));
    for (const condition of conditions.map(conditionOf)) {
      list.items[condition.link] = this.#packets.conditionId(condition);
    }
    list.sort();
    return this.contents.intern(list);
  }
}
