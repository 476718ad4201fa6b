import { Grid } from '../state/grid.ts';
import { PairMap } from '../state/pair-map.ts';
import { enlarged, Sequences } from '../state/sequences.ts';
import { BITS } from './here-table.ts';
import { BLOCKED } from './local-states.ts';
import type { Messages } from './messages.ts';
import type { NetworkRules } from './network-options.ts';
import { type Packet, Packets } from './packets.ts';

/** Sends nothing, and changes no mark. */
export const NO_OPERATION = 0;

/** What a step does to the network besides taking a packet out of it. */
interface Operation {
  readonly occasion: number;
  readonly markOf: ((packet: Packet) => string) | null;
  /** The packets that are sent. */
  readonly sent: readonly number[];
}

const NOTHING: Operation = { occasion: 0, markOf: null, sent: [] };

/** Numbers that are remembered at each packet in flight (see `#atPacket`), and of each recent operation. */
const MEMO = 4;
const FIRST_RESULT = 0;
const KEY = 1;
const AFTER = 2;
const OVERFLOW = 3;

/** Recent operations that are remembered: a power of two. */
const RECENT = 1 << 14;

/** The empty network. */
export const NOTHING_IN_FLIGHT = 0;

/** Not computed yet. */
const UNKNOWN = -2;

/**
 * What is in flight, interned: contents are sequences of packets in canonical order, so that equal ones get the same
 * id and the order of actions does not depend on the order of the search.
 *
 * Packets in flight are named by where they stand in `packets` (see `start` and `end`). What is asked for again and
 * again is remembered: the contents without one packet, and those one tick later. The rest is computed each time,
 * which takes no longer than to find it in a table of millions.
 */
export class Network {
  readonly rules: NetworkRules;
  readonly #messages: Messages;
  readonly #initialMark: string;
  readonly #packets: Packets;
  readonly #contents = new Sequences();
  /**
   * Beside each packet in flight: the contents without it; and the last operation after its delivery (twice its id, plus
   * one if a copy stayed), the contents after that, and how many messages found no room.
   */
  #atPacket = new Int32Array(0);
  /** Per contents: what `bits` gives; 0 if it is not known. */
  #bits = new Int32Array(64);
  /** Per contents: those one tick later, or BLOCKED. */
  #later = new Int32Array(0);
  /** Recent operations, by contents and operation: both, the contents after that, and how many messages found no room. */
  readonly #recent = new Int32Array(RECENT * MEMO).fill(UNKNOWN);
  readonly #operations: Operation[] = [NOTHING];
  readonly #operationIds = new PairMap();
  /** By occasion and packet: the packet with its new mark. */
  readonly #remarked = new Grid();
  #buffer = new Int32Array(16);
  readonly #isFifo: boolean;
  /** Without order, a network that duplicates is a set: two equal packets can do no more than one. */
  readonly #isSet: boolean;
  /** How many messages found no room in the last operation. */
  overflow = 0;

  constructor(rules: NetworkRules, messages: Messages, initialMark: string) {
    this.rules = rules;
    this.#messages = messages;
    this.#initialMark = initialMark;
    this.#packets = new Packets(rules);
    this.#isFifo = rules.order === 'fifo';
    this.#isSet = rules.duplication && !this.#isFifo;
    this.#contents.intern(this.#buffer, 0);
  }

  /** Number of distinct contents. */
  get size(): number {
    return this.#contents.size;
  }

  /** Bytes held by the tables of contents. */
  get bytes(): number {
    return this.#contents.bytes + this.#atPacket.byteLength + this.#later.byteLength;
  }

  packet(id: number): Packet {
    return this.#packets.get(id);
  }

  /** The packets in flight, in canonical order. */
  packets(network: number): readonly number[] {
    return this.#contents.list(network);
  }

  /** All packets in flight, of all contents; see `start` and `end`. */
  get inFlight(): Int32Array {
    return this.#contents.items;
  }

  /** What is in flight as bits: one for each packet below BITS, and the highest for all others. */
  bits(network: number): number {
    const known = network < this.#bits.length ? (this.#bits[network] ?? 0) : 0;
    return known === 0 ? this.#findBits(network) : known;
  }

