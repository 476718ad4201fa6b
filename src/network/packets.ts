import type { Way, Ways } from '../language/network/ways.ts';
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

/** How a link is. It stands among the packets, in front of all. */
export interface Condition {
  readonly link: number;
  readonly up: boolean;
  /** How often it went down. */
  readonly downs: number;
  /** Of a session that is broken, or closed by an end: the ends that have asked for it, as bits. */
  readonly asked: number;
  /** The ends that have closed it, as bits, while the session is open. */
  readonly closed: number;
}

const UNKNOWN = -1;

/** A condition goes no way. */
const NO_WAY: Way = {
  from: -1,
  to: -1,
  channel: -1,
  rules: {
    loss: false,
    duplication: false,
    order: 'none',
    lifetime: Number.POSITIVE_INFINITY,
    minimumDelay: 0,
    capacity: Number.POSITIVE_INFINITY,
    full: 'cut',
    holdsTime: false,
    waitsWhileDown: false,
  },
  isSet: false,
  session: -1,
  tells: null,
  crosses: [],
};

/** All messages that are ever in flight, and all conditions of links, under small integers. */
export class Packets {
  readonly #ways: Ways;
  readonly #packets = new Interner<Packet | Condition>();
  readonly #wayOf: Way[] = [];
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

  /** @param isSet whether equal packets in flight may be one */
  constructor(ways: Ways, isSet: boolean) {
    this.#ways = ways;
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

  /** @throws RangeError for what is no packet */
  get(id: number): Packet {
    const packet = this.#packets.value(id);
    if ('link' in packet) throw new RangeError(`what has the id ${id} is the condition of a link`);
    return packet;
  }

  /** @throws RangeError for what is no condition */
  condition(id: number): Condition {
    const condition = this.#packets.value(id);
    if ('link' in condition) return condition;
    throw new RangeError(`what has the id ${id} is a packet`);
  }

  /** The way that a packet goes. */
  way(id: number): Way {
    return this.#wayOf[id] ?? NO_WAY;
  }

  merges(id: number): boolean {
    return this.way(id).isSet;
  }

  /** Id of a condition. */
  conditionId(condition: Condition): number {
    const { link, up, downs, asked, closed } = condition;
    const id = this.#packets.intern(`link ${link} ${up} ${downs} ${asked} ${closed}`, () => condition);
    if (id === this.ranks.length) this.#learn(id, NO_WAY, 0, false);
    return id;
  }

  intern(packet: Packet): number {
    const { message, mark, age, owed } = packet;
    const text = `${message.from}>${message.to} ${message.text} ${JSON.stringify(mark)} ${age} ${owed}`;
    const id = this.#packets.intern(text, () => packet);
    if (id === this.ranks.length) {
      if (!this.marks.includes(mark)) this.marks.push(mark);
      this.#learn(id, this.#ways.of(message), age, owed);
    }
    return id;
  }

  #learn(id: number, way: Way, age: number, owed: boolean): void {
    this.#wayOf.push(way);
    this.#owed.push(owed);
    this.#ages.push(age);
    this.#older.push(UNKNOWN);
    this.#settled.push(UNKNOWN);
    this.#younger.push(UNKNOWN);
    this.ranks.push(0);
    this.#rank(id);
  }

  /** From now on, ids are those that all threads agree on which share this ledger. */
  share(
    ledger: Ledger,
    entry: (packet: Packet | Condition) => string,
    packetOf: (entry: string) => Packet | Condition,
  ): void {
    this.#packets.share(ledger, entry, (text) => this.idOf(packetOf(text)));
  }

  /** What stands under an id: a packet, or the condition of a link. */
  value(id: number): Packet | Condition {
    return this.#packets.value(id);
  }

  /** Id of a packet, or of the condition of a link. */
  idOf(value: Packet | Condition): number {
    return 'link' in value ? this.conditionId(value) : this.intern(value);
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
    const older = this.intern({ ...packet, age: nextAge(this.way(id), packet.age) });
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
    const first = this.#packets.value(a);
    const second = this.#packets.value(b);
    if ('link' in first || 'link' in second) return compareConditions(first, second);
    const [one, other] = [this.way(a), this.way(b)];
    const way = one.from - other.from || one.to - other.to || one.channel - other.channel;
    if (way !== 0 || one.rules.order === 'fifo') return way;
    return (
      compareText(orderOf(first.message), orderOf(second.message)) ||
      compareText(first.message.text, second.message.text) ||
      compareText(first.mark, second.mark) ||
      first.age - second.age ||
      Number(first.owed) - Number(second.owed)
    );
  }
}

/** Ages are counted only as far as they make a difference, so that an immortal message does not make infinitely many states. */
function nextAge({ rules: { lifetime, minimumDelay } }: Way, age: number): number {
  return lifetime === Number.POSITIVE_INFINITY ? Math.min(age + 1, minimumDelay) : age + 1;
}

/** Conditions come first, in the order of the links. */
function compareConditions(a: Packet | Condition, b: Packet | Condition): number {
  if (!('link' in a)) return 1;
  if (!('link' in b)) return -1;
  return (
    a.link - b.link ||
    Number(a.up) - Number(b.up) ||
    a.downs - b.downs ||
    a.asked - b.asked ||
    a.closed - b.closed
  );
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
