import type { SessionRules, WayRules } from '../../language/network/resolved.ts';
import type { ParameterValue } from '../../language/parameters.ts';
import type { Bounds } from '../../model/bounds.ts';
import type { Outcome, SearchStatistics } from '../../search/outcome.ts';
import { count, counted, hanging, listed } from '../text.ts';

/** One bound within which verdicts are true. */
export interface Bound {
  readonly label: string;
  readonly text: string;
}

/** The bounds that a model is checked within. */
export function boundsOf(bounds: Bounds): readonly Bound[] {
  return [
    { label: 'capacity', text: capacityText(bounds) },
    { label: 'network', text: networkText(bounds) },
    { label: 'lifetime', text: lifetimeText(bounds.network) },
    ...channelsOf(bounds),
    ...linksOf(bounds),
    { label: 'time', text: timeText(bounds) },
    ...crashesOf(bounds),
    ...assumptionsOf(bounds),
  ];
}

/** The assumptions of fairness that claims about the long run rest on. */
export function fairnessOf({ fairness }: Pick<Outcome, 'fairness'>): readonly Bound[] {
  return (fairness?.assumptions ?? []).map(({ name, sentence }) => ({
    label: 'fairness',
    text: `${name}: ${sentence}`,
  }));
}

/** The steps after which nothing was searched: a machine threw in them, or they lead beyond what the search is confined to. */
export function unsearchedOf({
  throwing,
  beyond,
}: Pick<SearchStatistics, 'throwing' | 'beyond'>): readonly Bound[] {
  const after = throwing.map(
    ({ endpoint, on, thrown }) => `what follows when "${endpoint}" throws on ${on}: ${thrown}`,
  );
  if (beyond > 0) {
    const lead = beyond === 1 ? 'leads' : 'lead';
    after.push(
      `what follows beyond the states to which an assumption confines the search: ${counted(beyond, 'step')} ${lead} there, to states that were judged only`,
    );
  }
  return after.map((text) => ({ label: 'not searched', text }));
}

/** Whether the capacity was ever hit, and what that means. */
export function capacityUse(
  { network }: Bounds,
  { capacityHits, cuts }: Pick<SearchStatistics, 'capacityHits' | 'cuts'>,
): string {
  if (!isBounded(network)) return '';
  if (capacityHits === 0 && cuts === 0) return 'never hit';
  const hits =
    cuts > 0
      ? `hit, and ${counted(cuts, 'step was', 'steps were')} cut off there`
      : `hit ${count(capacityHits)} times, where the new message was lost`;
  return `${hits}: behaviours with more messages in flight were not explored`;
}

/** Parameter values on one line. */
export function parametersText(parameters: Readonly<Record<string, ParameterValue>>): string {
  return Object.entries(parameters)
    .map(([name, value]) => `${name}=${value}`)
    .join(' ');
}

/** Labelled paragraphs, one below the other. */
export function boundLines(bounds: readonly Bound[], width: number): readonly string[] {
  const indent = Math.max(0, ...bounds.map(({ label }) => label.length)) + 4;
  return bounds.flatMap(({ label, text }) => hanging(`  ${label}`.padEnd(indent), text, width));
}

/** Whether some message may find no room. */
export function isBounded({ capacity, channels }: Bounds['network']): boolean {
  return [capacity, ...channels.map((channel) => channel.capacity)].some(Number.isFinite);
}

function capacityText({ network: { capacity, full, loss } }: Bounds): string {
  if (capacity === Number.POSITIVE_INFINITY) return 'unbounded: any number of messages may be in flight';
  const most = `at most ${counted(capacity, 'message')} in flight`;
  return full === (loss ? 'loses' : 'cut') ? most : `${most}; ${fullText(full)}`;
}

function fullText(full: Bounds['network']['full']): string {
  switch (full) {
    case 'loses':
      return 'a message that finds no room is lost';
    case 'blocks':
      return 'a step waits until all that it sends finds room';
    case 'cut':
      return 'a step that sends more is cut off';
  }
}

/** What is different on channels, a line each. */
function channelsOf({ network: { channels } }: Bounds): readonly Bound[] {
  return channels.map((channel) => {
    const { name, ways, types, capacity, full } = channel;
    const shown =
      ways.length > MOST_WAYS ? `${ways.length} ways` : listed(ways.map(([from, to]) => `${from} to ${to}`));
    const isTimely = Number.isFinite(channel.lifetime) || channel.minimumDelay > 0;
    const life = isTimely ? `; ${lifetimeText(channel)}` : '';
    const room =
      capacity === Number.POSITIVE_INFINITY
        ? ''
        : `; at most ${counted(capacity, 'message')} each way, and ${fullText(full)}`;
    return {
      label: 'channel',
      text: `"${name}" (${listed(types)}, ${shown}): ${fateText(channel)}${life}${room}`,
    };
  });
}

