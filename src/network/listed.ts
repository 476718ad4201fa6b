import type { NetworkRules } from '../language/network/resolved.ts';
import { BITS } from '../tables/bits.ts';
import { BLOCKED, WAITS } from '../tables/ids.ts';
import { enlarged } from '../tables/sequences.ts';
import type { InFlight } from './in-flight.ts';
import type { LinkChange, OwnChange } from './link-change.ts';
import type { Links } from './links.ts';
import { NO_OPERATION, type Operations, type PacketDeed } from './operations.ts';
import { listPlaces, type PacketList } from './packet-list.ts';
import type { Packets } from './packets.ts';

/**
 * What is in flight in the state at hand, as a list of packets in canonical order. The place of a packet is where it stands there. The
 * conditions of links, which stand in front, have places, but nothing befalls them as it does packets.
 */
export class ListedPackets implements InFlight {
  places = new Int32Array(16);
  overflow = 0;
  readonly #rules: NetworkRules;
  readonly #packets: Packets;
  readonly #operations: Operations;
  readonly #links: Links;
  /** Gives contents a number. */
  readonly #numberOf: (list: PacketList) => number;
  /** What is in flight, and its number. */
  readonly #held: PacketList;
  #number = 0;
  #bits = 0;
  #knowsBits = false;
  /** What is in flight after a step that is worked out; and after a tick. */
  readonly #after: PacketList;
  readonly #ticked: PacketList;

  constructor(
    rules: NetworkRules,
    packets: Packets,
    operations: Operations,
    links: Links,
    numberOf: (list: PacketList) => number,
  ) {
    this.#rules = rules;
    this.#packets = packets;
    this.#operations = operations;
    this.#links = links;
    this.#numberOf = numberOf;
    this.#held = packets.list();
    this.#after = packets.list();
    this.#ticked = packets.list();
  }

  /** The list, which may be written: contents with this number are at hand then. */
  start(number: number): PacketList {
    this.#number = number;
    this.#knowsBits = false;
    return this.#held;
  }

  get count(): number {
    return this.#held.length;
  }

  holds(packet: number): boolean {
    const { items, length } = this.#held;
    for (let at = 0; at < length; at++) if (items[at] === packet) return true;
    return false;
  }

  get bits(): number {
    if (!this.#knowsBits) this.#findBits();
    return this.#bits;
  }

  #findBits(): void {
    const { items, length } = this.#held;
    let bits = 0;
    for (let at = 0; at < length; at++) bits |= 1 << Math.min(items[at] ?? 0, BITS);
    this.#bits = bits;
    this.#knowsBits = true;
  }

  list(bits: number): number {
    const { items, length } = this.#held;
    if (length > this.places.length) this.places = enlarged(this.places, length);
    return listPlaces(bits, items, 0, length, this.places);
  }

  packetAt(place: number): number {
    return this.#held.items[place] ?? 0;
  }

