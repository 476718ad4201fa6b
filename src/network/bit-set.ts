import type { NetworkRules } from '../language/network/resolved.ts';
import { BITS } from '../tables/bits.ts';
import { BLOCKED } from '../tables/ids.ts';
import { enlarged } from '../tables/sequences.ts';
import type { Drafts } from './drafts.ts';
import { BitForm } from './forms.ts';
import type { InFlight } from './in-flight.ts';
import type { OwnChange } from './link-change.ts';
import type { ListedPackets } from './listed.ts';
import type { NumberedContents } from './numbered.ts';
import { NO_OPERATION, type Operations } from './operations.ts';
import type { Packets } from './packets.ts';

/**
 * What is in flight in the state at hand, as a set of bits. The place of a packet is its id. What most steps do is done on the bits; what changes
 * marks or ages, or asks for more bits, is left to a list. Only a network without channels and links is kept so.
 */
export class PacketBits implements InFlight {
  places = new Int32Array(16);
  overflow = 0;
  count = 0;
  readonly #rules: NetworkRules;
  readonly #packets: Packets;
  readonly #operations: Operations;
  readonly #contents: NumberedContents;
  readonly #drafts: Drafts;
  readonly #list: ListedPackets;
  /** Whether the list holds what is at hand. */
  #isListed = false;
  #number = 0;
  #form: BitForm = new BitForm(0);
  /** The bits of what is in flight, and those after a step. */
  #held = new Int32Array(1);
  #after = new Int32Array(1);

  constructor(
    rules: NetworkRules,
    packets: Packets,
    operations: Operations,
    contents: NumberedContents,
    list: ListedPackets,
  ) {
    this.#rules = rules;
    this.#packets = packets;
    this.#operations = operations;
    this.#contents = contents;
    this.#drafts = contents.drafts;
    this.#list = list;
  }

  /** A draft with this number, in this form, is at hand from now on. */
  start(number: number, form: BitForm): void {
    const { words } = this.#drafts;
    const length = form.words;
    if (length !== this.#held.length) {
      this.#held = new Int32Array(length);
      this.#after = new Int32Array(length);
    }
    const at = this.#contents.place(number);
    for (let j = 0; j < length; j++) this.#held[j] = words[at + j] ?? 0;
    this.#number = number;
    this.#form = form;
    this.#isListed = false;
    this.count = form.count(this.#held, 0);
  }

  holds(packet: number): boolean {
    return this.#isIn(this.#held, packet);
  }

  get bits(): number {
    const held = this.#held;
    let beyond = 0;
    for (let j = 1; j < held.length; j++) beyond |= held[j] ?? 0;
    return beyond === 0 ? (held[0] ?? 0) : (held[0] ?? 0) | (1 << BITS);
  }

  list(bits: number): number {
    if (this.count > this.places.length) this.places = enlarged(this.places, this.count);
    const held = this.#held;
    let count = 0;
    for (let j = 0; j < held.length; j++) {
      // The highest bit stands for all packets from BITS on.
      const wanted = j === 0 ? bits : bits >> BITS;
      for (let word = (held[j] ?? 0) & wanted; word !== 0; word &= word - 1) {
        this.#place(count++, j * 32 + 31 - Math.clz32(word & -word));
      }
    }
    return count;
  }

  /** Puts a packet in its position among the first places. */
  #place(count: number, packet: number): void {
    const { places } = this;
    const { ranks } = this.#packets;
    const rank = ranks[packet] ?? 0;
    let at = count;
    for (; at > 0 && (ranks[places[at - 1] ?? 0] ?? 0) > rank; at--) places[at] = places[at - 1] ?? 0;
    places[at] = packet;
  }

  packetAt(place: number): number {
    return place;
  }

  mayDeliver(place: number): boolean {
    return this.#packets.age(place) >= this.#rules.minimumDelay;
  }

  mayLose(place: number): boolean {
    return this.#rules.loss && !this.#packets.isOwed(place);
  }

  without(place: number): number {
    if (!this.#isPresent) return this.#listed().without(this.#placeInList(place));
    this.#begin();
    const word = place >>> 5;
    this.#after[word] = (this.#after[word] ?? 0) & ~(1 << (place & 31));
    return this.#contents.numberOf(this.#drafts.addWords(this.#after, 0));
  }

  settled(place: number): number {
    if (!this.#packets.isOwed(place)) return this.#number;
    return this.#listed().settled(this.#placeInList(place));
  }

  after(operation: number): number {
    this.overflow = 0;
    if (operation === NO_OPERATION) return this.#number;
    if (!this.#canSend(operation)) return this.#told(this.#listed().after(operation));
    return this.#send(this.#operations.sentBy(operation));
  }

  afterDelivery(place: number, copyStays: boolean, operation: number): number {
    if (copyStays && !this.#packets.isOwed(place)) return this.after(operation);
    return this.#told(this.#listed().afterDelivery(this.#placeInList(place), copyStays, operation));
  }

  tick(): boolean {
    return this.#listed().tick();
  }

  afterTick(operation: number): number {
    return this.#told(this.#list.afterTick(operation));
  }

  mayChange(change: OwnChange): boolean {
    return this.#listed().mayChange(change);
  }

  /** Whether the bits at hand still have the form of all drafts. */
  get #isPresent(): boolean {
    return this.#drafts.form === this.#form;
  }

  /** Whether an operation only sends packets that have a bit. */
  #canSend(operation: number): boolean {
    if (!this.#isPresent || this.#operations.changesMarks(operation)) return false;
    const sent = this.#operations.sentBy(operation);
    for (let i = 0; i < sent.length; i++) if ((sent[i] ?? 0) >= this.#form.bits) return false;
    return true;
  }

  #send(packets: readonly number[]): number {
    const after = this.#after;
    this.#begin();
    let { count } = this;
    for (let i = 0; i < packets.length; i++) {
      const packet = packets[i] ?? 0;
      if (this.#isIn(after, packet)) continue;
      if (count < this.#rules.capacity) {
        const word = packet >>> 5;
        after[word] = (after[word] ?? 0) | (1 << (packet & 31));
        count++;
        continue;
      }
      this.overflow++;
      if (!this.#rules.loss || this.#packets.isOwed(packet)) return BLOCKED;
    }
    return count === this.count
      ? this.#number
      : this.#contents.numberOf(this.#drafts.addWords(after, 0, count));
  }

  #begin(): void {
    const after = this.#after;
    const held = this.#held;
    for (let j = 0; j < after.length; j++) after[j] = held[j] ?? 0;
  }

  #isIn(words: Int32Array, packet: number): boolean {
    return packet < this.#form.bits && (((words[packet >>> 5] ?? 0) >>> (packet & 31)) & 1) === 1;
  }

  /** The same as a list. */
  #listed(): ListedPackets {
    if (!this.#isListed) this.#drafts.readFrom(this.#form, this.#held, 0, this.#list.start(this.#number));
    this.#isListed = true;
    return this.#list;
  }

  #placeInList(packet: number): number {
    const list = this.#listed();
    let place = 0;
    while (list.packetAt(place) !== packet) place++;
    return place;
  }

  /** What the list says of an operation. */
  #told(after: number): number {
    this.overflow = this.#list.overflow;
    return after;
  }
}
