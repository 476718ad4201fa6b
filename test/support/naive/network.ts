import type { AnyAction, AnyPacket } from '../../../src/language/forgotten.ts';
import type { ChannelView } from '../../../src/language/views.ts';
import { isClosing, isNotice, loses, partsOf, type RulesOf, rulesFor, sessionOf } from './channels.ts';
import type { NaiveSystem } from './system.ts';
import { distinct, textOf } from './text.ts';

/** The messages in flight: way by way in the order of sending where that is kept, else in order of their texts. */
export type Flight = readonly AnyPacket[];

/** How a channel or a partition is. */
export interface LinkView extends ChannelView {
  readonly of: 'channel' | 'partition';
}

/** How channels and partitions are, by name. */
export type LinkStates = Readonly<Record<string, LinkView>>;

/** What is in flight, and how the links are. */
export interface Wire {
  readonly flight: Flight;
  readonly links: LinkStates;
}

/** A network action, with what is in flight once the message has been taken or has stayed. */
export interface NetworkAction<A extends AnyAction = AnyAction> {
  readonly action: A;
  readonly flight: Flight;
  /** How the links are then; left out where they stay as they are. */
  readonly links?: LinkStates;
}

type Deliver = Extract<AnyAction, { kind: 'deliver' }>;

/** The deliveries that the network allows (an assumption may still refuse them). */
export function deliveries(system: NaiveSystem, wire: Wire): NetworkAction<Deliver>[] {
  const { flight } = wire;
  const actions = flight.flatMap((message, at) => {
    const rules = rulesFor(system, message);
    const isHead = !flight.slice(0, at).some((earlier) => wayOf(system, earlier) === wayOf(system, message));
    if (message.age < rules.minimumDelay || (rules.fifo && !isHead)) return [];
    if (!mayArrive(system, wire, message)) return [];
    const label = { kind: 'deliver', endpoint: message.to, message } as const;
    const rest = settled(system, { ...wire, flight: flight.toSpliced(at, 1) }, message);
    const taken = { action: { ...label, copyStays: false }, ...rest };
    const remaining = flight.with(at, { ...message, owed: false });
    const kept = { action: { ...label, copyStays: true }, flight: tidy(system, remaining) };
    if (!rules.duplication) return [taken];
    return rules.fifo ? [taken, kept] : [kept];
  });
  return distinct(actions);
}

/** Nothing arrives across a partition; what belongs to a session, only while both of its ends are in it. */
function mayArrive(system: NaiveSystem, wire: Wire, message: AnyPacket): boolean {
  if (isNotice(system, message) && !isClosing(system, message)) return true;
  if (partsOf(system, message.from, message.to).some((name) => wire.links[name]?.up === false)) return false;
  if (isClosing(system, message)) {
    // It comes behind all that was sent before it, and behind the news of the session's opening.
    const name = String(channelIn(message));
    const isBehind = (other: AnyPacket) =>
      other.from === message.from && sessionOf(system, other)?.name === name;
    return (
      isIn(system, wire, name, message.to) && !wire.flight.some((m) => !isNotice(system, m) && isBehind(m))
    );
  }
  const session = sessionOf(system, message);
  return session === null || [message.from, message.to].every((end) => isIn(system, wire, session.name, end));
}

/** Whether an end takes part in a session: it is open, and nothing that became of it is still to be told to this end. */
function isIn(system: NaiveSystem, { flight, links }: Wire, session: string, end: string): boolean {
  const news = flight.some(
    (message) =>
      message.to === end &&
      isNotice(system, message) &&
      !isClosing(system, message) &&
      channelIn(message) === session,
  );
  return links[session]?.up === true && !news;
}

/** Whether an end has nothing more to do with a session that is still open: both closed it, and this one knows. */
function isOver(system: NaiveSystem, { flight, links }: Wire, session: string, end: string): boolean {
  const isOnItsWay = flight.some(
    (message) => message.to === end && isClosing(system, message) && channelIn(message) === session,
  );
  return links[session]?.closedBy.length === 2 && !isOnItsWay;
}

