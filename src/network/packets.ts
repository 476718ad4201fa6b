import type { NetworkRules } from '../language/network-options.ts';
import { Interner } from '../tables/interner.ts';
import { orderText } from '../tables/order-text.ts';
import type { Ledger } from '../tables/threads/ledger.ts';
import type { Message } from './messages.ts';
import { PacketList } from './packet-list.ts';

/** A message in flight. */
export interface Packet {
  readonly message: Message;
  readonly mark: string;
  /** Ticks since it was sent, as long as they matter. */
  readonly age: number;
  /** Promised to be delivered before it dies, and not delivered yet. */
  readonly owed: boolean;
}

const UNKNOWN = -1;

/** All messages that are ever in flight, under small integers. */
export class Packets {
  readonly #rules: NetworkRules;
  readonly #packets = new Interner<Packet>();
  readonly #older: number[] = [];
  readonly #settled: number[] = [];
  readonly #younger: number[] = [];
  /** The packets in canonical order, and the position of each: a number that grows along this order. */
  readonly #sorted: number[] = [];
  readonly ranks: number[] = [];
  readonly #isSet: boolean;
  readonly #owed: boolean[] = [];
  readonly #ages: number[] = [];

  /** All marks that were ever seen. */
  readonly marks: string[] = [];

  /** @param isSet whether equal packets in flight are one */
  constructor(rules: NetworkRules, isSet: boolean) {
    this.#rules = rules;
    this.#isSet = isSet;
  }

  /** Number of packets. */
  get size(): number {
    return this.#packets.size;
  }

  /** An empty list of packets. */
  list(): PacketList {
    return new PacketList(this, this.#isSet);
  }

  get(id: number): Packet {
    return this.#packets.value(id);
  }

  intern(packet: Packet): number {
    const { message, mark, age, owed } = packet;
    const text = `${message.from}>${message.to} ${message.text} ${JSON.stringify(mark)} ${age} ${owed}`;
    const id = this.#packets.intern(text, () => packet);
    if (id === this.ranks.length) {
      if (!this.marks.includes(mark)) this.marks.push(mark);
      this.#owed.push(owed);
      this.#ages.push(age);
      this.#older.push(UNKNOWN);
      this.#settled.push(UNKNOWN);
      this.#younger.push(UNKNOWN);
      this.ranks.push(0);
      this.#rank(id);
    }
    return id;
  }

  /** From now on, ids are those that all threads agree on which share this ledger. */
  share(ledger: Ledger, entry: (packet: Packet) => string, packetOf: (entry: string) => Packet): void {
    this.#packets.share(ledger, entry, (text) => this.intern(packetOf(text)));
  }

  isOwed(id: number): boolean {
    return this.#owed[id] ?? false;
  }

  /** Ticks since it was sent. */
  age(id: number): number {
    return this.#ages[id] ?? 0;
  }

  /** The packet one tick later. It must not be too old for that. */
  older(id: number): number {
    const known = this.#older[id] ?? UNKNOWN;
    if (known >= 0) return known;
    const packet = this.get(id);
    const older = this.intern({ ...packet, age: this.#nextAge(packet.age) });
    this.#older[id] = older;
    this.#younger[older] = id;
    return older;
  }

  /** The packet that becomes this one with a tick, as far as that was asked; else -1. */
  younger(id: number): number {
    return this.#younger[id] ?? UNKNOWN;
  }

  /** The packet after its delivery, if a copy stays in flight: what was promised has happened. */
  settled(id: number): number {
    if (!this.isOwed(id)) return id;
    const known = this.#settled[id] ?? UNKNOWN;
    if (known >= 0) return known;
    const settled = this.intern({ ...this.get(id), owed: false });
    this.#settled[id] = settled;
    return settled;
  }

  /**
   * Compares two packets by the canonical order: negative, zero or positive. With FIFO order it only groups packets by
   * the way that they go; on the same way they stay in their order of sending.
   */
  compare(a: number, b: number): number {
    return (this.ranks[a] ?? 0) - (this.ranks[b] ?? 0);
  }

  /** Gives a new packet its position in the canonical order, and moves those behind it. */
  #rank(id: number): void {
    const sorted = this.#sorted;
    let low = 0;
    for (let high = sorted.length; low < high; ) {
      const middle = (low + high) >>> 1;
      if (this.#compareContents(sorted[middle] ?? 0, id) <= 0) low = middle + 1;
      else high = middle;
    }
    const previous = sorted[low - 1];
    if (previous !== undefined && this.#compareContents(previous, id) === 0) {
      sorted.splice(low, 0, id);
      this.ranks[id] = this.ranks[previous] ?? 0;
      return;
    }
    const rank = previous === undefined ? 0 : (this.ranks[previous] ?? 0) + 1;
    for (const behind of sorted.slice(low)) this.ranks[behind] = (this.ranks[behind] ?? 0) + 1;
    sorted.splice(low, 0, id);
    this.ranks[id] = rank;
  }

  #compareContents(a: number, b: number): number {
    const first = this.get(a);
    const second = this.get(b);
    const way = first.message.from - second.message.from || first.message.to - second.message.to;
    if (way !== 0 || this.#rules.order === 'fifo') return way;
    return (
      compareText(orderOf(first.message), orderOf(second.message)) ||
      compareText(first.message.text, second.message.text) ||
      compareText(first.mark, second.mark) ||
      first.age - second.age ||
      Number(first.owed) - Number(second.owed)
    );
  }

  /** Ages are counted only as far as they make a difference, so that an immortal message does not make infinitely many states. */
  #nextAge(age: number): number {
    const { lifetime, minimumDelay } = this.#rules;
    return lifetime === Number.POSITIVE_INFINITY ? Math.min(age + 1, minimumDelay) : age + 1;
  }
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Texts by which messages are put in order, each worked out once. */
const orders = new WeakMap<Message, string>();

function orderOf(message: Message): string {
  let order = orders.get(message);
  if (order === undefined) {
    order = orderText(message.event);
    orders.set(message, order);
  }
  return order;
}