/** Ways of a channel that are told one by one. */
const MOST_WAYS = 4;

/** What may go down, and how often. */
function linksOf({ network: { links } }: Bounds): readonly Bound[] {
  return links.map((link) => {
    if (link.kind === 'session') {
      const asked = link.asks === null ? 'opens anew at any moment' : `opens once ${link.asks} asks for it`;
      return {
        label: 'session',
        text: `"${link.name}" breaks ${timesText(link.most)}; ${asked}${endingText(link)}`,
      };
    }
    const groups = listed(link.groups.map((group) => `{${group.join(', ')}}`));
    const what = link.loses
      ? 'what is in flight between them is lost'
      : 'what is in flight between them waits';
    return {
      label: 'partition',
      text: `"${link.name}" stands between ${groups} ${timesText(link.most)}; ${what}`,
    };
  });
}

/** How ends put an end to a session. */
function endingText({ closes, aborts, halfClose }: SessionRules): string {
  const whole = halfClose ? 'one way' : 'it';
  const closing = closes === null ? '' : `; ${closes} closes ${whole}, after all that was sent`;
  return closing + (aborts === null ? '' : `; ${aborts} aborts it`);
}

function timesText(most: number): string {
  return most === 0 ? 'never' : `at most ${most === 1 ? 'once' : `${most} times`}`;
}

function networkText({ network }: Bounds): string {
  const { carries, leavesIgnored } = network;
  const ignored = leavesIgnored ? '; one that would change nothing is not delivered' : '';
  return carries.length === 0 ? 'carries no messages' : `${listed(carries)}: ${fateText(network)}${ignored}`;
}

function fateText({ loss, duplication, order }: Pick<WayRules, 'loss' | 'duplication' | 'order'>): string {
  const may = [loss ? 'lost' : '', duplication ? 'duplicated' : '', order === 'none' ? 'reordered' : ''];
  const never = [loss ? '' : 'lost', duplication ? '' : 'duplicated', order === 'none' ? '' : 'reordered'];
  const phrase = (word: string, fates: readonly string[], last: string) => {
    const told = fates.filter((fate) => fate !== '');
    return told.length === 0 ? [] : [`${word} ${listed(told, last)}`];
  };
  return [...phrase('may be', may, 'and'), ...phrase('never', never, 'or')].join(', ');
}

function lifetimeText({ lifetime, minimumDelay, holdsTime }: WayRules): string {
  const life =
    lifetime === Number.POSITIVE_INFINITY
      ? 'unbounded: no message dies of age'
      : holdsTime
        ? `a message is delivered within ${counted(lifetime, 'tick')}, or time stands still`
        : `a message dies after ${counted(lifetime, 'tick')}`;
  return minimumDelay === 0 ? life : `${life}, and travels at least ${counted(minimumDelay, 'tick')}`;
}

function timeText({ timed, elastic, equalDelays }: Bounds): string {
  if (!timed) return 'untimed: an armed timer may fire at any moment';
  const but = elastic.length === 0 ? '' : `, but ${listed(elastic)} may fire at any moment once armed`;
  const order = equalDelays === 'in-order' ? 'in the order of arming' : 'in any order';
  return `discrete ticks; no timer fires early${but}; those with equal delays fire ${order}`;
}

function crashesOf({ crashes, network }: Bounds): readonly Bound[] {
  const texts = new Map<string, string[]>();
  for (const { endpoint, most, restarts } of crashes) {
    const again = restarts ? 'and may start again' : 'and stays down';
    const text = `crashes at most ${most === 1 ? 'once' : `${count(most)} times`}, at any moment, ${again}; ${meanwhileText(network)}`;
    texts.set(text, [...(texts.get(text) ?? []), endpoint]);
  }
  return [...texts].map(([text, endpoints]) => ({
    label: 'crashes',
    text: `${endpoints.length > 1 ? 'each of ' : ''}${listed(endpoints)} ${text}`,
  }));
}

/** What becomes of messages to an endpoint that is down. */
function meanwhileText({ waitsWhileDown, channels }: Bounds['network']): string {
  const fate = (waits: boolean) => (waits ? 'wait' : 'are lost');
  const others = channels.filter((channel) => channel.waitsWhileDown !== waitsWhileDown);
  const names = listed(others.map(({ name }) => `"${name}"`));
  const but = others.length === 0 ? '' : ` (those of ${names} ${fate(!waitsWhileDown)})`;
  return `messages to it ${fate(waitsWhileDown)} meanwhile${but}`;
}

function assumptionsOf({ assumptions }: Bounds): readonly Bound[] {
  if (assumptions.length === 0) return [{ label: 'assumptions', text: 'none' }];
  return assumptions.map(({ name, sentence }) => ({ label: 'assumption', text: `"${name}": ${sentence}` }));
}
