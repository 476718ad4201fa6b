import { Interner } from '../state/interner.ts';
import { PairMap } from '../state/pair-map.ts';
import { BLOCKED } from './local-states.ts';
import type { Letter, Messages } from './messages.ts';
import type { NetworkRules } from './network-options.ts';

/** A message in flight. */
export interface Packet {
  readonly letter: Letter;
  readonly mark: string;
  /** Ticks since it was sent, as long as they matter. */
  readonly age: number;
  /** Promised to be delivered before it dies, and not delivered yet. */
  readonly owed: boolean;
}

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
  readonly #packets = new Interner<Packet>();
  readonly #contents = new Interner<Contents>();
  readonly #dispatchIds = new PairMap();
  readonly #dispatches: Dispatch[] = [];
  readonly #remarked = new PairMap();

  constructor(rules: NetworkRules, messages: Messages, initialMark: string) {
    this.rules = rules;
    this.#messages = messages;
    this.#initialMark = initialMark;
    this.#intern([]);
  }

  /** Number of distinct contents. */
  get size(): number {
    return this.#contents.size;
  }

  packet(id: number): Packet {
    return this.#packets.value(id);
  }

  /** The packets in flight, in canonical order. */
  packets(network: number): readonly number[] {
    return this.#contents.value(network).packets;
  }

  /** The deliveries that the network allows, in canonical order. */
  deliveries(network: number): readonly Delivery[] {
    const contents = this.#contents.value(network);
    contents.deliveries ??= this.#listDeliveries(contents.packets);
    return contents.deliveries;
  }

  /** The losses that the network allows, in canonical order. */
  losses(network: number): readonly Loss[] {
    const contents = this.#contents.value(network);
    contents.losses ??= this.#listLosses(contents.packets);
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
    let id = this.#dispatchIds.get(network, list);
    if (id < 0) {
      id = this.#dispatches.push(this.#dispatch(network, list)) - 1;
      this.#dispatchIds.set(network, list, id);
    }
    return this.#dispatches[id] as Dispatch;
  }

  /** Gives every message in flight a new mark. `label` is the id of the occasion: the same id, the same marks. */
  remark(network: number, label: number, markOf: (packet: Packet) => string): number {
    const known = this.#remarked.get(network, label);
    if (known >= 0) return known;
    const packets = this.packets(network).map((id) => {
      const packet = this.packet(id);
      return this.#internPacket({ ...packet, mark: markOf(packet) });
    });
    const after = this.#intern(packets);
    this.#remarked.set(network, label, after);
    return after;
  }

  get #isFifo(): boolean {
    return this.rules.order === 'fifo';
  }

  /** Without order, a network that duplicates is a set: two equal packets can do no more than one. */
  get #isSet(): boolean {
    return this.rules.duplication && !this.#isFifo;
  }

  #listDeliveries(packets: readonly number[]): readonly Delivery[] {
    return packets.flatMap((id, at) => {
      const packet = this.packet(id);
      if (packet.age < this.rules.minimumDelay || !this.#isFirst(packets, at)) return [];
      const taken = { packet: id, after: this.#intern(without(packets, at)), copyStays: false };
      if (!this.rules.duplication) return [taken];
      const settled = this.#internPacket({ ...packet, owed: false });
      const kept = { packet: id, after: this.#intern(packets.with(at, settled)), copyStays: true };
      // In a set only loss and age remove a message; a queue would never move on.
      return this.#isFifo ? [taken, kept] : [kept];
    });
  }

  /** Whether no earlier packet must be delivered, or stands for this one as its equal. */
  #isFirst(packets: readonly number[], at: number): boolean {
    if (!this.#isFifo) return packets.indexOf(packets[at] ?? -1) === at;
    return at === 0 || !this.#sameWay(packets[at - 1] ?? 0, packets[at] ?? 0);
  }

  #sameWay(a: number, b: number): boolean {
    const first = this.packet(a).letter;
    const second = this.packet(b).letter;
    return first.from === second.from && first.to === second.to;
  }

  #listLosses(packets: readonly number[]): readonly Loss[] {
    if (!this.rules.loss) return [];
    const losses: Loss[] = [];
    packets.forEach((packet, at) => {
      if (this.packet(packet).owed) return;
      const after = this.#intern(without(packets, at));
      if (!losses.some((other) => other.packet === packet && other.after === after))
        losses.push({ packet, after });
    });
    return losses;
  }

  #tick(packets: readonly number[]): number {
    const alive: number[] = [];
    for (const id of packets) {
      const packet = this.packet(id);
      if (packet.age < this.rules.lifetime)
        alive.push(this.#internPacket({ ...packet, age: this.#older(packet.age) }));
      else if (packet.owed) return BLOCKED;
    }
    return this.#intern(alive);
  }

  /** Ages are counted only as far as they make a difference, so that an immortal message does not make infinitely many states. */
  #older(age: number): number {
    return this.rules.lifetime === Number.POSITIVE_INFINITY
      ? Math.min(age + 1, this.rules.minimumDelay)
      : age + 1;
  }

  #dispatch(network: number, list: number): Dispatch {
    let packets = this.packets(network);
    let overflow = 0;
    for (const { letter, owed } of this.#messages.sendings(list)) {
      const packet = this.#internPacket({
        letter: this.#messages.letter(letter),
        mark: this.#initialMark,
        age: 0,
        owed,
      });
      if (this.#isSet && packets.includes(packet)) continue;
      if (packets.length < this.rules.capacity) {
        packets = this.#ordered([...packets, packet]);
        continue;
      }
      overflow++;
      if (!this.rules.loss || owed) return { after: BLOCKED, overflow };
    }
    return { after: this.#intern(packets), overflow };
  }

  #internPacket(packet: Packet): number {
    const { letter, mark, age, owed } = packet;
    return this.#packets.intern(
      `${letter.from}>${letter.to} ${letter.text} ${JSON.stringify(mark)} ${age} ${owed}`,
      () => packet,
    );
  }

  #intern(packets: readonly number[]): number {
    const ordered = this.#ordered(this.#isSet ? [...new Set(packets)] : packets);
    return this.#contents.intern(ordered.join(), () => ({
      packets: ordered,
      deliveries: null,
      losses: null,
      afterTick: null,
    }));
  }

  #ordered(packets: readonly number[]): readonly number[] {
    return packets.toSorted((a, b) => this.#compare(this.packet(a), this.packet(b)));
  }

  /** With FIFO order, packets on the same way stay in their order of sending (the sort is stable). */
  #compare(a: Packet, b: Packet): number {
    const way = a.letter.from - b.letter.from || a.letter.to - b.letter.to;
    if (way !== 0 || this.#isFifo) return way;
    return (
      compareText(a.letter.text, b.letter.text) ||
      compareText(a.mark, b.mark) ||
      a.age - b.age ||
      Number(a.owed) - Number(b.owed)
    );
  }
}

function without(packets: readonly number[], at: number): readonly number[] {
  return packets.toSpliced(at, 1);
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