/** What is in flight, and the links, once a message was taken: a session is over when the last word of its ends has come. */
function settled(system: NaiveSystem, { flight, links }: Wire, taken: AnyPacket): Wire {
  const name = String(channelIn(taken));
  const link = links[name];
  const isTheLast =
    isClosing(system, taken) &&
    link?.closedBy.length === 2 &&
    !flight.some((message) => isClosing(system, message) && channelIn(message) === name);
  return { flight, links: isTheLast ? { ...links, [name]: { ...link, up: false, closedBy: [] } } : links };
}

/** What a step hands to the network: messages, and what an endpoint does to sessions by what it emits. */
export type Handed =
  | { readonly message: AnyPacket }
  | {
      readonly does: 'asks' | 'closes' | 'aborts' | 'crashes';
      readonly end: string;
      readonly session: string;
    };

/** What the other end of a session is told of what one does to it. */
export function noticesOf(system: NaiveSystem, handed: Handed): readonly AnyPacket[] {
  if ('message' in handed) return [handed.message];
  const { tells } = system.network.channels?.[handed.session]?.session ?? {};
  const type = handed.does === 'closes' ? (tells?.close ?? tells?.break) : tells?.break;
  if (handed.does === 'asks' || type === undefined) return [];
  const clean = handed.does === 'closes' ? { clean: true } : {};
  const [to = ''] = system.ends(handed.session).filter((end) => end !== handed.end);
  const event = { type, channel: handed.session, ...clean } as AnyPacket['event'];
  return [{ from: handed.end, to, event, mark: system.history.marks?.initial ?? '', age: 0, owed: false }];
}

/** Does to a session what an end wants; null if what is promised to arrive would be lost. */
function changeSession(
  system: NaiveSystem,
  wire: Wire,
  handed: Exclude<Handed, { message: unknown }>,
): Wire | null {
  const { does, end, session } = handed;
  const { flight, links } = wire;
  const link = links[session];
  if (link === undefined) return wire;
  const withLink = (changed: Partial<LinkView>) => ({ ...links, [session]: { ...link, ...changed } });
  if (does === 'asks') {
    const askedBy = system.ends(session).filter((each) => each === end || link.askedBy.includes(each));
    return link.up && link.closedBy.length === 0 ? wire : { flight, links: withLink({ askedBy }) };
  }
  if (does === 'crashes') return crashed(system, wire, handed);
  if (!isIn(system, wire, session, end)) return wire;
  const told = noticesOf(system, handed);
  if (does === 'closes') {
    if (link.closedBy.includes(end)) return wire;
    const closedBy = system.ends(session).filter((each) => each === end || link.closedBy.includes(each));
    return { flight: tidy(system, [...flight, ...told]), links: withLink({ closedBy }) };
  }
  if (isOver(system, wire, session, end)) return wire;
  if (flight.some((message) => message.owed && isLostWith(system, wire, session, message))) return null;
  const left = flight.filter((message) => !isLostWith(system, wire, session, message));
  const news = told.filter(({ to }) => !isOver(system, wire, session, to));
  return { flight: tidy(system, [...left, ...news]), links: withLink({ up: false, closedBy: [] }) };
}

/** An end of a session forgets all of it, and what is on its way; the other one learns of it as of a break. */
function crashed(
  system: NaiveSystem,
  wire: Wire,
  handed: Exclude<Handed, { message: unknown }>,
): Wire | null {
  const { end, session } = handed;
  const link = wire.links[session];
  if (link === undefined) return wire;
  const isLost = (message: AnyPacket) => link.up && isLostWith(system, wire, session, message);
  if (wire.flight.some((message) => message.owed && isLost(message))) return null;
  const isForgotten = (message: AnyPacket) =>
    message.to === end &&
    isNotice(system, message) &&
    !isClosing(system, message) &&
    channelIn(message) === session;
  const news = noticesOf(system, handed).filter(({ to }) => link.up && !isOver(system, wire, session, to));
  const left = wire.flight.filter((message) => !isLost(message) && !isForgotten(message));
  const askedBy = link.askedBy.filter((each) => each !== end);
  return {
    flight: tidy(system, [...left, ...news]),
    links: { ...wire.links, [session]: { ...link, up: false, closedBy: [], askedBy } },
  };
}

