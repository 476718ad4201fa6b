import { Interner } from '../state/interner.ts';
import { PairMap } from '../state/pair-map.ts';
import { BLOCKED } from './local-states.ts';
import type { Messages } from './messages.ts';
import type { NetworkRules } from './network-options.ts';
import { type Packet, Packets } from './packets.ts';

/** A message that may be delivered, and what is in flight afterwards. */
export interface Delivery {
  readonly packet: number;
  readonly after: number;
  /** A copy of the message stays in flight. */
  readonly copyStays: boolean;
}

/** A message that may be lost, and what is in flight afterwards. */
export interface Loss {
  readonly packet: number;
  readonly after: number;
}

/** Result of handing messages to the network. */
export interface Dispatch {
  /** What is in flight afterwards, or BLOCKED if a message found no room and may not be lost: the step is cut off. */
  readonly after: number;
  /** How many messages found no room. */
  readonly overflow: number;
}

interface Contents {
  readonly packets: readonly number[];
  deliveries: readonly Delivery[] | null;
  losses: readonly Loss[] | null;
  afterTick: number | null;
}

/** The empty network. */
export const NOTHING_IN_FLIGHT = 0;

/**
 * What is in flight, interned: every operation is computed once per distinct contents.
 *
 * Contents are kept in canonical order, so that equal ones get the same id and the order of actions does not depend
 * on the order of the search.
 */
export class Network {
  readonly rules: NetworkRules;
  readonly #messages: Messages;
  readonly #initialMark: string;
  readonly #packets: Packets;
  readonly #contents = new Interner<Contents>();
  readonly #dispatchIds = new PairMap();
  readonly #dispatches: Dispatch[] = [];
  readonly #remarked = new PairMap();
  readonly #isFifo: boolean;
  /** Without order, a network that duplicates is a set: two equal packets can do no more than one. */
  readonly #isSet: boolean;

  constructor(rules: NetworkRules, messages: Messages, initialMark: string) {
    this.rules = rules;
    this.#messages = messages;
    this.#initialMark = initialMark;
    this.#packets = new Packets(rules);
    this.#isFifo = rules.order === 'fifo';
    this.#isSet = rules.duplication && !this.#isFifo;
    this.#internOrdered([]);
  }

  /** Number of distinct contents. */
  get size(): number {
    return this.#contents.size;
  }

  packet(id: number): Packet {
    return this.#packets.get(id);
  }

  /** The packets in flight, in canonical order. */
  packets(network: number): readonly number[] {
    return this.#contents.value(network).packets;
  }

  /** The deliveries that the network allows, in canonical order. */
  deliveries(network: number): readonly Delivery[] {
    const contents = this.#contents.value(network);
    contents.deliveries ??= contents.packets.flatMap((_, at) =>
      this.#deliveriesAt(network, contents.packets, at),
    );
    return contents.deliveries;
  }

  /** The losses that the network allows, in canonical order. */
  losses(network: number): readonly Loss[] {
    const contents = this.#contents.value(network);
    contents.losses ??= this.rules.loss ? this.#listLosses(contents.packets) : [];
    return contents.losses;
  }

  /** What is in flight one tick later, or BLOCKED while a message that would die is still owed. */
  afterTick(network: number): number {
    const contents = this.#contents.value(network);
    contents.afterTick ??= this.#tick(contents.packets);
    return contents.afterTick;
  }

  /** Hands a list of messages to the network. */
  send(network: number, list: number): Dispatch {
    const known = this.#dispatches[this.#dispatchIds.get(network, list)];
    if (known !== undefined) return known;
    const dispatch = this.#dispatch(network, list);
    this.#dispatchIds.set(network, list, this.#dispatches.push(dispatch) - 1);
    return dispatch;
  }

