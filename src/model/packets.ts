import { Interner } from '../state/interner.ts';
import type { Letter } from './messages.ts';
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

/** All messages that are ever in flight, under small integers. */
export class Packets {
  readonly #rules: NetworkRules;
  readonly #packets = new Interner<Packet>();
  readonly #older: number[] = [];

  constructor(rules: NetworkRules) {
    this.#rules = rules;
  }

  get(id: number): Packet {
    return this.#packets.value(id);
  }

  intern(packet: Packet): number {
    const { letter, mark, age, owed } = packet;
    return this.#packets.intern(
      `${letter.from}>${letter.to} ${letter.text} ${JSON.stringify(mark)} ${age} ${owed}`,
      () => packet,
    );
  }

  /** The packet one tick later. It must not be too old for that. */
  older(id: number): number {
    const known = this.#older[id];
    if (known !== undefined) return known;
    const packet = this.get(id);
    const older = this.intern({ ...packet, age: this.#nextAge(packet.age) });
    this.#older[id] = older;
    return older;
  }

  /** The packet after its delivery, if a copy stays in flight: what was promised has happened. */
  settled(id: number): number {
    return this.get(id).owed ? this.intern({ ...this.get(id), owed: false }) : id;
  }

  /**
   * The canonical order. With FIFO order it only groups packets by the way that they go; on the same way they stay in
   * their order of sending.
   */
  compare(a: number, b: number): number {
    const first = this.get(a);
    const second = this.get(b);
    const way = first.letter.from - second.letter.from || first.letter.to - second.letter.to;
    if (way !== 0 || this.#rules.order === 'fifo') return way;
    return (
      compareText(first.letter.text, second.letter.text) ||
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