/** Whether a message is lost when its session goes down. */
function isLostWith(system: NaiveSystem, wire: Wire, session: string, message: AnyPacket): boolean {
  if (isNotice(system, message)) return isClosing(system, message) && channelIn(message) === session;
  return sessionOf(system, message)?.name === session && isIn(system, wire, session, message.from);
}

/** The losses that the network allows. */
export function losses(system: NaiveSystem, flight: Flight): NetworkAction[] {
  const actions = flight.flatMap((message, at): NetworkAction[] =>
    message.owed || !rulesFor(system, message).loss
      ? []
      : [{ action: { kind: 'drop', message }, flight: flight.toSpliced(at, 1) }],
  );
  return distinct(actions);
}

/** What is in flight a tick later, or null if a message that would die must be delivered first. */
export function tickFlight(system: NaiveSystem, flight: Flight): Flight | null {
  const isAtEnd = (message: AnyPacket) => message.age === rulesFor(system, message).lifetime;
  const holds = (message: AnyPacket) => message.owed || rulesFor(system, message).holdsTime;
  if (flight.some((message) => isAtEnd(message) && holds(message))) return null;
  return tidy(
    system,
    flight
      .filter((message) => !isAtEnd(message))
      .map((message) => {
        const { lifetime, minimumDelay } = rulesFor(system, message);
        const oldest = lifetime === Number.POSITIVE_INFINITY ? minimumDelay : lifetime;
        return { ...message, age: Math.min(message.age + 1, oldest) };
      }),
  );
}

/** Gives every message in flight a new mark. */
export function remarkFlight(
  system: NaiveSystem,
  flight: Flight,
  markOf: (message: AnyPacket) => string,
): Flight {
  return tidy(
    system,
    flight.map((message) => ({ ...message, mark: markOf(message) })),
  );
}

/** Does all that a step hands over; `flight` is null if the step is cut off, and `waits` if it must wait for room. */
export function sendAll(
  system: NaiveSystem,
  { flight: before, links: linksBefore }: Wire,
  all: readonly Handed[],
): { flight: Flight | null | 'waits'; links: LinkStates; overflows: number } {
  let flight = before;
  let links = linksBefore;
  let overflows = 0;
  for (const handed of all) {
    if (!('message' in handed)) {
      const next = changeSession(system, { flight, links }, handed);
      if (next === null) return { flight: null, links, overflows };
      ({ flight, links } = next);
      continue;
    }
    const { message } = handed;
    if (isBarred(system, { flight, links }, message)) {
      if (message.owed) return { flight: null, links, overflows };
      continue;
    }
    const more = tidy(system, [...flight, message]);
    if (more.length === flight.length || isRoom(system, more, message)) {
      flight = more;
      continue;
    }
    const { full } = rulesFor(system, message);
    if (full === 'blocks') return { flight: 'waits', links, overflows: 0 };
    overflows++;
    if (full === 'cut' || message.owed) return { flight: null, links, overflows };
  }
  return { flight, links, overflows };
}

/** Whether a message that is sent is lost because there is no session or no link. */
export function isBarred(system: NaiveSystem, wire: Wire, message: AnyPacket): boolean {
  if (isNotice(system, message)) return false;
  const parts = partsOf(system, message.from, message.to);
  if (parts.some((name) => wire.links[name]?.up === false && loses(system, name))) return true;
  const session = sessionOf(system, message);
  if (session === null || session.whileBroken === 'waits') return false;
  const hasClosed = wire.links[session.name]?.closedBy.includes(message.from) === true;
  return hasClosed || !isIn(system, wire, session.name, message.from);
}

function isRoom(system: NaiveSystem, flight: Flight, message: AnyPacket): boolean {
  if (isNotice(system, message)) return true;
  const alike = flight.filter((other) => wayOf(system, other) === wayOf(system, message));
  const all = flight.filter((other) => !isNotice(system, other));
  return alike.length <= rulesFor(system, message).capacity && all.length <= system.capacity;
}

