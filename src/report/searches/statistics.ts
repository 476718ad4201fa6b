import type { ComponentSize } from '../../model/model.ts';
import type { Ending, Outcome, SearchStatistics } from '../../search/outcome.ts';
import { count, counted, seconds } from '../text.ts';

/** The order in which states were visited. */
export type Order = 'bfs' | 'dfs' | 'random';

/** Distinct states from which on the memory per state is worth telling. */
const TELLING = 10_000;

/** The size of the search on one line. */
export function statisticsText(statistics: SearchStatistics): string {
  const { distinctStates, transitions, depth, statesPerSecond, bytesPerState, localTransitions } = statistics;
  const { initialStates } = statistics;
  return [
    `${counted(distinctStates, 'distinct state')}${initialStates === 1 ? '' : ` (${count(initialStates)} initial)`}`,
    counted(transitions, 'transition'),
    `depth ${count(depth)}`,
    `${seconds(statistics.seconds)} (${count(statesPerSecond)} states/s)`,
    // A small search is all first chunks of its tables: their size says nothing of a state.
    ...(distinctStates < TELLING ? [] : [`${count(bytesPerState)} bytes per state`]),
    ...(localTransitions === null ? [] : [counted(localTransitions, 'local transition')]),
  ].join(', ');
}

/** Why a search that did not see every state ended, what it covered, and what grows; null for a complete one. */
export function endingText({ complete, ending, statistics }: Outcome, order: Order): string | null {
  if (ending === 'compacted') return compactedText(statistics);
  const why = reasons[ending];
  if (why === null) return null;
  if (ending === 'walked')
    return `${why} ${counted(statistics.distinctStates, 'state was', 'states were')} seen.`;
  if (ending === 'decided' || ending === 'first') return why;
  if (complete)
    return `${why} All states were seen; claims about the long run whose turn had not come stay unknown.`;
  return `${why} ${coverage(statistics, order)} ${growth(statistics)}`;
}

const reasons: Readonly<Record<Exclude<Ending, 'compacted'>, string | null>> = {
  exhausted: null,
  decided: 'The search ended before it had seen every state: all properties were decided.',
  first: 'The search ended at the first violation, as asked by --first.',
  'max-states': 'The search was stopped by its limit of states (--max-states).',
  'max-seconds': 'The search was stopped by its limit of time (--max-seconds).',
  'max-memory':
    'The search was stopped by its limit of memory (--max-memory, or what Node gives its heap: --max-old-space-size).',
  interrupted: 'The search was interrupted.',
  walked: 'A random walk took all its steps; it covers what it passed, and nothing else.',
};

/** What hash compaction may have missed. */
function compactedText({ fingerprint }: SearchStatistics): string {
  const { bits = 0, missProbability = 1 } = fingerprint ?? {};
  return `Every state that ${bits} bits tell apart was seen (--bitstate). With a probability of up to ${probabilityText(missProbability)} at least one was taken for another and missed: what was not found stays unknown.`;
}

function probabilityText(probability: number): string {
  return probability >= 0.001 ? probability.toFixed(3) : probability.toExponential(1);
}

function coverage(
  { distinctStates, depth, frontier, initialStates }: SearchStatistics,
  order: Order,
): string {
  const open = `${counted(distinctStates, 'state was', 'states were')} seen, ${count(frontier)} of them not yet expanded`;
  // Breadth first, the states of the last level but one are all known by the time that the last level begins.
  return order === 'bfs' && depth > 1
    ? `${open}; every state within ${counted(depth - 1, 'step')} of ${initialStates === 1 ? 'the initial one' : 'an initial one'} was seen.`
    : `${open}.`;
}

/** What grows while a search goes on, and what usually helps. */
export function growthText(statistics: SearchStatistics): string {
  const [kind = ''] = splitOnce(statistics.growing.component);
  return `${growth(statistics)} ${HELP[kind] ?? ''}`;
}

const HELP: Readonly<Record<string, string>> = {
  endpoint: 'If it goes on for ever: let its context count no further than it matters.',
  network: 'If that is too many: lower network.capacity or network.lifetime, or give fewer events.',
  history: 'If it goes on for ever: let the history keep no more than properties ask.',
};

function growth({ growing, sizes }: SearchStatistics): string {
  const others = sizes.filter(({ component, distinct }) => component !== growing.component && distinct > 1);
  const rest = others.length === 0 ? '' : ` (${others.map(sizeText).join(', ')})`;
  return `What grows most is the ${sizeText(growing)}${rest}.`;
}

function sizeText({ component, distinct, atOnce = 0 }: ComponentSize): string {
  const [kind = '', name] = splitOnce(component);
  if (name !== undefined) return `${kind} "${name}" with ${counted(distinct, 'local state')}`;
  if (kind !== 'network') return `${kind} with ${count(distinct)} distinct values`;
  const most = atOnce > 0 ? `, up to ${count(atOnce)} at once` : '';
  return `${kind} with ${count(distinct)} distinct messages in flight${most}`;
}

function splitOnce(text: string): readonly [string, string?] {
  const at = text.indexOf(' ');
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}
