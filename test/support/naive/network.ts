import type { AnyAction, AnyPacket } from '../../../src/language/forgotten.ts';
import type { LinkView } from '../../../src/language/views.ts';
import { isNotice, loses, partsOf, type RulesOf, rulesFor, sessionOf } from './channels.ts';
import type { NaiveSystem } from './system.ts';
import { distinct, textOf } from './text.ts';

/** The messages in flight: way by way in the order of sending where that is kept, else in order of their texts. */
export type Flight = readonly AnyPacket[];

/** How sessions and partitions are, by name. */
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
    const taken = { action: { ...label, copyStays: false }, flight: flight.toSpliced(at, 1) };
    const settled = flight.with(at, { ...message, owed: false });
    const kept = { action: { ...label, copyStays: true }, flight: tidy(system, settled) };
    if (!rules.duplication) return [taken];
    return rules.fifo ? [taken, kept] : [kept];
  });
  return distinct(actions);
}

/** Nothing arrives across a partition; what belongs to a session, only while both of its ends are in it. */
function mayArrive(system: NaiveSystem, wire: Wire, message: AnyPacket): boolean {
  if (isNotice(system, message)) return true;
  if (partsOf(system, message.from, message.to).some((name) => wire.links[name]?.up === false)) return false;
  const session = sessionOf(system, message);
  return session === null || [message.from, message.to].every((end) => isIn(system, wire, session.name, end));
}

/** Whether an end takes part in a session: it is open, and nothing that became of it is still to be told to this end. */
function isIn(system: NaiveSystem, { flight, links }: Wire, session: string, end: string): boolean {
  const news = flight.some(
    (message) => message.to === end && isNotice(system, message) && channelIn(message) === session,
  );
  return links[session]?.up === true && !news;
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

/** Adds the messages that a step sends; `flight` is null if the step is cut off, and `waits` if it must wait for room. */
export function sendAll(
  system: NaiveSystem,
  { flight: before, links }: Wire,
  messages: readonly AnyPacket[],
): { flight: Flight | null | 'waits'; overflows: number } {
  let flight = before;
  let overflows = 0;
  for (const message of messages) {
    if (isBarred(system, { flight, links }, message)) {
      if (message.owed) return { flight: null, overflows };
      continue;
    }
    const more = tidy(system, [...flight, message]);
    if (more.length === flight.length || isRoom(system, more, message)) {
      flight = more;
      continue;
    }
    const { full } = rulesFor(system, message);
    if (full === 'blocks') return { flight: 'waits', overflows: 0 };
    overflows++;
    if (full === 'cut' || message.owed) return { flight: null, overflows };
  }
  return { flight, overflows };
}

/** Whether a message that is sent is lost because there is no session or no link. */
function isBarred(system: NaiveSystem, wire: Wire, message: AnyPacket): boolean {
  if (isNotice(system, message)) return false;
  const parts = partsOf(system, message.from, message.to);
  if (parts.some((name) => wire.links[name]?.up === false && loses(system, name))) return true;
  const session = sessionOf(system, message);
  if (session === null || session.whileBroken === 'waits') return false;
  return !isIn(system, wire, session.name, message.from);
}

function isRoom(system: NaiveSystem, flight: Flight, message: AnyPacket): boolean {
  if (isNotice(system, message)) return true;
  const alike = flight.filter((other) => wayOf(system, other) === wayOf(system, message));
  const all = flight.filter((other) => !isNotice(system, other));
  return alike.length <= rulesFor(system, message).capacity && all.length <= system.capacity;
}

/** What happens to a link. */
type Change = NetworkAction & { readonly links: LinkStates; readonly told: Flight };

/** What may happen to the links, and what is in flight then: without what it loses, and with what the ends are told. */
export function linkChanges(system: NaiveSystem, wire: Wire): readonly Change[] {
  const { channels = {}, partitions = {} } = system.network;
  const sessions = Object.entries(channels).flatMap(([name, { session }]): Change[] => {
    const link = wire.links[name];
    if (session === undefined || link === undefined) return [];
    const tell = (type: string | undefined) => (type === undefined ? [] : notices(system, name, type));
    if (link.up) {
      const isLost = (message: AnyPacket) =>
        !isNotice(system, message) &&
        sessionOf(system, message)?.name === name &&
        isIn(system, wire, name, message.from);
      const isAllowed = link.downs < session.breaks && !wire.flight.some((m) => m.owed && isLost(m));
      if (!isAllowed) return [];
      return [
        {
          action: { kind: 'break', link: name } as const,
          flight: wire.flight.filter((message) => !isLost(message)),
          links: { ...wire.links, [name]: { up: false, downs: link.downs + 1, asked: false } },
          told: tell(session.tells?.break),
        },
      ];
    }
    const [a = '', b = ''] = system.ends(name);
    const isParted = partsOf(system, a, b).some((part) => wire.links[part]?.up === false);
    if (isParted || (session.asks !== undefined && !link.asked)) return [];
    return [
      {
        action: { kind: 'open', link: name } as const,
        flight: wire.flight,
        links: { ...wire.links, [name]: { ...link, up: true, asked: false } },
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
        links: { ...wire.links, [name]: { up: !link.up, downs, asked: false } },
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
