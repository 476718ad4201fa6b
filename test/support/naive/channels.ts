import type { AnyPacket } from '../../../src/language/forgotten.ts';
import type { SessionOptions, WayOptions } from '../../../src/language/network/options.ts';
import type { NaiveSystem } from './system.ts';

/** What may happen to one message. */
export interface RulesOf {
  /** The name of its channel; of what tells of a session, another text. */
  readonly channel: string;
  readonly loss: boolean;
  readonly duplication: boolean;
  readonly fifo: boolean;
  readonly lifetime: number;
  readonly minimumDelay: number;
  readonly capacity: number;
  readonly full: 'loses' | 'blocks' | 'cut';
  readonly holdsTime: boolean;
  readonly waitsWhileDown: boolean;
}

type Message = Pick<AnyPacket, 'from' | 'to' | 'event'>;

/** Whether a message tells an end of a session what became of it. */
export function isNotice({ network: { channels = {} } }: NaiveSystem, { event }: Message): boolean {
  const { channel } = event as { readonly channel?: unknown };
  const tells = typeof channel === 'string' ? channels[channel]?.session?.tells : undefined;
  return tells !== undefined && [tells.break, tells.open, tells.close].includes(event.type);
}

/** Whether a message tells that the other end has closed the session. */
export function isClosing(system: NaiveSystem, message: Message): boolean {
  return isNotice(system, message) && (message.event as { readonly clean?: unknown }).clean === true;
}

export function rulesFor(system: NaiveSystem, message: Message): RulesOf {
  if (isNotice(system, message)) {
    const { channel } = message.event as { readonly channel?: unknown };
    const { whileDown } = { ...system.network, ...system.network.channels?.[String(channel)] };
    const what = `${isClosing(system, message) ? 'the end' : 'the news'} of ${channel}`;
    return { ...resolved({}, what), fifo: true, waitsWhileDown: whileDown === 'waits' };
  }
  const name = channelOf(system, message);
  if (name === null) return { ...resolved(system.network, ''), capacity: Number.POSITIVE_INFINITY };
  const { channels = {}, ...network } = system.network;
  return resolved({ ...network, capacity: 'unbounded', ...channels[name] }, name);
}

/** The session that a message belongs to. */
export function sessionOf(
  system: NaiveSystem,
  message: Message,
): (SessionOptions & { readonly name: string }) | null {
  const name = channelOf(system, message);
  const session = name === null ? undefined : system.network.channels?.[name]?.session;
  return session === undefined || name === null ? null : { ...session, name };
}

/** The partitions that may stand between two endpoints. */
export function partsOf({ network: { partitions = {} } }: NaiveSystem, a: string, b: string): string[] {
  return Object.keys(partitions).filter((name) => {
    const of = (end: string) => partitions[name]?.between.find((group) => group.includes(end));
    return of(a) !== undefined && of(b) !== undefined && of(a) !== of(b);
  });
}

export function loses({ network: { partitions = {} } }: NaiveSystem, name: string): boolean {
  return partitions[name]?.loses === true;
}

/** The two endpoints that a channel is between. */
export function endsOf(channel: { from?: unknown; to?: unknown; between?: unknown } | undefined): string[] {
  return [channel?.from ?? [], channel?.to ?? [], channel?.between ?? []].flat().map(String);
}

function channelOf({ network: { channels = {} } }: NaiveSystem, { from, to, event }: Message): string | null {
  const has = (names: string | readonly string[] | undefined, name: string) =>
    names === undefined || [names].flat().includes(name);
  const found = Object.entries(channels).find(([, channel]) => {
    const { between, types } = channel;
    if (types !== undefined && !types.includes(event.type)) return false;
    if (between !== undefined) return from !== to && between.includes(from) && between.includes(to);
    return has(channel.from, from) && has(channel.to, to);
  });
  return found === undefined ? null : found[0];
}

function resolved(
  options: WayOptions & { readonly capacity?: number | 'unbounded' },
  channel: string,
): RulesOf {
  const loss = options.loss === true;
  return {
    channel,
    loss,
    duplication: options.duplication === true,
    fifo: options.order === 'fifo',
    lifetime: finite(options.lifetime),
    minimumDelay: options.minimumDelay ?? 0,
    capacity: finite(options.capacity),
    full: options.full ?? (loss ? 'loses' : 'cut'),
    holdsTime: options.delivery === 'within lifetime',
    waitsWhileDown: options.whileDown === 'waits',
  };
}

function finite(bound: number | 'unbounded' | undefined): number {
  return typeof bound === 'number' ? bound : Number.POSITIVE_INFINITY;
}
