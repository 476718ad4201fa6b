import type { LinkRules, NetworkRules } from '../language/network/resolved.ts';
import type { Way } from '../language/network/ways.ts';
import type { LinkChange, OwnChange } from './link-change.ts';
import type { PacketList } from './packet-list.ts';
import type { Condition, Packets } from './packets.ts';

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

  constructor({ links }: NetworkRules, packets: Packets) {
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
      list.push(this.#packets.conditionId({ link, up: startsUp, downs: 0, asked: false }));
    });
  }

  conditionIn(list: PacketList, link: number): Condition {
    return this.#packets.condition(list.items[link] ?? 0);
  }

  /** Whether a packet in flight may arrive. */
  passes(list: PacketList, packet: number): boolean {
    const { crosses, isNotice, session, from, to } = this.#packets.way(packet);
    if (!crosses.every((link) => this.conditionIn(list, link).up)) return false;
    if (isNotice || session < 0) return true;
    return this.#isIn(list, session, from) && this.#isIn(list, session, to);
  }

  /** Whether a packet that is sent comes into flight; else it is lost at once. */
  admits(list: PacketList, packet: number): boolean {
    const { crosses, isNotice, session, from } = this.#packets.way(packet);
    if (crosses.some((link) => this.#loses(link) && !this.conditionIn(list, link).up)) return false;
    if (isNotice || session < 0) return true;
    return this.#waits(session) || this.#isIn(list, session, from);
  }

  /** Whether this may happen to a link. What is promised to be delivered is not lost by it. */
  mayChange(list: PacketList, { link, kind }: LinkChange): boolean {
    const { up, downs, asked } = this.conditionIn(list, link);
    const rules = this.#rules[link];
    switch (kind) {
      case 'break':
      case 'down':
        return (
          up && downs < (rules?.most ?? 0) && !this.#purges(list, link, (id) => this.#packets.isOwed(id))
        );
      case 'open': {
        const isWanted = rules?.kind === 'session' && (rules.asks === null || asked);
        const isParted =
          this.#between[link]?.some((partition) => !this.conditionIn(list, partition).up) ?? false;
        return !up && isWanted && !isParted;
      }
      case 'up':
        return !up;
      case 'ask':
        return true;
    }
  }

  /** Changes a link, and takes away what is lost by it. */
  change(list: PacketList, { link, kind }: LinkChange): void {
    const condition = this.conditionIn(list, link);
    if (kind === 'break' || kind === 'down') this.#purge(list, link);
    list.items[link] = this.#packets.conditionId(changed(condition, kind));
  }

  /** Whether some packet that is lost when a link goes down is one of these. */
  #purges(list: PacketList, link: number, isMeant: (packet: number) => boolean): boolean {
    for (let at = this.count; at < list.length; at++) {
      const packet = list.items[at] ?? 0;
      if (isMeant(packet) && this.#isLostWith(list, link, packet)) return true;
    }
    return false;
  }

  #purge(list: PacketList, link: number): void {
    const lost: boolean[] = [];
    for (let at = this.count; at < list.length; at++) {
      lost[at] = this.#isLostWith(list, link, list.items[at] ?? 0);
    }
    let length = this.count;
    for (let at = this.count; at < list.length; at++) {
      if (lost[at] !== true) list.items[length++] = list.items[at] ?? 0;
    }
    list.length = length;
  }

  /** Whether a packet is lost when a link goes down: what waits for a session has never been in it. */
  #isLostWith(list: PacketList, link: number, packet: number): boolean {
    const { crosses, isNotice, session, from } = this.#packets.way(packet);
    if (session === link) return !isNotice && this.#isIn(list, session, from);
    return this.#loses(link) && crosses.includes(link);
  }

  /** Whether an end of a session is in it: it is open, and the end has been told all that became of it. */
  #isIn(list: PacketList, session: number, end: number): boolean {
    if (!this.conditionIn(list, session).up) return false;
    for (let at = this.count; at < list.length; at++) {
      const way: Way = this.#packets.way(list.items[at] ?? 0);
      if (way.isNotice && way.session === session && way.to === end) return false;
    }
    return true;
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

function changed(condition: Condition, kind: LinkChange['kind']): Condition {
  switch (kind) {
    case 'break':
    case 'down':
      return { ...condition, up: false, downs: condition.downs + 1, asked: false };
    case 'open':
    case 'up':
      return { ...condition, up: true, asked: false };
    case 'ask':
      return condition.up ? condition : { ...condition, asked: true };
  }
}
