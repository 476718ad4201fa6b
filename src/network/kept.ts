import { BITS } from '../tables/bits.ts';
import { BLOCKED } from '../tables/ids.ts';
import { enlarged, type Sequences } from '../tables/sequences.ts';
import type { InFlight } from './in-flight.ts';
import type { OwnChange } from './link-change.ts';
import type { ListedPackets } from './listed.ts';
import { NO_OPERATION } from './operations.ts';
import { listPlaces } from './packet-list.ts';

/** Numbers that are remembered of the last operation after the delivery of each packet in flight. */
const MEMO = 3;
const KEY = 0;
const AFTER = 1;
const OVERFLOW = 2;

/** And of each recent operation: the contents before, then the same. */
const RECENT_MEMO = MEMO + 1;

/** Recent operations that are remembered: a power of two. */
const RECENT_BITS = 14;

/** Not computed yet. */
const UNKNOWN = -2;

/**
 * What is in flight in the state at hand, as contents that have an id. What happens to them is worked out as for a list, and
 * remembered by that id: without a packet, after the last operation that followed its delivery, after recent operations, one tick later.
 */
export class KeptPackets implements InFlight {
  readonly #contents: Sequences;
  readonly #list: ListedPackets;
  #id = 0;
  /** Where its packets begin among those of all contents. */
  #start = 0;
  /** The contents that the list holds. */
  #listed = UNKNOWN;
  #aged = 0;
  places = new Int32Array(16);
  overflow = 0;
  /** For each packet of each contents: the contents without it. */
  #without = new Int32Array(0);
  /**
   * For each packet of each contents: the last operation after its delivery (twice its id, plus one if a copy stayed), the
   * contents after that, and how many messages found no room.
   */
  #delivered = new Int32Array(0);
  /** Per contents: their bits; 0 if they are not known. */
  #bits = new Int32Array(64);
  /** Per contents: those one tick later, or BLOCKED. */
  #later = new Int32Array(0);
  /** Recent operations, by contents and operation: both, the contents after that, and how many messages found no room. */
  readonly #recent = new Int32Array((1 << RECENT_BITS) * RECENT_MEMO).fill(UNKNOWN);

  /** @param list works out what happens, and gives contents their ids */
  constructor(contents: Sequences, list: ListedPackets) {
    this.#contents = contents;
    this.#list = list;
  }

  /** Bytes held. */
  get bytes(): number {
    const tables = [this.#without, this.#delivered, this.#bits, this.#later, this.#recent];
    return tables.reduce((sum, table) => sum + table.byteLength, 0);
  }

  /** Contents with this id are at hand from now on. */
  start(id: number): void {
    this.#id = id;
    this.#start = this.#contents.start(id);
  }

  get count(): number {
    return this.#contents.end(this.#id) - this.#start;
  }

  holds(packet: number): boolean {
    return this.#read(this.#id).holds(packet);
  }

  get bits(): number {
    const id = this.#id;
    const known = id < this.#bits.length ? (this.#bits[id] ?? 0) : 0;
    return known === 0 ? this.#findBits(id) : known;
  }

  #findBits(id: number): number {
    const { items } = this.#contents;
    const end = this.#contents.end(id);
    let bits = 0;
    for (let at = this.#start; at < end; at++) bits |= 1 << Math.min(items[at] ?? 0, BITS);
    if (id >= this.#bits.length) this.#bits = enlarged(this.#bits, id + 1);
    this.#bits[id] = bits;
    return bits;
  }

  list(bits: number): number {
    const { count } = this;
    if (count > this.places.length) this.places = enlarged(this.places, count);
    return listPlaces(bits, this.#contents.items, this.#start, count, this.places);
  }

  packetAt(place: number): number {
    return this.#contents.items[this.#start + place] ?? 0;
  }

  mayDeliver(place: number): boolean {
    return this.#read(this.#id).mayDeliver(place);
  }

  mayLose(place: number): boolean {
    return this.#read(this.#id).mayLose(place);
  }

  without(place: number): number {
    const at = this.#start + place;
    if (at >= this.#without.length) this.#without = filledUp(this.#without, this.#contents.length);
    const known = this.#without[at] ?? UNKNOWN;
    if (known !== UNKNOWN) return known;
    const after = this.#read(this.#id).without(place);
    this.#without[at] = after;
    return after;
  }

  settled(place: number): number {
    const id = this.#id;
    return this.#list.isOwed(this.packetAt(place)) ? this.#read(id).settled(place) : id;
  }

  after(operation: number): number {
    return this.#after(this.#id, operation);
  }

  afterDelivery(place: number, copyStays: boolean, operation: number): number {
    const position = (this.#start + place) * MEMO;
    if (position + OVERFLOW >= this.#delivered.length) {
      this.#delivered = filledUp(this.#delivered, this.#contents.length * MEMO);
    }
    const memo = this.#delivered;
    const key = operation * 2 + Number(copyStays);
    if (memo[position + KEY] === key) {
      this.overflow = memo[position + OVERFLOW] ?? 0;
      return memo[position + AFTER] ?? 0;
    }
    const list = this.#read(this.#id);
    const after = list.afterDelivery(place, copyStays, operation);
    this.overflow = list.overflow;
    memo[position + KEY] = key;
    memo[position + AFTER] = after;
    memo[position + OVERFLOW] = list.overflow;
    return after;
  }

  tick(): boolean {
    const id = this.#id;
    const known = id < this.#later.length ? (this.#later[id] ?? UNKNOWN) : UNKNOWN;
    this.#aged = known === UNKNOWN ? this.#findLater(id) : known;
    return this.#aged !== BLOCKED;
  }

  afterTick(operation: number): number {
    return this.#after(this.#aged, operation);
  }

  mayChange(change: OwnChange): boolean {
    return this.#read(this.#id).mayChange(change);
  }

  #findLater(id: number): number {
    const list = this.#read(id);
    const after = list.tick() ? list.afterTick(NO_OPERATION) : BLOCKED;
    if (id >= this.#later.length) this.#later = filledUp(this.#later, this.#contents.size);
    this.#later[id] = after;
    return after;
  }

  #after(id: number, operation: number): number {
    this.overflow = 0;
    if (operation === NO_OPERATION) return id;
    const recent = this.#recent;
    const hash = Math.imul(id, 0x9e3779b1) ^ Math.imul(operation, 0x85ebca6b);
    const at = (hash >>> (32 - RECENT_BITS)) * RECENT_MEMO;
    const memo = at + 1;
    if (recent[at] === id && recent[memo + KEY] === operation) {
      this.overflow = recent[memo + OVERFLOW] ?? 0;
      return recent[memo + AFTER] ?? 0;
    }
    const list = this.#read(id);
    const after = list.after(operation);
    this.overflow = list.overflow;
    recent[at] = id;
    recent[memo + KEY] = operation;
    recent[memo + AFTER] = after;
    recent[memo + OVERFLOW] = list.overflow;
    return after;
  }

  /** The list of what is in flight in these contents. */
  #read(id: number): ListedPackets {
    if (this.#listed !== id) {
      const { items } = this.#contents;
      const start = this.#contents.start(id);
      this.#list.start(id).read(items, start, this.#contents.end(id) - start);
      this.#listed = id;
    }
    return this.#list;
  }
}

/** A larger copy of the array, filled up with UNKNOWN. */
function filledUp(array: Int32Array<ArrayBuffer>, length: number): Int32Array<ArrayBuffer> {
  const larger = enlarged(array, length);
  larger.fill(UNKNOWN, array.length);
  return larger;
}