/** What happens to a link. */
interface Change extends NetworkAction {
  readonly links: LinkStates;
  readonly told: Flight;
  /** The ends that have no ear for it. */
  readonly unheard?: readonly string[];
}

/** What may happen to the links, and what is in flight then: without what it loses, and with what the ends are told. */
export function linkChanges(
  system: NaiveSystem,
  wire: Wire,
  isCrashed: (end: string) => boolean,
): readonly Change[] {
  const { channels = {}, partitions = {} } = system.network;
  const sessions = Object.entries(channels).flatMap(([name, { session }]): Change[] => {
    const link = wire.links[name];
    if (session === undefined || link === undefined) return [];
    const tell = (type: string | undefined) => (type === undefined ? [] : notices(system, name, type));
    if (link.up) {
      const isLost = (message: AnyPacket) => isLostWith(system, wire, name, message);
      const isAllowed = link.downs < session.breaks && !wire.flight.some((m) => m.owed && isLost(m));
      if (!isAllowed) return [];
      return [
        {
          action: { kind: 'break', link: name } as const,
          flight: wire.flight.filter((message) => !isLost(message)),
          links: { ...wire.links, [name]: { ...link, up: false, downs: link.downs + 1, closedBy: [] } },
          told: tell(session.tells?.break),
          unheard: system.ends(name).filter((end) => isOver(system, wire, name, end)),
        },
      ];
    }
    const [a = '', b = ''] = system.ends(name);
    const isParted = partsOf(system, a, b).some((part) => wire.links[part]?.up === false);
    const isDown = session.onCrash !== 'stays' && [a, b].some(isCrashed);
    if (isParted || isDown || (session.asks !== undefined && link.askedBy.length === 0)) return [];
    return [
      {
        action: { kind: 'open', link: name } as const,
        flight: wire.flight,
        links: { ...wire.links, [name]: { ...link, up: true, askedBy: [] } },
        told: tell(session.tells?.open),
      },
    ];
  });
  const parts = Object.entries(partitions).flatMap(([name, { most }]): Change[] => {
    const link = wire.links[name];
    if (link === undefined) return [];
    const isLost = (message: AnyPacket) =>
      loses(system, name) &&
      !isNotice(system, message) &&
      partsOf(system, message.from, message.to).includes(name);
    if (link.up && (link.downs >= most || wire.flight.some((m) => m.owed && isLost(m)))) return [];
    const downs = link.up ? link.downs + 1 : link.downs;
    return [
      {
        action: { kind: link.up ? 'down' : 'up', link: name } as const,
        flight: link.up ? wire.flight.filter((message) => !isLost(message)) : wire.flight,
        links: { ...wire.links, [name]: { ...link, up: !link.up, downs } },
        told: [],
      },
    ];
  });
  return [...sessions, ...parts];
}

/** Each end is told by what looks like a message of the other one. */
function notices(system: NaiveSystem, channel: string, type: string): Flight {
  const [a = '', b = ''] = system.ends(channel);
  const mark = system.history.marks?.initial ?? '';
  const notice = (from: string, to: string): AnyPacket => {
    return { from, to, event: { type, channel } as AnyPacket['event'], mark, age: 0, owed: false };
  };
  return [notice(b, a), notice(a, b)];
}

/** In a network that duplicates without order, equal messages are one. */
function tidy(system: NaiveSystem, flight: Flight): Flight {
  const keyed = flight.map((message) => {
    const rules: RulesOf = rulesFor(system, message);
    const way = wayOf(system, message);
    return { message, rules, key: rules.fifo ? way : `${way} ${textOf(message)}` };
  });
  const sorted = keyed.toSorted((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
  return sorted
    .filter(({ key, rules }, at) => rules.fifo || !rules.duplication || sorted[at - 1]?.key !== key)
    .map(({ message }) => message);
}

function wayOf(system: NaiveSystem, message: AnyPacket): string {
  return textOf([message.from, message.to, rulesFor(system, message).channel]);
}

function channelIn({ event }: AnyPacket): unknown {
  return (event as { readonly channel?: unknown }).channel;
}
