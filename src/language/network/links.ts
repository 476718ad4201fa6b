import { ModelError } from '../errors.ts';
import { namesIn } from './channels.ts';
import type { NetworkOptions, PartitionOptions, SessionOptions } from './options.ts';
import { requireCount } from './quantities.ts';
import type { ChannelRules, LinkRules, PartitionRules, SessionRules } from './resolved.ts';

/**
 * The sessions and partitions of a network, resolved.
 *
 * @throws ModelError for links that make no sense
 */
export function linkRules(
  { channels = {}, partitions = {}, carries }: NetworkOptions,
  resolved: readonly ChannelRules[],
  endpoints: readonly string[],
): readonly LinkRules[] {
  const sessions = resolved.flatMap((channel) => {
    const session = channels[channel.name]?.session;
    return session === undefined ? [] : [sessionRules(channel, session, carries)];
  });
  const parts = Object.entries(partitions).map(([name, partition]) =>
    partitionRules(name, partition, endpoints),
  );
  const both = parts.find(({ name }) => sessions.some((session) => session.name === name));
  if (both !== undefined) {
    throw new ModelError(
      `network.partitions.${both.name} has the name of a session; traces and state.links could not tell them apart`,
    );
  }
  return [...sessions, ...parts];
}

function sessionRules(
  { name, ways }: ChannelRules,
  { breaks, tells = {}, asks, starts = 'open', whileBroken = 'loses' }: SessionOptions,
  carries: readonly string[],
): SessionRules {
  const where = `network.channels.${name}`;
  requireCount(`${where}.session.breaks`, breaks, 0, 'how often it may break');
  const [a, b, ...more] = [...new Set(ways.flat())];
  if (a === undefined || b === undefined || more.length > 0) {
    throw new ModelError(
      `${where}.session needs two endpoints, but the channel is of ${[...new Set(ways.flat())].length}; give it between: [one, other], and each session a channel of its own`,
    );
  }
  const types = { 'tells.break': tells.break, 'tells.open': tells.open, asks };
  for (const [option, type] of Object.entries(types)) {
    if (type === undefined || !carries.includes(type)) continue;
    throw new ModelError(
      `${where}.session.${option} is "${type}", which the network carries as a message; take another type`,
    );
  }
  return {
    kind: 'session',
    name,
    most: breaks,
    startsUp: starts === 'open',
    ends: [a, b],
    tells: { break: tells.break ?? null, open: tells.open ?? null },
    asks: asks ?? null,
    waits: whileBroken === 'waits',
  };
}

function partitionRules(
  name: string,
  { between, most, loses = false, starts = 'up' }: PartitionOptions,
  endpoints: readonly string[],
): PartitionRules {
  const where = `network.partitions.${name}`;
  requireCount(`${where}.most`, most, 0, 'how often it may happen');
  if (between.length < 2) throw new ModelError(`${where}.between must have two groups or more`);
  const groups = between.map((group, i) => namesIn(`${where}.between[${i}]`, group, endpoints));
  const twice = groups.flat().find((endpoint, i, all) => all.indexOf(endpoint) !== i);
  if (twice !== undefined) {
    throw new ModelError(`${where}.between has "${twice}" in two groups; an endpoint is in one at most`);
  }
  return { kind: 'partition', name, most, startsUp: starts === 'up', groups, loses };
}
