import type { EventObject } from '../machine.ts';
import type { ChannelRules, NetworkRules, SessionRules, WayRules } from './resolved.ts';

/** A message belongs to no session. */
const NO_SESSION = -1;

/** A message, as far as its way follows from it. Endpoints are numbered in order of definition. */
interface Message {
  readonly from: number;
  readonly to: number;
  readonly event: EventObject;
}

/** What messages have in common that go from one endpoint to another on one channel. */
export interface Way {
  readonly from: number;
  readonly to: number;
  /** By which ways of the same two endpoints are put in order. */
  readonly channel: number;
  readonly rules: WayRules;
  /** Equal messages in flight are one. */
  readonly isSet: boolean;
  /** The session that the messages are part of, as the number of its link; or NO_SESSION. */
  readonly session: number;
  /** They are no messages of that session, but tell what became of it: news of a break or an opening, or that the other end has closed it. */
  readonly tells: 'news' | 'close' | null;
  /** The partitions that may stand between the two, as numbers of links. */
  readonly crosses: readonly number[];
}

/** By which an end of a session is told what became of it: nothing befalls it, and it comes in order. */
const NOTICES: WayRules = {
  loss: false,
  duplication: false,
  order: 'fifo',
  lifetime: Number.POSITIVE_INFINITY,
  minimumDelay: 0,
  capacity: Number.POSITIVE_INFINITY,
  full: 'cut',
  holdsTime: false,
  waitsWhileDown: false,
};

/** Which way a message goes, and what may happen to it there. */
export class Ways {
  readonly #rules: NetworkRules;
  readonly #names: readonly string[];
  readonly #ways = new Map<string, Way>();

  constructor(rules: NetworkRules, names: readonly string[]) {
    this.#rules = rules;
    this.#names = names;
  }

  of(message: Message): Way {
    const { from, to } = message;
    const { channels } = this.#rules;
    const session = this.#toldBy(message);
    // Behind the channels stand the news of each session, then what tells that an end has closed it.
    const isClosing = session !== NO_SESSION && isClean(message.event);
    const behind = channels.length + (isClosing ? this.#rules.links.length : 0);
    const index = session === NO_SESSION ? this.#channelOf(message) : behind + session;
    const key = `${from}>${to} ${index}`;
    const known = this.#ways.get(key);
    if (known !== undefined) return known;
    const way = session === NO_SESSION ? this.#way(from, to, index) : null;
    const found = way ?? this.#noticeWay(from, to, index, session, isClosing ? 'close' : 'news');
    this.#ways.set(key, found);
    return found;
  }

  /** The session of which a message tells, or NO_SESSION. */
  #toldBy({ event }: Message): number {
    const { channel } = event as { readonly channel?: unknown };
    return this.#rules.links.findIndex(
      (link) => link.kind === 'session' && link.name === channel && tells(link, event.type),
    );
  }

  #channelOf({ from, to, event }: Message): number {
    const [sender, receiver] = [this.#names[from], this.#names[to]];
    return this.#rules.channels.findIndex(
      ({ ways, types }) =>
        types.includes(event.type) && ways.some(([a, b]) => a === sender && b === receiver),
    );
  }

  #way(from: number, to: number, index: number): Way {
    const channel: ChannelRules | undefined = this.#rules.channels[index];
    // The capacity of the network is that of all ways together.
    const rules = channel ?? { ...this.#rules, capacity: Number.POSITIVE_INFINITY };
    return {
      from,
      to,
      channel: index,
      rules,
      isSet: rules.duplication && rules.order === 'none',
      session: this.#rules.links.findIndex(({ kind, name }) => kind === 'session' && name === channel?.name),
      tells: null,
      crosses: this.#between(from, to),
    };
  }

  /** That an end has closed comes the way of its messages, and so over no partition; of a break, an end learns by itself. */
  #noticeWay(
    from: number,
    to: number,
    channel: number,
    session: number,
    tells: NonNullable<Way['tells']>,
  ): Way {
    const crosses = tells === 'close' ? this.#between(from, to) : [];
    const name = this.#rules.links[session]?.name;
    const { waitsWhileDown = false } = this.#rules.channels.find((each) => each.name === name) ?? {};
    return {
      from,
      to,
      channel,
      rules: { ...NOTICES, waitsWhileDown },
      isSet: false,
      session,
      tells,
      crosses,
    };
  }

  #between(from: number, to: number): readonly number[] {
    const groupOf = (groups: readonly (readonly string[])[], endpoint: number) =>
      groups.findIndex((group) => group.includes(this.#names[endpoint] ?? ''));
    return this.#rules.links.flatMap((link, i) => {
      if (link.kind !== 'partition') return [];
      const [a, b] = [groupOf(link.groups, from), groupOf(link.groups, to)];
      return a >= 0 && b >= 0 && a !== b ? [i] : [];
    });
  }
}

function tells({ tells: types }: SessionRules, type: string): boolean {
  return types.break === type || types.open === type || types.close === type;
}

/** Whether an event tells that an end has closed a session. */
function isClean(event: EventObject): boolean {
  return 'clean' in event && event.clean === true;
}
