import type { EventObject } from '../language/machine.ts';
import type { LinkRules, SessionRules } from '../language/network/resolved.ts';
import type { EndChange, OwnChange } from '../network/link-change.ts';
import type { Deed, LinkDeed, Messages } from '../network/messages.ts';
import type { Packet } from '../network/packets.ts';

/** An event that may name the channel that it is about. */
interface ChannelEvent extends EventObject {
  readonly channel?: unknown;
  /** It tells that the other end has closed the session. */
  readonly clean?: boolean;
}

/**
 * What endpoints do to sessions by what they emit, and what the ends are told of all that becomes of a session. Each is told by what looks
 * like a message of the other one.
 */
export class LinkEvents {
  readonly #links: readonly LinkRules[];
  readonly #messages: Messages;

  constructor(links: readonly LinkRules[], messages: Messages) {
    this.#links = links;
    this.#messages = messages;
  }

  /** Whether an endpoint does something to a session when it emits an event of this type. */
  concerns(endpoint: string, type: string): boolean {
    return this.#links.some((link) => wanted(link, endpoint, type) !== null);
  }

  /** What an endpoint does to the session that an event names as its `channel`, or to all that are concerned, when it emits the event. */
  by(endpoint: string, { type, channel }: ChannelEvent): readonly LinkDeed[] {
    return this.#links.flatMap((link, i): readonly LinkDeed[] => {
      const kind = wanted(link, endpoint, type);
      if (kind === null || link.kind !== 'session') return [];
      if (typeof channel === 'string' && channel !== link.name) return [];
      return [this.#byEnd(link, { link: i, kind, end: link.ends.indexOf(endpoint) })];
    });
  }

  /** Id of the list of what is handed to the network when an endpoint crashes. */
  ofCrash(endpoint: string): number {
    return this.#messages.internList(
      this.#links.flatMap((link, i): readonly LinkDeed[] => {
        if (link.kind !== 'session' || !link.breaksOnCrash || !link.ends.includes(endpoint)) return [];
        return [this.#byEnd(link, { link: i, kind: 'crash', end: link.ends.indexOf(endpoint) })];
      }),
    );
  }

  /** Id of the list of what is handed to the network when something happens to a link: the change, and what the ends are told. */
  told(change: OwnChange): number {
    const rules = this.#links[change.link];
    if (rules?.kind !== 'session') return this.#messages.internList([{ change, notices: [] }]);
    const type = change.kind === 'break' ? rules.tells.break : rules.tells.open;
    const notices = [0, 1].flatMap((end) => this.#notice(rules, end, type, false));
    return this.#messages.internList([{ change, notices }]);
  }

  /**
   * What is handed to the network when a packet is delivered, beside what its receiver does: who is told that a session was closed has
   * closed it, too, unless it may go on sending.
   *
   * @param sends id of the list of what the receiver does
   */
  afterDelivery({ message: { to, event } }: Packet, sends: number): number {
    const { channel } = event as ChannelEvent;
    const link = this.#links.findIndex((each) => each.kind === 'session' && each.name === channel);
    const rules = this.#links[link];
    if (rules?.kind !== 'session' || rules.halfClose) return sends;
    const end = rules.ends.indexOf(this.#messages.names[to] ?? '');
    const closing: Deed = this.#byEnd(rules, { link, kind: 'close', end });
    return this.#messages.internList([...this.#messages.deeds(sends), closing]);
  }

  #byEnd(rules: SessionRules, change: EndChange): LinkDeed {
    const { tells } = rules;
    switch (change.kind) {
      case 'ask':
        return { change, notices: [] };
      case 'close':
        return { change, notices: this.#notice(rules, 1 - change.end, tells.close, true) };
      case 'abort':
      case 'crash':
        return { change, notices: this.#notice(rules, 1 - change.end, tells.break, false) };
    }
  }

  /** By what an end is told. */
  #notice(
    { ends, name }: SessionRules,
    end: number,
    type: string | null,
    isClean: boolean,
  ): readonly number[] {
    if (type === null) return [];
    const [from = -1, to = -1] = [1 - end, end].map((each) => this.#messages.names.indexOf(ends[each] ?? ''));
    const event: ChannelEvent = isClean ? { type, channel: name, clean: true } : { type, channel: name };
    return [this.#messages.internMessage(from, to, event)];
  }
}

/** What an endpoint wants of a link when it emits an event of this type; null for nothing. */
function wanted(link: LinkRules, endpoint: string, type: string): Exclude<EndChange['kind'], 'crash'> | null {
  if (link.kind !== 'session' || !link.ends.includes(endpoint)) return null;
  switch (type) {
    case link.asks:
      return 'ask';
    case link.closes:
      return 'close';
    case link.aborts:
      return 'abort';
    default:
      return null;
  }
}
