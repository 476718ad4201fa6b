import type { NetworkRules } from '../language/network-options.ts';
import { BITS } from '../tables/bits.ts';
import { BLOCKED } from '../tables/ids.ts';
import { enlarged, Sequences } from '../tables/sequences.ts';
import type { Messages } from './messages.ts';
import { type MarkOf, NO_OPERATION, Operations } from './operations.ts';
import { type Packet, Packets } from './packets.ts';

/** Numbers that are remembered of the last operation after the delivery of each packet in flight. */
const MEMO = 3;
const KEY = 0;
const AFTER = 1;
const OVERFLOW = 2;

/** And of each recent operation: the contents before, then the same. */
const RECENT_MEMO = MEMO + 1;

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
  readonly #packets: Packets;
  readonly #contents = new Sequences();
  /** For each packet in flight: the contents without it. */
  #without = new Int32Array(0);
  /**
   * For each packet in flight: the last operation after its delivery (twice its id, plus one if a copy stayed), the
   * contents after that, and how many messages found no room.
   */
  #delivered = new Int32Array(0);
  /** Per contents: what `bits` gives; 0 if it is not known. */
  #bits = new Int32Array(64);
  /** Per contents: those one tick later, or BLOCKED. */
  #later = new Int32Array(0);
  /** Recent operations, by contents and operation: both, the contents after that, and how many messages found no room. */
  readonly #recent = new Int32Array(RECENT * RECENT_MEMO).fill(UNKNOWN);
  /** What steps do to the network besides taking a packet out of it. */
  readonly operations: Operations;
  #buffer = new Int32Array(16);
  readonly #isFifo: boolean;
  /** Without order, a network that duplicates is a set: two equal packets can do no more than one. */
  readonly isSet: boolean;
  /** How many messages found no room in the last operation. */
  overflow = 0;

  constructor(rules: NetworkRules, messages: Messages, initialMark: string) {
    this.rules = rules;
    this.#packets = new Packets(rules);
    this.operations = new Operations(messages, this.#packets, initialMark);
    this.#isFifo = rules.order === 'fifo';
    this.isSet = rules.duplication && !this.#isFifo;
    this.#contents.intern(this.#buffer, 0);
  }

  /** Number of distinct contents. */
  get size(): number {
    return this.#contents.size;
  }

  /** Bytes held by the tables of contents. */
  get bytes(): number {
    return (
      this.#contents.bytes + this.#without.byteLength + this.#delivered.byteLength + this.#later.byteLength
    );
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

  /** Id of the packet that stands at this position. */
  packetAt(at: number): number {
    return this.#contents.items[at] ?? 0;
  }

  /** Whether every packet in flight may be delivered: in a set, if there is no delay. */
  get deliversAll(): boolean {
    return this.isSet && this.rules.minimumDelay === 0;
  }

  /** Whether the packet at this position may be delivered. */
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

  /** What is in flight after a delivery of the packet at this position of which a copy stays. */
  settled(network: number, at: number): number {
    const packet = this.packetAt(at);
    if (!this.#packets.isOwed(packet)) return network;
    const length = this.#copy(network);
    this.#buffer[at - this.start(network)] = this.#packets.settled(packet);
    return this.#internAny(length);
  }

  /** Whether the packet at this position may be lost. One of two equal packets that stand together is enough. */
  mayLose(network: number, at: number): boolean {
    const packet = this.packetAt(at);
    if (!this.rules.loss || this.#packets.isOwed(packet)) return false;
    return at === this.start(network) || this.packetAt(at - 1) !== packet;
  }

  /** What is in flight without the packet at this position. */
  without(network: number, at: number): number {
    if (at >= this.#without.length) this.#without = filledUp(this.#without, this.#contents.length);
    const known = this.#without[at] ?? UNKNOWN;
    if (known !== UNKNOWN) return known;
    const length = this.#copy(network) - 1;
    const gap = at - this.start(network);
    for (let i = gap; i < length; i++) this.#buffer[i] = this.#buffer[i + 1] ?? 0;
    const after = this.#contents.intern(this.#buffer, length);
    this.#without[at] = after;
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

  /** Id of the operation that changes marks by a trigger (0 for none), and then sends a list of messages. */
  operation(sends: number, trigger: number, markOf: MarkOf | null): number {
    return this.operations.of(sends, trigger, markOf);
  }

  /**
   * What is in flight after a delivery of the packet at this position and an operation.
   *
   * @returns BLOCKED if a message found no room and may not be lost: the step is cut off. `overflow` then says how many
   *   messages found no room.
   */
  afterDelivery(network: number, at: number, copyStays: boolean, operation: number): number {
    const position = at * MEMO;
    if (position + OVERFLOW >= this.#delivered.length) {
      this.#delivered = filledUp(this.#delivered, this.#contents.length * MEMO);
    }
    const memo = this.#delivered;
    const key = operation * 2 + Number(copyStays);
    if (memo[position + KEY] === key) {
      this.overflow = memo[position + OVERFLOW] ?? 0;
      return memo[position + AFTER] ?? 0;
    }
    const after = this.#operate(copyStays ? this.settled(network, at) : this.without(network, at), operation);
    memo[position + KEY] = key;
    memo[position + AFTER] = after;
    memo[position + OVERFLOW] = this.overflow;
    return after;
  }

  /** What is in flight after an operation; the rest as with a delivery. */
  afterOperation(network: number, operation: number): number {
    const recent = this.#recent;
    const position =
      ((Math.imul(network, 0x9e3779b1) ^ Math.imul(operation, 0x85ebca6b)) >>> 16) & (RECENT - 1);
    const at = position * RECENT_MEMO;
    const memo = at + 1;
    if (recent[at] === network && recent[memo + KEY] === operation) {
      this.overflow = recent[memo + OVERFLOW] ?? 0;
      return recent[memo + AFTER] ?? 0;
    }
    const after = this.#operate(network, operation);
    recent[at] = network;
    recent[memo + KEY] = operation;
    recent[memo + AFTER] = after;
    recent[memo + OVERFLOW] = this.overflow;
    return after;
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

  #operate(network: number, id: number): number {
    this.overflow = 0;
    if (id === NO_OPERATION) return network;
    const sent = this.operations.sentBy(id);
    const remarked = this.operations.changesMarks(id) ? this.#remark(network, id) : network;
    return sent.length === 0 ? remarked : this.#send(remarked, sent);
  }

  #send(network: number, packets: readonly number[]): number {
    let length = this.#copy(network);
    for (let i = 0; i < packets.length; i++) {
      const packet = packets[i] ?? 0;
      if (this.isSet && this.#holds(length, packet)) continue;
      if (length < this.rules.capacity) {
        this.#insert(length++, packet);
        continue;
      }
      this.overflow++;
      if (!this.rules.loss || this.#packets.isOwed(packet)) return BLOCKED;
    }
    return this.#contents.intern(this.#buffer, length);
  }

  #remark(network: number, operation: number): number {
    const length = this.#copy(network);
    let changed = false;
    for (let i = 0; i < length; i++) {
      const packet = this.#buffer[i] ?? 0;
      const remarked = this.operations.remarked(operation, packet);
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

  /** Puts a packet in its position among the first `length` of the buffer, behind those that compare as equal. */
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
      if (!this.isSet || !this.#holds(sorted, packet)) this.#insert(sorted++, packet);
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
