import type { AnyAction, AnyObservation, AnyPacket } from '../language/forgotten.ts';
import type { NetworkRules } from '../language/network/resolved.ts';
import { type Way, Ways } from '../language/network/ways.ts';
import type { ChannelView, PartitionView } from '../language/views.ts';
import { canonicalText } from '../tables/plain-data.ts';
import type { NumberedPacket, Sent } from './trace.ts';

/** How sessions and partitions are. */
interface LinkViews {
  readonly channels: Readonly<Record<string, ChannelView>>;
  readonly partitions: Readonly<Record<string, PartitionView>>;
}

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
  readonly #ways: Ways;
  readonly #endpoints: readonly string[];
  #tracked: readonly Tracked[];
  #lastNumber: number;

  /** @param initial what is in flight at the beginning, in canonical order */
  constructor(initial: readonly AnyPacket[], rules: NetworkRules, endpoints: readonly string[]) {
    this.#rules = rules;
    this.#ways = new Ways(rules, endpoints);
    this.#endpoints = endpoints;
    this.#tracked = initial.map((packet, i) => ({ number: i + 1, packet, deliveries: 0 }));
    this.#lastNumber = initial.length;
  }

  /** The same, to be followed on another way from here. */
  copy(): InFlight {
    const copy = new InFlight([], this.#rules, this.#endpoints);
    copy.#tracked = this.#tracked;
    copy.#lastNumber = this.#lastNumber;
    return copy;
  }

  /** Numbers of the messages in flight by which ends of sessions are told what became of these. */
  notices(): readonly number[] {
    const notices = this.#tracked.filter(({ packet }) => this.#wayOf(packet).tells !== null);
    return notices.map(({ number }) => number);
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
    const dead = this.#tracked.filter(({ packet }) => packet.age >= this.#wayOf(packet).rules.lifetime);
    const alive = this.#tracked.filter((tracked) => !dead.includes(tracked));
    this.#replace(
      alive.map((tracked) => ({
        ...tracked,
        packet: { ...tracked.packet, age: Math.min(tracked.packet.age + 1, this.#oldest(tracked.packet)) },
      })),
    );
    return dead.map(({ number, packet }) => ({ ...packet, number }));
  }

  /** Whether messages in flight may be lost by an action, though it is no loss: a session breaks or is aborted, an end crashes, or a partition comes about. */
  mayPurge({ kind }: AnyAction, observations: readonly AnyObservation[]): boolean {
    if (kind === 'break' || kind === 'down' || kind === 'crash') return true;
    return observations.some(({ effect }) =>
      this.#rules.links.some((link) => link.kind === 'session' && link.aborts === effect.type),
    );
  }

  /**
   * A session breaks or is aborted, or a partition comes about; returns the messages that are lost by it.
   *
   * @param after what the model has in flight after the step, with what the ends will be told
   */
  purge(after: readonly AnyPacket[]): readonly NumberedPacket[] {
    const left = after.map((packet) => canonicalText(packet));
    const lost = this.#tracked.filter(({ packet }) => {
      const at = left.indexOf(canonicalText(packet));
      if (at >= 0) left.splice(at, 1);
      return at < 0;
    });
    this.#replace(this.#tracked.filter((tracked) => !lost.includes(tracked)));
    return lost.map(({ number, packet }) => ({ ...packet, number }));
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

  /**
   * Hands messages to the network; says what became of each.
   *
   * @param after what the model has in flight after the step
   * @param links how channels and partitions are then
   */
  send(packets: readonly AnyPacket[], after: readonly AnyPacket[], links: LinkViews): readonly Sent[] {
    return packets.map((packet) => {
      const way = this.#wayOf(packet);
      const equal = way.isSet ? this.#find(packet) : undefined;
      if (equal !== undefined) return { message: packet, number: equal.number, fate: 'merged' };
      const number = ++this.#lastNumber;
      const notice = way.tells === null ? {} : { notice: true as const };
      if (!this.#isTaken(packet, after)) {
        const fate = this.#isBarred(packet, links) ? 'no way' : 'no room';
        return { message: packet, number, fate, ...notice };
      }
      this.#tracked = [...this.#tracked, { number, packet, deliveries: 0 }];
      return { message: packet, number, fate: 'in flight', ...notice };
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

  #wayOf({ from, to, event }: Pick<AnyPacket, 'from' | 'to' | 'event'>): Way {
    return this.#ways.of({ from: this.#endpoints.indexOf(from), to: this.#endpoints.indexOf(to), event });
  }

  #oldest(packet: AnyPacket): number {
    const { lifetime, minimumDelay } = this.#wayOf(packet).rules;
    return lifetime === Number.POSITIVE_INFINITY ? minimumDelay : lifetime;
  }

  /** Whether a message comes into flight: of equal ones, those that were sent first do. */
  #isTaken(packet: AnyPacket, after: readonly AnyPacket[]): boolean {
    if (this.#rules.isPlain) return this.#tracked.length < this.#rules.capacity;
    const text = canonicalText(packet);
    const count = (list: readonly AnyPacket[]) => list.filter((each) => canonicalText(each) === text).length;
    return count(this.#tracked.map((tracked) => tracked.packet)) < count(after);
  }

  /** Whether a message that did not come into flight found its session or its link down. */
  #isBarred(packet: AnyPacket, { channels, partitions }: LinkViews): boolean {
    const { crosses, session, from, tells } = this.#wayOf(packet);
    const nameOf = (link: number) => this.#rules.links[link]?.name ?? '';
    if (tells !== null || !crosses.every((link) => partitions[nameOf(link)]?.up ?? true)) return true;
    const isUntold = this.#tracked.some((tracked) => {
      const other = this.#wayOf(tracked.packet);
      return other.tells === 'news' && other.session === session && other.to === from;
    });
    if (session < 0) return false;
    const { up = true, closedBy = [] } = channels[nameOf(session)] ?? {};
    return !up || isUntold || closedBy.includes(packet.from);
  }

  #find(packet: AnyPacket): Tracked | undefined {
    const text = canonicalText(packet);
    return this.#tracked.find((tracked) => canonicalText(tracked.packet) === text);
  }

  #indexOf(message: AnyPacket, after: readonly AnyPacket[] | null): number {
    const text = canonicalText(message);
    const equals = this.#tracked.flatMap(({ packet }, i) => (canonicalText(packet) === text ? [i] : []));
    if (equals.length < 2 || after === null) return equals[0] ?? -1;
    const way = this.#wayOf(message);
    const queue = (packets: readonly AnyPacket[]) =>
      packets
        .filter((packet) => this.#wayOf(packet) === way)
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
      const merged = seen.has(text) && this.#wayOf(packet).isSet;
      seen.add(text);
      return !merged;
    });
  }
}
