import type { AnyAction, AnyPacket } from '../language/forgotten.ts';
import type { NetworkRules } from '../language/network-options.ts';
import { canonicalText } from '../tables/plain-data.ts';
import type { NumberedPacket, Sent } from './trace.ts';

interface Tracked {
  readonly number: number;
  readonly packet: AnyPacket;
  readonly deliveries: number;
}

/**
 * Follows each message from its sending to its end. The network itself knows only what is in flight, not which
 * message is which; a reader of a trace wants to know.
 */
export class InFlight {
  readonly #rules: NetworkRules;
  #tracked: readonly Tracked[];
  #lastNumber: number;

  /** @param initial what is in flight at the beginning, in canonical order */
  constructor(initial: readonly AnyPacket[], rules: NetworkRules) {
    this.#rules = rules;
    this.#tracked = initial.map((packet, i) => ({ number: i + 1, packet, deliveries: 0 }));
    this.#lastNumber = initial.length;
  }

  /** What is in flight, in order of sending. */
  numbered(): readonly NumberedPacket[] {
    return this.#tracked.map(({ number, packet }) => ({ ...packet, number }));
  }

  /**
   * Delivers or loses the message of an action; says which it was, and how often it had been delivered before.
   *
   * @param after what the model has in flight after the step: in a queue, it tells which of two equal messages is lost
   */
  take(
    action: Extract<AnyAction, { kind: 'deliver' | 'drop' }>,
    after: readonly AnyPacket[],
  ): { number: number; deliveries: number } {
    const at = this.#indexOf(action.message, action.kind === 'drop' ? after : null);
    const taken = this.#tracked[at];
    if (taken === undefined) throw new Error('a trace delivers or loses a message that is not in flight');
    const stays = action.kind === 'deliver' && action.copyStays;
    const settled = { ...taken, packet: { ...taken.packet, owed: false }, deliveries: taken.deliveries + 1 };
    this.#replace(stays ? this.#tracked.with(at, settled) : this.#tracked.toSpliced(at, 1));
    return taken;
  }

  /** Lets a tick pass; returns the messages that died of age. */
  tick(): readonly NumberedPacket[] {
    const { lifetime, minimumDelay } = this.#rules;
    const dead = this.#tracked.filter(({ packet }) => packet.age >= lifetime);
    const oldest = lifetime === Number.POSITIVE_INFINITY ? minimumDelay : lifetime;
    const alive = this.#tracked.filter((tracked) => !dead.includes(tracked));
    this.#replace(
      alive.map((tracked) => ({
        ...tracked,
        packet: { ...tracked.packet, age: Math.min(tracked.packet.age + 1, oldest) },
      })),
    );
    return dead.map(({ number, packet }) => ({ ...packet, number }));
  }

  /** Gives every message in flight its mark after a step. */
  remark(markOf: (packet: AnyPacket) => string): void {
    this.#replace(
      this.#tracked.map((tracked) => ({
        ...tracked,
        packet: { ...tracked.packet, mark: markOf(tracked.packet) },
      })),
    );
  }

  /** Hands messages to the network; says what became of each. */
  send(packets: readonly AnyPacket[]): readonly Sent[] {
    return packets.map((packet) => {
      const equal = this.#isSet ? this.#find(packet) : undefined;
      if (equal !== undefined) return { message: packet, number: equal.number, fate: 'merged' };
      const number = ++this.#lastNumber;
      if (this.#tracked.length >= this.#rules.capacity) return { message: packet, number, fate: 'no room' };
      this.#tracked = [...this.#tracked, { number, packet, deliveries: 0 }];
      return { message: packet, number, fate: 'in flight' };
    });
  }

  /** Makes sure that what was followed is what the model says. */
  expect(packets: readonly AnyPacket[]): void {
    const texts = (list: readonly AnyPacket[]) =>
      list
        .map((packet) => canonicalText(packet))
        .sort()
        .join();
    if (texts(packets) !== texts(this.#tracked.map(({ packet }) => packet))) {
      throw new Error('a trace and its model disagree about the messages in flight');
    }
  }

  get #isSet(): boolean {
    return this.#rules.duplication && this.#rules.order === 'none';
  }

  #find(packet: AnyPacket): Tracked | undefined {
    const text = canonicalText(packet);
    return this.#tracked.find((tracked) => canonicalText(tracked.packet) === text);
  }

  #indexOf(message: AnyPacket, after: readonly AnyPacket[] | null): number {
    const text = canonicalText(message);
    const equals = this.#tracked.flatMap(({ packet }, i) => (canonicalText(packet) === text ? [i] : []));
    if (equals.length < 2 || after === null) return equals[0] ?? -1;
    const queue = (packets: readonly AnyPacket[]) =>
      packets
        .filter(({ from, to }) => from === message.from && to === message.to)
        .map((each) => canonicalText(each))
        .join();
    const packets = this.#tracked.map(({ packet }) => packet);
    return equals.find((i) => queue(packets.toSpliced(i, 1)) === queue(after)) ?? equals[0] ?? -1;
  }

  /** In a set, messages that have become equal are one from now on: the one that was sent first. */
  #replace(tracked: readonly Tracked[]): void {
    const seen = new Set<string>();
    this.#tracked = tracked.filter(({ packet }) => {
      const text = canonicalText(packet);
      const merged = this.#isSet && seen.has(text);
      seen.add(text);
      return !merged;
    });
  }
}