  #findBits(network: number): number {
    let bits = 0;
    for (let at = this.start(network); at < this.end(network); at++) {
      bits |= 1 << Math.min(this.packetAt(at), BITS);
    }
    if (network >= this.#bits.length) this.#bits = enlarged(this.#bits, network + 1);
    this.#bits[network] = bits;
    return bits;
  }

  /** Where the packets in flight begin. */
  start(network: number): number {
    return this.#contents.start(network);
  }

  /** Where they end (exclusive). */
  end(network: number): number {
    return this.#contents.end(network);
  }

  /** Id of the packet that stands at this place. */
  packetAt(at: number): number {
    return this.#contents.items[at] ?? 0;
  }

  /** Whether every packet in flight may be delivered: in a set, if there is no delay. */
  get deliversAll(): boolean {
    return this.#isSet && this.rules.minimumDelay === 0;
  }

  /** Whether the packet at this place may be delivered. */
  mayDeliver(network: number, at: number): boolean {
    const packet = this.packetAt(at);
    if (this.#packets.age(packet) < this.rules.minimumDelay) return false;
    if (at === this.start(network)) return true;
    // In FIFO order an earlier packet of the same way comes first; otherwise, one of two equal packets is enough.
    const previous = this.packetAt(at - 1);
    return this.#isFifo ? this.#packets.compare(previous, packet) !== 0 : previous !== packet;
  }

  /** Whether the delivery of a message may take it away. In a set only loss and age do. */
  get deliveryTakes(): boolean {
    return !this.rules.duplication || this.#isFifo;
  }

  /** Whether a copy of a delivered message may stay in flight. */
  get deliveryLeaves(): boolean {
    return this.rules.duplication;
  }

  /** What is in flight after a delivery of the packet at this place of which a copy stays. */
  settled(network: number, at: number): number {
    const packet = this.packetAt(at);
    if (!this.#packets.isOwed(packet)) return network;
    const length = this.#copy(network);
    this.#buffer[at - this.start(network)] = this.#packets.settled(packet);
    return this.#internAny(length);
  }

  /** Whether the packet at this place may be lost. One of two equal packets that stand together is enough. */
  mayLose(network: number, at: number): boolean {
    const packet = this.packetAt(at);
    if (!this.rules.loss || this.#packets.isOwed(packet)) return false;
    return at === this.start(network) || this.packetAt(at - 1) !== packet;
  }

  /** What is in flight without the packet at this place. */
  without(network: number, at: number): number {
    this.#reserveMemos();
    const memo = this.#atPacket;
    const place = at * MEMO + FIRST_RESULT;
    const known = memo[place] ?? UNKNOWN;
    if (known !== UNKNOWN) return known;
    const length = this.#copy(network) - 1;
    const gap = at - this.start(network);
    for (let i = gap; i < length; i++) this.#buffer[i] = this.#buffer[i + 1] ?? 0;
    const after = this.#contents.intern(this.#buffer, length);
    memo[place] = after;
    return after;
  }

  /** What is in flight one tick later, or BLOCKED while a message that would die is still owed. */
  afterTick(network: number): number {
    const known = network < this.#later.length ? (this.#later[network] ?? UNKNOWN) : UNKNOWN;
    if (known !== UNKNOWN) return known;
    const after = this.#tick(network);
    if (network >= this.#later.length) this.#later = filledUp(this.#later, this.size);
    this.#later[network] = after;
    return after;
  }

  /** Id of the operation that gives an occasion to change marks (0 for none), and then sends a list of messages. */
  operation(sends: number, occasion: number, markOf: ((packet: Packet) => string) | null): number {
    if (sends === 0 && markOf === null) return NO_OPERATION;
    const known = this.#operationIds.get(sends, occasion);
    if (known >= 0) return known;
    const id = this.#operations.push({ occasion, markOf, sent: this.#freshPackets(sends) }) - 1;
    this.#operationIds.set(sends, occasion, id);
    return id;
  }

  /**
   * What is in flight after a delivery of the packet at this place and an operation.
   *
   * @returns BLOCKED if a message found no room and may not be lost: the step is cut off. `overflow` then says how many
   *   messages found no room.
   */
  afterDelivery(network: number, at: number, copyStays: boolean, operation: number): number {
    this.#reserveMemos();
    const memo = this.#atPacket;
    const place = at * MEMO;
    const key = operation * 2 + Number(copyStays);
    if (memo[place + KEY] === key) {
      this.overflow = memo[place + OVERFLOW] ?? 0;
      return memo[place + AFTER] ?? 0;
    }
    const after = this.#operate(copyStays ? this.settled(network, at) : this.without(network, at), operation);
    memo[place + KEY] = key;
    memo[place + AFTER] = after;
    memo[place + OVERFLOW] = this.overflow;
    return after;
  }

  /** What is in flight after an operation; the rest as with a delivery. */
  afterOperation(network: number, operation: number): number {
    const recent = this.#recent;
    const place = ((Math.imul(network, 0x9e3779b1) ^ Math.imul(operation, 0x85ebca6b)) >>> 16) & (RECENT - 1);
    const at = place * MEMO;
    if (recent[at] === network && recent[at + KEY] === operation) {
      this.overflow = recent[at + OVERFLOW] ?? 0;
      return recent[at + AFTER] ?? 0;
    }
    const after = this.#operate(network, operation);
    recent[at] = network;
    recent[at + KEY] = operation;
    recent[at + AFTER] = after;
    recent[at + OVERFLOW] = this.overflow;
    return after;
  }

  /** The packets that an operation sends. */
  sentBy(operation: number): readonly number[] {
    return this.#operations[operation]?.sent ?? [];
  }

  /** Whether an operation may change marks. */
  changesMarks(operation: number): boolean {
    return this.#operations[operation]?.markOf != null;
  }

  /** Whether an operation leaves the mark of this packet as it is. */
  keepsMark(operation: number, packet: number): boolean {
    const { occasion, markOf } = this.#operations[operation] ?? NOTHING;
    return markOf === null || this.#remarkedPacket(occasion, packet, markOf) === packet;
  }

  /** Whether an operation makes another packet of this one, or this one of another that was ever in flight. */
  keepsApart(operation: number, id: number): boolean {
    const { markOf } = this.#operations[operation] ?? NOTHING;
    if (markOf === null) return true;
    const packet = this.packet(id);
    return this.marks.every(
      (mark) => (markOf({ ...packet, mark }) === packet.mark) === (mark === packet.mark),
    );
  }

  /** All marks that were ever seen. */
  get marks(): readonly string[] {
    return this.#packets.marks;
  }

  /** Whether packets of different ages may become alike when time passes. */
  get forgetsAges(): boolean {
    return this.rules.lifetime === Number.POSITIVE_INFINITY && this.rules.minimumDelay > 0;
  }

  /** Compares two packets by the canonical order of contents. */
  compare(a: number, b: number): number {
    return this.#packets.compare(a, b);
  }

  #operate(network: number, id: number): number {
    this.overflow = 0;
    const operation = this.#operations[id];
    if (operation === undefined || id === NO_OPERATION) return network;
    const { occasion, markOf, sent } = operation;
    const remarked = markOf === null ? network : this.#remark(network, occasion, markOf);
    return sent.length === 0 ? remarked : this.#send(remarked, sent);
  }

  #send(network: number, packets: readonly number[]): number {
    let length = this.#copy(network);
    for (let i = 0; i < packets.length; i++) {
      const packet = packets[i] ?? 0;
      if (this.#isSet && this.#holds(length, packet)) continue;
      if (length < this.rules.capacity) {
        this.#insert(length++, packet);
        continue;
      }
      this.overflow++;
      if (!this.rules.loss || this.#packets.isOwed(packet)) return BLOCKED;
    }
    return this.#contents.intern(this.#buffer, length);
  }

  #remark(network: number, occasion: number, markOf: (packet: Packet) => string): number {
    const length = this.#copy(network);
    let changed = false;
    for (let i = 0; i < length; i++) {
      const packet = this.#buffer[i] ?? 0;
      const remarked = this.#remarkedPacket(occasion, packet, markOf);
      if (remarked === packet) continue;
      this.#buffer[i] = remarked;
      changed = true;
    }
    return changed ? this.#internAny(length) : network;
  }

  /** Replaces every packet in flight; the order among those that go the same way stays with FIFO order. */
  mapped(network: number, mapping: (packet: number) => number): number {
    const length = this.#copy(network);
    for (let i = 0; i < length; i++) this.#buffer[i] = mapping(this.packetAt(this.start(network) + i));
    return this.#internAny(length);
  }

  /** Id of a packet. */
  idOf(packet: Packet): number {
    return this.#packets.intern(packet);
  }

  #remarkedPacket(occasion: number, id: number, markOf: (packet: Packet) => string): number {
    const known = this.#remarked.get(occasion, id);
    if (known >= 0) return known;
    const packet = this.packet(id);
    const remarked = this.#packets.intern({ ...packet, mark: markOf(packet) });
    this.#remarked.set(occasion, id, remarked);
    return remarked;
  }

  /** The packets that a list of messages becomes. */
  #freshPackets(list: number): readonly number[] {
    return this.#messages.sendings(list).map(({ letter, owed }) => {
      return this.#packets.intern({
        letter: this.#messages.letter(letter),
        mark: this.#initialMark,
        age: 0,
        owed,
      });
    });
  }

  /** Makes room for what is remembered at every packet in flight. */
  #reserveMemos(): void {
    const length = this.#contents.length * MEMO;
    if (length > this.#atPacket.length) this.#atPacket = filledUp(this.#atPacket, length);
  }

  #tick(network: number): number {
    const { lifetime } = this.rules;
    let alive = 0;
    this.#reserve(this.end(network) - this.start(network));
    for (let at = this.start(network); at < this.end(network); at++) {
      const packet = this.packetAt(at);
      if (this.#packets.age(packet) < lifetime) this.#buffer[alive++] = this.#packets.older(packet);
      else if (this.#packets.isOwed(packet)) return BLOCKED;
    }
    // All grow older by the same, which leaves them in order, unless ages are no longer counted.
    return lifetime === Number.POSITIVE_INFINITY
      ? this.#internAny(alive)
      : this.#contents.intern(this.#buffer, alive);
  }

  /** Copies what is in flight into the buffer, with room for one more. Returns the number of packets. */
  #copy(network: number): number {
    const start = this.start(network);
    const length = this.end(network) - start;
    this.#reserve(length + 1);
    for (let i = 0; i < length; i++) this.#buffer[i] = this.packetAt(start + i);
    return length;
  }

  #reserve(length: number): void {
    if (length > this.#buffer.length) this.#buffer = enlarged(this.#buffer, length);
  }

  #holds(length: number, packet: number): boolean {
    for (let i = 0; i < length; i++) if (this.#buffer[i] === packet) return true;
    return false;
  }

  /** Puts a packet in its place among the first `length` of the buffer, behind those that compare as equal. */
  #insert(length: number, packet: number): void {
    this.#reserve(length + 1);
    const buffer = this.#buffer;
    let at = length;
    for (; at > 0 && this.#packets.compare(buffer[at - 1] ?? 0, packet) > 0; at--) {
      buffer[at] = buffer[at - 1] ?? 0;
    }
    buffer[at] = packet;
  }

  /** Interns the first `length` packets of the buffer, which may be in any order, and equal where they must not be. */
  #internAny(length: number): number {
    const packets = this.#buffer.slice(0, length);
    let sorted = 0;
    for (const packet of packets) {
      if (!this.#isSet || !this.#holds(sorted, packet)) this.#insert(sorted++, packet);
    }
    return this.#contents.intern(this.#buffer, sorted);
  }
}

/** A larger copy of the array, filled up with UNKNOWN. */
function filledUp(array: Int32Array<ArrayBuffer>, length: number): Int32Array<ArrayBuffer> {
  const larger = enlarged(array, length);
  larger.fill(UNKNOWN, array.length);
  return larger;
}