  mayDeliver(place: number): boolean {
    if (place < this.#links.count) return false;
    const packet = this.packetAt(place);
    const { rules } = this.#packets.way(packet);
    if (this.#packets.age(packet) < rules.minimumDelay) return false;
    if (!this.#rules.isPlain && !this.#links.passes(this.#held, packet)) return false;
    if (place === 0) return true;
    // In FIFO order an earlier packet of the same way comes first; otherwise, one of two equal packets is enough.
    const previous = this.packetAt(place - 1);
    return rules.order === 'fifo' ? this.#packets.compare(previous, packet) !== 0 : previous !== packet;
  }

  mayLose(place: number): boolean {
    const packet = this.packetAt(place);
    if (!this.#packets.way(packet).rules.loss || this.#packets.isOwed(packet)) return false;
    // Of two equal packets that do not stand together, each makes a difference.
    return place === 0 || this.packetAt(place - 1) !== packet;
  }

  without(place: number): number {
    this.#take(place);
    return this.#numberOf(this.#after);
  }

  settled(place: number): number {
    if (!this.isOwed(this.packetAt(place))) return this.#number;
    this.#settle(place);
    return this.#result();
  }

  /** Whether a packet may not be lost before it is delivered. */
  isOwed(packet: number): boolean {
    return this.#packets.isOwed(packet);
  }

  after(operation: number): number {
    if (this.#leavesAll(operation)) return this.#number;
    this.#after.copy(this.#held);
    return this.#operate(operation);
  }

  afterDelivery(place: number, copyStays: boolean, operation: number): number {
    if (!copyStays) this.#take(place);
    else if (this.#packets.isOwed(this.packetAt(place))) this.#settle(place);
    else return this.after(operation);
    return this.#operate(operation);
  }

  tick(): boolean {
    const { items, length } = this.#held;
    const ticked = this.#ticked;
    ticked.length = 0;
    let isSorted = this.#rules.isPlain;
    for (let at = 0; at < length; at++) {
      const packet = items[at] ?? 0;
      if (at < this.#links.count) {
        ticked.push(packet);
        continue;
      }
      const { rules } = this.#packets.way(packet);
      if (this.#packets.age(packet) < rules.lifetime) ticked.push(this.#packets.older(packet));
      else if (rules.holdsTime || this.#packets.isOwed(packet)) return false;
      if (rules.lifetime === Number.POSITIVE_INFINITY) isSorted = false;
    }
    // All grow older by the same, which leaves them in order, unless ages are no longer counted.
    if (!isSorted) ticked.sort();
    return true;
  }

  afterTick(operation: number): number {
    this.#after.copy(this.#ticked);
    return this.#operate(operation);
  }

  mayChange(change: OwnChange): boolean {
    return this.#links.mayChange(this.#held, change);
  }

  /** Whether an operation certainly leaves what is in flight as it is, for what it sends is there already or finds no room. */
  #leavesAll(operation: number): boolean {
    this.overflow = 0;
    if (operation === NO_OPERATION) return true;
    if (!this.#rules.isPlain || this.#operations.changesMarks(operation)) return false;
    const sent = this.#operations.sentBy(operation);
    for (let i = 0; i < sent.length; i++) {
      const packet = sent[i] ?? 0;
      if (this.#packets.merges(packet) && this.holds(packet)) continue;
      if (this.count < this.#rules.capacity || !this.#rules.loss || this.#packets.isOwed(packet))
        return false;
      this.overflow++;
    }
    return true;
  }

  /** The packet at a place has been delivered, or lost, and no copy of it stays. */
  #take(place: number): void {
    this.#after.copyWithout(this.#held, place);
    if (!this.#rules.isPlain) this.#links.settle(this.#after, this.packetAt(place));
  }

  /** The packet at a place has been delivered, and a copy of it stays. */
  #settle(place: number): void {
    this.#after.copy(this.#held);
    this.#after.items[place] = this.#packets.settled(this.packetAt(place));
    this.#after.sort();
  }

  #operate(operation: number): number {
    this.overflow = 0;
    if (operation !== NO_OPERATION) {
      if (this.#operations.changesMarks(operation)) this.#remark(operation);
      const deeds = this.#operations.deedsOf(operation);
      for (let i = 0; i < deeds.length; i++) {
        const refusal = this.#do(deeds[i]);
        if (refusal !== 0) return refusal;
      }
    }
    return this.#result();
  }

  #remark(operation: number): void {
    const { items, length } = this.#after;
    let changed = false;
    for (let at = this.#links.count; at < length; at++) {
      const packet = items[at] ?? 0;
      const remarked = this.#operations.remarked(operation, packet);
      if (remarked === packet) continue;
      items[at] = remarked;
      changed = true;
    }
    if (changed) this.#after.sort();
  }

  /** Returns 0, or what the step is instead: BLOCKED or WAITS. */
  #do(deed: PacketDeed | undefined): number {
    if (deed === undefined) return 0;
    const { change, packets } = deed;
    return change === null ? this.#send(packets[0] ?? 0) : this.#change(change, packets);
  }

  #change(change: LinkChange, notices: readonly number[]): number {
    const after = this.#after;
    const links = this.#links;
    if (!links.applies(after, change)) return 0;
    const takes = change.kind === 'abort' || change.kind === 'crash';
    if (takes && links.losesOwed(after, change.link)) return BLOCKED;
    const told = notices.filter((packet) => links.isTold(after, change, packet));
    links.change(after, change);
    for (const packet of told) after.insert(after.position(packet), packet);
    return 0;
  }

  /** Returns 0, or what the step is instead, if a message that may not be lost finds no way or no room: BLOCKED or WAITS. */
  #send(packet: number): number {
    const after = this.#after;
    const position = after.position(packet);
    if (after.isAt(position, packet)) return 0;
    if (!this.#rules.isPlain && !this.#links.admits(after, packet)) {
      return this.#packets.isOwed(packet) ? BLOCKED : 0;
    }
    if (this.#hasRoom(packet)) {
      after.insert(position, packet);
      return 0;
    }
    this.overflow++;
    const { full } = this.#packets.way(packet).rules;
    if (full === 'blocks') return WAITS;
    return full === 'cut' || this.#packets.isOwed(packet) ? BLOCKED : 0;
  }

  #hasRoom(packet: number): boolean {
    const { items, length } = this.#after;
    const { isPlain, capacity } = this.#rules;
    if (isPlain) return length < capacity;
    const way = this.#packets.way(packet);
    let [all, alike] = [0, 0];
    for (let at = this.#links.count; at < length; at++) {
      const other = this.#packets.way(items[at] ?? 0);
      if (other.tells === null) all++;
      if (other === way) alike++;
    }
    return all < capacity && alike < way.rules.capacity;
  }

  /** The number of what is in flight after a step. */
  #result(): number {
    return this.#after.equals(this.#held) ? this.#number : this.#numberOf(this.#after);
  }
}
