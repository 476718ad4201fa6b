import type { LinkRules, NetworkRules } from '../language/network/resolved.ts';
import type { EndChange, LinkChange, OwnChange } from './link-change.ts';
import type { PacketList } from './packet-list.ts';
import type { Condition, Packets } from './packets.ts';

/** Both ends of a session, as bits. */
const BOTH = 3;

/**
 * Sessions and partitions. The condition of each stands in front of what is in flight, one behind the other: so it is part of the
 * contents, and changes as they do.
 */
export class Links {
  /** Number of links: so many conditions stand in front. */
  readonly count: number;
  /** What may happen to links by itself, in canonical order. */
  readonly changes: readonly OwnChange[];
  readonly #rules: readonly LinkRules[];
  readonly #packets: Packets;
  /** Per link, for a session: the partitions that may stand between its ends. */
  readonly #between: readonly (readonly number[])[];
  /** Per link: the numbers of its ends, if it is a session. */
  readonly #ends: readonly (readonly number[])[];

  constructor({ links }: NetworkRules, packets: Packets, names: readonly string[]) {
    this.#ends = links.map((link) =>
      link.kind === 'session' ? link.ends.map((end) => names.indexOf(end)) : [],
    );
    this.count = links.length;
    this.#rules = links;
    this.#packets = packets;
    this.changes = links.flatMap(({ kind }, link): readonly OwnChange[] =>
      kind === 'session'
        ? [
            { link, kind: 'break' },
            { link, kind: 'open' },
          ]
        : [
            { link, kind: 'down' },
            { link, kind: 'up' },
          ],
    );
    this.#between = links.map((session) => {
      if (session.kind !== 'session') return [];
      const groupOf = (groups: readonly (readonly string[])[], end: string) =>
        groups.findIndex((group) => group.includes(end));
      return links.flatMap((link, i) => {
        if (link.kind !== 'partition') return [];
        const [a, b] = session.ends.map((end) => groupOf(link.groups, end));
        return a !== undefined && b !== undefined && a >= 0 && b >= 0 && a !== b ? [i] : [];
      });
    });
  }

  /** Puts the conditions in the beginning in front of an empty list. */
  begin(list: PacketList): void {
    this.#rules.forEach(({ startsUp }, link) => {
      list.push(this.#packets.conditionId({ link, up: startsUp, downs: 0, asked: 0, closed: 0 }));
    });
  }

  conditionIn(list: PacketList, link: number): Condition {
    return this.#packets.condition(list.items[link] ?? 0);
  }

  /** Whether a packet in flight may arrive. */
  passes(list: PacketList, packet: number): boolean {
    const { crosses, tells, session, from, to } = this.#packets.way(packet);
    if (!crosses.every((link) => this.conditionIn(list, link).up)) return false;
    if (tells === 'news' || session < 0) return true;
    if (!this.#isIn(list, session, to)) return false;
    return tells === 'close' ? !this.#hasMore(list, session, from) : this.#isIn(list, session, from);
  }

  /** Whether a packet that is sent comes into flight; else it is lost at once. */
  admits(list: PacketList, packet: number): boolean {
    const { crosses, session, from } = this.#packets.way(packet);
    if (crosses.some((link) => this.#loses(link) && !this.conditionIn(list, link).up)) return false;
    if (session < 0 || this.#waits(session)) return true;
    const { closed } = this.conditionIn(list, session);
    return this.#isIn(list, session, from) && (closed & this.#bitOf(session, from)) === 0;
  }

  /** Whether this may happen to a link. What is promised to be delivered is not lost by it. */
  mayChange(list: PacketList, { link, kind }: OwnChange): boolean {
    const { up, downs, asked } = this.conditionIn(list, link);
    const rules = this.#rules[link];
    switch (kind) {
      case 'break':
      case 'down':
        return up && downs < (rules?.most ?? 0) && !this.losesOwed(list, link);
      case 'open': {
        const isWanted = rules?.kind === 'session' && (rules.asks === null || asked !== 0);
        const isParted =
          this.#between[link]?.some((partition) => !this.conditionIn(list, partition).up) ?? false;
        return !up && isWanted && !isParted;
      }
      case 'up':
        return !up;
    }
  }

  /** Whether a change comes about: an end closes, and aborts, only a session in which it is. */
  applies(list: PacketList, change: LinkChange): boolean {
    switch (change.kind) {
      case 'close': {
        const { closed } = this.conditionIn(list, change.link);
        return this.#isEndIn(list, change) && (closed & (1 << change.end)) === 0;
      }
      case 'abort':
        return this.#isEndIn(list, change) && !this.#isOver(list, change.link, change.end);
      case 'ask':
      case 'crash':
      case 'break':
      case 'open':
      case 'down':
      case 'up':
        return true;
    }
  }

  /** Whether an end is to be told of a change that comes about: one for which the session is over already is not told that it broke. */
  isTold(list: PacketList, { link, kind }: LinkChange, packet: number): boolean {
    if (kind === 'crash' && !this.conditionIn(list, link).up) return false;
    if (kind !== 'break' && kind !== 'abort' && kind !== 'crash') return true;
    return !this.#isOver(list, link, this.#endOf(link, this.#packets.way(packet).to));
  }

  /** Changes a link, and takes away what is lost by it. */
  change(list: PacketList, change: LinkChange): void {
    const { link, kind } = change;
    const condition = this.conditionIn(list, link);
    if (takesWithIt(kind)) this.#purge(list, (packet) => this.#isLostWith(list, link, packet));
    if (change.kind === 'crash') this.#purge(list, (packet) => this.#isNewsFor(packet, change));
    list.items[link] = this.#packets.conditionId(changed(condition, change));
  }

  /** A packet has been delivered: once both ends have closed a session and are told so, it is over. */
  settle(list: PacketList, packet: number): void {
    const { tells, session } = this.#packets.way(packet);
    if (tells !== 'close') return;
    const condition = this.conditionIn(list, session);
    if (condition.closed !== BOTH || this.#isStillTold(list, session, null)) return;
    list.items[session] = this.#packets.conditionId({ ...condition, up: false, closed: 0 });
  }

  /** Whether something that is promised to be delivered is lost when a link goes down. */
  losesOwed(list: PacketList, link: number): boolean {
    for (let at = this.count; at < list.length; at++) {
      const packet = list.items[at] ?? 0;
      if (this.#packets.isOwed(packet) && this.#isLostWith(list, link, packet)) return true;
    }
    return false;
  }

  #purge(list: PacketList, isLost: (packet: number) => boolean): void {
    const lost: boolean[] = [];
    for (let at = this.count; at < list.length; at++) lost[at] = isLost(list.items[at] ?? 0);
    let length = this.count;
    for (let at = this.count; at < list.length; at++) {
      if (lost[at] !== true) list.items[length++] = list.items[at] ?? 0;
    }
    list.length = length;
  }

  /** Whether a packet is lost when a link goes down: what waits for a session has never been in it. */
  #isLostWith(list: PacketList, link: number, packet: number): boolean {
    const { crosses, tells, session, from } = this.#packets.way(packet);
    if (session === link) return tells === 'close' || (tells === null && this.#isIn(list, session, from));
    return tells === null && this.#loses(link) && crosses.includes(link);
  }

  /** Whether an endpoint is in a session that it is an end of: it is open, and the endpoint has been told all that became of it. */
  #isIn(list: PacketList, session: number, endpoint: number): boolean {
    if (!this.conditionIn(list, session).up) return false;
    for (let at = this.count; at < list.length; at++) {
      const way = this.#packets.way(list.items[at] ?? 0);
      if (way.tells === 'news' && way.session === session && way.to === endpoint) return false;
    }
    return true;
  }

  /** Whether a packet tells an end what became of a session. */
  #isNewsFor(packet: number, { link, end }: EndChange): boolean {
    const { tells, session, to } = this.#packets.way(packet);
    return tells === 'news' && session === link && to === this.#ends[link]?.[end];
  }

  #isEndIn(list: PacketList, { link, end }: EndChange): boolean {
    return this.#isIn(list, link, this.#ends[link]?.[end] ?? -1);
  }

  /** Whether a session that is open is over for an end: both have closed it, and this one has got all that the other one sent. */
  #isOver(list: PacketList, session: number, end: number): boolean {
    const { closed } = this.conditionIn(list, session);
    return closed === BOTH && !this.#isStillTold(list, session, this.#ends[session]?.[end] ?? -1);
  }

  /** Whether an end, or any, is still to be told that the other one has closed a session. */
  #isStillTold(list: PacketList, session: number, endpoint: number | null): boolean {
    for (let at = this.count; at < list.length; at++) {
      const way = this.#packets.way(list.items[at] ?? 0);
      const isMeant = endpoint === null || way.to === endpoint;
      if (way.tells === 'close' && way.session === session && isMeant) return true;
    }
    return false;
  }

  /** Whether messages of an end of a session are in flight. */
  #hasMore(list: PacketList, session: number, endpoint: number): boolean {
    for (let at = this.count; at < list.length; at++) {
      const way = this.#packets.way(list.items[at] ?? 0);
      if (way.tells === null && way.session === session && way.from === endpoint) return true;
    }
    return false;
  }

  /** The numbers of the ends of a session. */
  endsOf(link: number): readonly number[] {
    return this.#ends[link] ?? [];
  }

  #endOf(session: number, endpoint: number): number {
    return this.#ends[session]?.indexOf(endpoint) ?? -1;
  }

  #bitOf(session: number, endpoint: number): number {
    return 1 << this.#endOf(session, endpoint);
  }

  #loses(link: number): boolean {
    const rules = this.#rules[link];
    return rules?.kind === 'partition' && rules.loses;
  }

  #waits(link: number): boolean {
    const rules = this.#rules[link];
    return rules?.kind === 'session' && rules.waits;
  }
}

/** Whether a change takes away what is in flight in a session, or what a partition loses. */
function takesWithIt(kind: LinkChange['kind']): boolean {
  return kind === 'break' || kind === 'down' || kind === 'abort' || kind === 'crash';
}

function changed(condition: Condition, change: LinkChange): Condition {
  switch (change.kind) {
    case 'break':
    case 'down':
      return { ...condition, up: false, downs: condition.downs + 1, closed: 0 };
    case 'abort':
      return { ...condition, up: false, closed: 0 };
    // What an end has asked for, it has forgotten.
    case 'crash':
      return { ...condition, up: false, closed: 0, asked: condition.asked & ~(1 << change.end) };
    case 'open':
    case 'up':
      return { ...condition, up: true, asked: 0 };
    // Who has closed it, or heard of that, may ask for the next one.
    case 'ask':
      return condition.up && condition.closed === 0
        ? condition
        : { ...condition, asked: condition.asked | (1 << change.end) };
    case 'close':
      return { ...condition, closed: condition.closed | (1 << change.end) };
  }
}
