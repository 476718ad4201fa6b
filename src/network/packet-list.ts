import { hasBit } from '../tables/bits.ts';
import { enlarged } from '../tables/sequences.ts';

/** Every packet. */
const ALL = -1;

/** Writes the places of those packets, of `count` that stand from `from` on, that have one of these bits. Returns their number. */
export function listPlaces(
  bits: number,
  packets: Int32Array,
  from: number,
  count: number,
  places: Int32Array,
): number {
  let listed = 0;
  for (let place = 0; place < count; place++) {
    if (bits === ALL || hasBit(bits, packets[from + place] ?? 0)) places[listed++] = place;
  }
  return listed;
}

/** A number for each packet that grows along the canonical order. */
interface Ranked {
  readonly ranks: readonly number[];
  /** Whether two equal packets of this kind are one, where some are. */
  merges(packet: number): boolean;
}

/** Packets in canonical order, in a list that is written over again and again. */
export class PacketList {
  items = new Int32Array(16);
  length = 0;
  readonly #packets: Ranked;
  /** Equal packets may be one. */
  readonly #isSet: boolean;

  constructor(packets: Ranked, isSet: boolean) {
    this.#packets = packets;
    this.#isSet = isSet;
  }

  /** Makes room for so many packets. */
  reserve(length: number): void {
    if (length > this.items.length) this.items = enlarged(this.items, length);
  }

  /** Becomes a copy of the packets that stand from `from` on. */
  read(packets: Int32Array, from: number, length: number): void {
    this.reserve(length);
    const own = this.items;
    for (let i = 0; i < length; i++) own[i] = packets[from + i] ?? 0;
    this.length = length;
  }

  /** Becomes a copy of another list. */
  copy(other: PacketList): void {
    this.read(other.items, 0, other.length);
  }

  /** Becomes a copy of another list without the packet at a position. */
  copyWithout(other: PacketList, gap: number): void {
    const { items, length } = other;
    this.reserve(length);
    const own = this.items;
    for (let i = 0; i < gap; i++) own[i] = items[i] ?? 0;
    for (let i = gap + 1; i < length; i++) own[i - 1] = items[i] ?? 0;
    this.length = length - 1;
  }

  /** Whether both lists hold the same packets. */
  equals(other: PacketList): boolean {
    const { items, length } = this;
    if (other.length !== length) return false;
    for (let i = 0; i < length; i++) if (items[i] !== other.items[i]) return false;
    return true;
  }

  /** Where a packet belongs: behind those that compare as equal. */
  position(packet: number): number {
    return this.#position(packet, this.length);
  }

  #position(packet: number, end: number): number {
    const { ranks } = this.#packets;
    const { items } = this;
    const rank = ranks[packet] ?? 0;
    let at = end;
    while (at > 0 && (ranks[items[at - 1] ?? 0] ?? 0) > rank) at--;
    return at;
  }

  /** Whether the packet is there already, if it belongs at this position of a set. */
  isAt(position: number, packet: number): boolean {
    return this.#isSet && position > 0 && this.items[position - 1] === packet && this.#packets.merges(packet);
  }

  /** Puts a packet at its position. */
  insert(position: number, packet: number): void {
    this.reserve(this.length + 1);
    this.#shift(position, this.length++);
    this.items[position] = packet;
  }

  /** Appends a packet, whatever the order. */
  push(packet: number): void {
    this.reserve(this.length + 1);
    this.items[this.length++] = packet;
  }

  /** Brings the packets into order, and makes one of equal ones in a set. Those that compare as equal stay as they stand. */
  sort(): void {
    const { items, length } = this;
    let sorted = 0;
    for (let i = 0; i < length; i++) {
      const packet = items[i] ?? 0;
      const position = this.#position(packet, sorted);
      if (this.isAt(position, packet)) continue;
      this.#shift(position, sorted++);
      items[position] = packet;
    }
    this.length = sorted;
  }

  #shift(from: number, end: number): void {
    const { items } = this;
    for (let i = end; i > from; i--) items[i] = items[i - 1] ?? 0;
  }
}
