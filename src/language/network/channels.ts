import { ModelError } from '../errors.ts';
import { nearest } from '../nearest.ts';
import type { ChannelOptions } from './options.ts';
import { bound, requireWhole } from './quantities.ts';
import type { ChannelRules, WayRules } from './resolved.ts';

/** What a channel has in common with the network, and where it stands, for messages. */
interface Setting {
  readonly where: string;
  readonly rules: Omit<WayRules, 'capacity'>;
}

/** @throws ModelError if the channel's messages make no sense */
export function channelRules(
  name: string,
  channel: ChannelOptions,
  { where, rules }: Setting,
  carries: readonly string[],
  endpoints: readonly string[],
): ChannelRules {
  const capacity = bound(channel.capacity);
  requireWhole(`${where}.capacity`, capacity, 1, 'messages, or "unbounded"');
  return {
    name,
    ways: waysOf(where, channel, endpoints),
    types: typesOf(where, channel, carries),
    ...rules,
    capacity,
  };
}

function typesOf(where: string, { types }: ChannelOptions, carries: readonly string[]): readonly string[] {
  if (types === undefined) return carries;
  if (types.length === 0) throw new ModelError(`${where}.types is empty; leave it out for all types`);
  const unknown = types.find((type) => !carries.includes(type));
  if (unknown === undefined) return types;
  throw new ModelError(
    `${where}.types names "${unknown}", which the network does not carry${nearest(unknown, carries)}`,
  );
}

function waysOf(
  where: string,
  { from, to, between, types }: ChannelOptions,
  endpoints: readonly string[],
): ChannelRules['ways'] {
  if (between !== undefined) {
    if (from !== undefined || to !== undefined) {
      throw new ModelError(`${where} has both between and from or to; write one of the two`);
    }
    const ends = namesIn(`${where}.between`, between, endpoints);
    if (ends.length < 2) throw new ModelError(`${where}.between must name two endpoints or more`);
    return ends.flatMap((a) => ends.filter((b) => b !== a).map((b) => [a, b] as const));
  }
  if (from === undefined && to === undefined && types === undefined) {
    throw new ModelError(
      `${where} does not say which messages are its own; give it from and to, between, or types`,
    );
  }
  const senders = namesIn(`${where}.from`, from ?? endpoints, endpoints);
  const receivers = namesIn(`${where}.to`, to ?? endpoints, endpoints);
  return senders.flatMap((a) => receivers.map((b) => [a, b] as const));
}

/** @throws ModelError for an endpoint that does not exist, or none at all */
export function namesIn(
  where: string,
  given: string | readonly string[],
  endpoints: readonly string[],
): readonly string[] {
  const names = [...new Set(typeof given === 'string' ? [given] : given)];
  if (names.length === 0) throw new ModelError(`${where} is empty; it must name an endpoint`);
  const unknown = names.find((name) => !endpoints.includes(name));
  if (unknown === undefined) return names;
  throw new ModelError(`${where} names "${unknown}", which is no endpoint${nearest(unknown, endpoints)}`);
}
