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
      `network.partitions.${both.name} has the name of a session; traces could not tell them apart`,
    );
  }
  return [...sessions, ...parts];
}

function sessionRules(
  { name, ways, duplication }: ChannelRules,
  options: SessionOptions,
  carries: readonly string[],
): SessionRules {
  const { breaks, tells = {}, asks, starts = 'open', whileBroken = 'loses' } = options;
  const where = `network.channels.${name}`;
  requireCount(`${where}.session.breaks`, breaks, 0, 'how often it may break');
  const [a, b, ...more] = [...new Set(ways.flat())];
  if (a === undefined || b === undefined || more.length > 0) {
    throw new ModelError(
      `${where}.session needs two endpoints, but the channel is of ${[...new Set(ways.flat())].length}; give it between: [one, other], and each session a channel of its own`,
    );
  }
  requireOwnTypes(`${where}.session`, options, carries);
  requireClosing(`${where}.session`, options, duplication);
  return {
    kind: 'session',
    name,
    most: breaks,
    startsUp: starts === 'open',
    ends: [a, b],
    tells: {
      break: tells.break ?? null,
      open: tells.open ?? null,
      close: tells.close ?? tells.break ?? null,
    },
    asks: asks ?? null,
    closes: options.closes ?? null,
    aborts: options.aborts ?? null,
    halfClose: options.halfClose ?? false,
    breaksOnCrash: options.onCrash !== 'stays',
    waits: whileBroken === 'waits',
  };
}

/** What ends tell a session, or are told of it, is no message; and what they tell it is told by different events. */
function requireOwnTypes(
  where: string,
  { tells = {}, asks, closes, aborts }: SessionOptions,
  carries: readonly string[],
): void {
  const types = {
    'tells.break': tells.break,
    'tells.open': tells.open,
    'tells.close': tells.close,
    asks,
    closes,
    aborts,
  };
  for (const [option, type] of Object.entries(types)) {
    if (type === undefined || !carries.includes(type)) continue;
    throw new ModelError(
      `${where}.${option} is "${type}", which the network carries as a message; take another type`,
    );
  }
  const orders = Object.entries({ asks, closes, aborts }).filter(([, type]) => type !== undefined);
  orders.forEach(([option, type], i) => {
    const other = orders.slice(0, i).find(([, earlier]) => earlier === type);
    if (other === undefined) return;
    throw new ModelError(
      `${where}.${other[0]} and ${where}.${option} are both "${type}"; take two types, so that it is clear what the end wants`,
    );
  });
}

/** @throws ModelError for a session that could never be closed, or whose closing would say nothing */
function requireClosing(
  where: string,
  { tells = {}, closes, halfClose, whileBroken }: SessionOptions,
  duplication: boolean,
): void {
  if (closes === undefined) {
    const idle = tells.close !== undefined ? 'tells.close' : halfClose !== undefined ? 'halfClose' : null;
    if (idle === null) return;
    throw new ModelError(
      `${where}.${idle} says what becomes of a session that an end closes, but no end can; give it closes, the type of an event`,
    );
  }
  if (tells.close === undefined && tells.break === undefined) {
    throw new ModelError(
      `${where}.closes needs tells.close (or tells.break): by that event the other end learns that there is nothing more to come`,
    );
  }
  if (duplication) {
    throw new ModelError(
      `${where}.closes needs a channel without duplication: all that was sent is delivered before the other end is told, and what stays in flight once it is delivered would hold that up for ever`,
    );
  }
  if (whileBroken === 'waits') {
    throw new ModelError(
      `${where} has both closes and whileBroken: "waits": what an end sends once it has closed is lost. Let its machine keep what it has to say until the session is open, or use aborts`,
    );
  }
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
