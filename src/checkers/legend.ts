import type { WayRules } from '../language/network/resolved.ts';
import type { Instance } from '../model/instance.ts';
import type { ClosedSystem } from './closed-system.ts';

/** What network and time do, and what is assumed, line by line. */
function boundsText({ model }: Instance): readonly string[] {
  const { network, timed, elastic, equalDelays, assumptions } = model.bounds;
  const { carries, channels, links } = network;
  return [
    `network: carries ${carries.join(', ') || 'nothing'}; ${rulesText(network)}`,
    ...channels.flatMap((channel) => {
      const ways = channel.ways.map(([from, to]) => `${from} to ${to}`);
      return [
        `channel ${channel.name}: ${channel.types.join(', ')}; ${ways.join(', ')}; ${rulesText(channel)}`,
      ];
    }),
    ...links.map(({ kind, name, most, startsUp }) => {
      return `${kind} ${name}: goes down ${most} times at most, starts ${startsUp ? 'up' : 'down'}`;
    }),
    timed
      ? `time: discrete; equal delays ${equalDelays}; elastic: ${elastic.join(', ') || 'none'}`
      : 'time: none; timers fire at any moment',
    ...assumptions.map(({ name, sentence }) => `assumed: ${name}: ${sentence}`),
  ];
}

function rulesText({
  loss,
  duplication,
  order,
  lifetime,
  minimumDelay,
  capacity,
  full,
  holdsTime,
}: WayRules): string {
  const bound = (value: number) => (value === Number.POSITIVE_INFINITY ? 'unbounded' : String(value));
  const age = `lifetime ${bound(lifetime)}${holdsTime ? ' (time waits for it)' : ''}, minimum delay ${minimumDelay}`;
  return `loss ${loss}, duplication ${duplication}, order ${order}, ${age}, capacity ${bound(capacity)} (full: ${full})`;
}

/** Which model it is, with its parameters, and the bounds within which it is searched. */
export function titleLines({ instance }: ClosedSystem): readonly string[] {
  const { name, variant, parameters } = instance;
  const given = Object.entries(parameters).map(([key, value]) => `${key}=${value}`);
  const title = `${name}${variant === null ? '' : `, variant ${variant}`}: ${given.join(' ')}`;
  return [title, '', ...boundsText(instance)];
}

/** The properties that are looked for, in the order of their numbers: first the one that every model has. */
export function propertyNames({ properties }: Pick<ClosedSystem, 'properties'>): readonly string[] {
  return ['machines do not throw', ...properties.map(({ name }) => name)];
}

/** What each packet is, by number. */
export function packetLines({ packets, endpoints }: ClosedSystem): readonly string[] {
  return packets.map(({ from, to, text, mark, age, owed }, i) => {
    const what = [text, mark, age > 0 ? `age ${age}` : '', owed ? 'promised' : ''];
    const told = what.filter((each) => each !== '').join(', ');
    return `${i}  ${endpoints[from]?.name} to ${endpoints[to]?.name}: ${told}`;
  });
}