  /** Gives every message in flight a new mark. `label` is the id of the occasion: the same id, the same marks. */
  remark(network: number, label: number, markOf: (packet: Packet) => string): number {
    const known = this.#remarked.get(network, label);
    if (known >= 0) return known;
    const packets = this.packets(network).map((id) => {
      const packet = this.packet(id);
      return this.#packets.intern({ ...packet, mark: markOf(packet) });
    });
    const after = this.#intern(packets);
    this.#remarked.set(network, label, after);
    return after;
  }

  #deliveriesAt(network: number, packets: readonly number[], at: number): readonly Delivery[] {
    const packet = packets[at] ?? 0;
    if (this.packet(packet).age < this.rules.minimumDelay || !this.#isFirst(packets, at)) return [];
    const taken = () => ({ packet, after: this.#internOrdered(packets.toSpliced(at, 1)), copyStays: false });
    if (!this.rules.duplication) return [taken()];
    const settled = this.#packets.settled(packet);
    const after = settled === packet ? network : this.#intern(packets.with(at, settled));
    const kept = { packet, after, copyStays: true };
    // In a set only loss and age remove a message; a queue would never move on.
    return this.#isFifo ? [taken(), kept] : [kept];
  }

  /** Whether no earlier packet must be delivered, or stands for this one as its equal. */
  #isFirst(packets: readonly number[], at: number): boolean {
    if (at === 0) return true;
    const previous = packets[at - 1] ?? 0;
    const packet = packets[at] ?? 0;
    // In FIFO order, packets that compare as equal go the same way.
    return this.#isFifo ? this.#packets.compare(previous, packet) !== 0 : previous !== packet;
  }

  #listLosses(packets: readonly number[]): readonly Loss[] {
    const losses: Loss[] = [];
    packets.forEach((packet, at) => {
      if (this.packet(packet).owed) return;
      const after = this.#internOrdered(packets.toSpliced(at, 1));
      const isKnown = losses.some((other) => other.packet === packet && other.after === after);
      if (!isKnown) losses.push({ packet, after });
    });
    return losses;
  }

  #tick(packets: readonly number[]): number {
    const alive: number[] = [];
    for (const id of packets) {
      const { age, owed } = this.packet(id);
      if (age < this.rules.lifetime) alive.push(this.#packets.older(id));
      else if (owed) return BLOCKED;
    }
    // All grow older by the same, which leaves them in order, unless ages are no longer counted.
    return this.rules.lifetime === Number.POSITIVE_INFINITY
      ? this.#intern(alive)
      : this.#internOrdered(alive);
  }

  #dispatch(network: number, list: number): Dispatch {
    const packets = [...this.packets(network)];
    let overflow = 0;
    for (const { letter, owed } of this.#messages.sendings(list)) {
      const sent = { letter: this.#messages.letter(letter), mark: this.#initialMark, age: 0, owed };
      const packet = this.#packets.intern(sent);
      if (this.#isSet && packets.includes(packet)) continue;
      if (packets.length < this.rules.capacity) {
        this.#insert(packets, packet);
        continue;
      }
      overflow++;
      if (!this.rules.loss || owed) return { after: BLOCKED, overflow };
    }
    return { after: this.#internOrdered(packets), overflow };
  }

  /** Puts a packet in its place in the canonical order, behind those that compare as equal. */
  #insert(packets: number[], packet: number): void {
    let at = packets.length;
    while (at > 0 && this.#packets.compare(packets[at - 1] ?? 0, packet) > 0) at--;
    packets.splice(at, 0, packet);
  }

  #intern(packets: readonly number[]): number {
    const distinct = this.#isSet ? [...new Set(packets)] : packets;
    return this.#internOrdered(distinct.toSorted((a, b) => this.#packets.compare(a, b)));
  }

  #internOrdered(packets: readonly number[]): number {
    return this.#contents.intern(textOf(packets), () => ({
      packets,
      deliveries: null,
      losses: null,
      afterTick: null,
    }));
  }
}

/** Two characters per packet: much shorter to hash than decimal numbers. */
function textOf(packets: readonly number[]): string {
  let text = '';
  for (const packet of packets) text += String.fromCharCode(packet & 0xffff, packet >>> 16);
  return text;
}
