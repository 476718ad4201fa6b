import { ModelError } from '../errors.ts';
import { channelRules } from './channels.ts';
import { linkRules } from './links.ts';
import type { NetworkOptions, WayOptions } from './options.ts';
import { bound, requireWhole } from './quantities.ts';
import type { ChannelRules, NetworkRules, WayRules } from './resolved.ts';

/**
 * @param timed whether time is discrete
 * @param endpoints their names
 * @throws ModelError if an option makes no sense, alone or beside the others
 */
export function networkRules(
  options: NetworkOptions,
  timed: boolean,
  endpoints: readonly string[] = [],
): NetworkRules {
  const own = { ...wayRules('network', options, options, timed), capacity: bound(options.capacity) };
  requireWhole('network.capacity', own.capacity, 1, 'messages, or "unbounded"');
  const channels = Object.entries(options.channels ?? {}).map(([name, channel]) => {
    const where = `network.channels.${name}`;
    return channelRules(
      name,
      channel,
      { where, rules: wayRules(where, { ...options, ...given(channel) }, channel, timed) },
      options.carries,
      endpoints,
    );
  });
  requireApart(channels);
  const links = linkRules(options, channels, endpoints);
  const isUsual = own.full === (own.loss ? 'loses' : 'cut') && !own.holdsTime;
  return {
    carries: options.carries,
    ...own,
    leavesIgnored: options.ignored === 'stays',
    channels,
    links,
    isPlain: channels.length === 0 && links.length === 0 && isUsual,
  };
}

/** The options that have a value: `undefined` is as good as nothing. */
function given<T extends object>(options: T): Partial<T> {
  // Entries of an object make an object of its type, as far as they are there.
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)) as Partial<T>;
}

/**
 * @param where the options stand, for messages
 * @param options all that hold there
 */
function wayRules(
  where: string,
  options: WayOptions,
  own: WayOptions,
  timed: boolean,
): Omit<WayRules, 'capacity'> {
  const loss = options.loss ?? false;
  const rules = {
    loss,
    duplication: options.duplication ?? false,
    order: options.order ?? 'none',
    lifetime: bound(options.lifetime),
    minimumDelay: options.minimumDelay ?? 0,
    full: options.full ?? (loss ? 'loses' : 'cut'),
    holdsTime: options.delivery === 'within lifetime',
    waitsWhileDown: options.whileDown === 'waits',
  };
  requireWhole(`${where}.lifetime`, rules.lifetime, 0, 'ticks, or "unbounded"');
  requireWhole(`${where}.minimumDelay`, rules.minimumDelay, 0, 'ticks');
  if (rules.minimumDelay === Number.POSITIVE_INFINITY)
    throw new ModelError(`${where}.minimumDelay must be finite`);
  requireTime(where, rules, timed);
  requireHolding(where, rules, own);
  return rules;
}

function requireTime(
  where: string,
  { lifetime, minimumDelay }: Pick<WayRules, 'lifetime' | 'minimumDelay'>,
  timed: boolean,
): void {
  if (!timed && (lifetime !== Number.POSITIVE_INFINITY || minimumDelay > 0)) {
    throw new ModelError(
      `${where}.lifetime and ${where}.minimumDelay count ticks, but the model is untimed; give it time: { tick: … } or leave them out`,
    );
  }
  if (minimumDelay > lifetime) {
    throw new ModelError(
      `${where}.minimumDelay (${minimumDelay}) exceeds ${where}.lifetime (${lifetime}): no message could ever arrive`,
    );
  }
}

/** What cannot die of age must be delivered; of a message that stays in flight after that, nothing more can be wanted. */
function requireHolding(where: string, rules: Omit<WayRules, 'capacity'>, { delivery }: WayOptions): void {
  if (!rules.holdsTime) return;
  const option = `${where}.delivery${delivery === undefined ? ' (of the network)' : ''} is "within lifetime"`;
  if (rules.lifetime === Number.POSITIVE_INFINITY) {
    throw new ModelError(`${option}, but the lifetime is unbounded; give it a lifetime in ticks`);
  }
  if (rules.duplication) {
    throw new ModelError(
      `${option}, but there is duplication: what stays in flight once it is delivered would hold time for ever. Leave out one of the two, or write an assumption with reliable(message, sender)`,
    );
  }
}

function requireApart(channels: readonly ChannelRules[]): void {
  const owners = new Map<string, string>();
  for (const { name, ways, types } of channels) {
    for (const [from, to] of ways) {
      for (const type of types) {
        const key = JSON.stringify([from, to, type]);
        const other = owners.get(key);
        if (other !== undefined) {
          throw new ModelError(
            `network.channels: a ${type} from "${from}" to "${to}" belongs to both ${other} and ${name}; say by from, to, between or types which of them it is`,
          );
        }
        owners.set(key, name);
      }
    }
  }
}
