import { check, instantiate, type ParameterValue } from 'allways';
import model from './model.ts';

/** Kinds of stale segment, by the property that no segment of the kind is accepted. */
export const kinds = {
  data: 'no stale data accepted',
  FIN: 'no stale FIN accepted',
  ACK: 'no stale ACK accepted',
  RST: 'no stale RST accepted',
  SYN: 'no stale SYN accepted',
} as const;

export type Kind = keyof typeof kinds;

/** Who sends a text segment in each connection. */
export const senders = {
  nobody: { clientData: 0, serverData: 0 },
  client: { clientData: 1, serverData: 0 },
  server: { clientData: 0, serverData: 1 },
  both: { clientData: 1, serverData: 1 },
} as const;

export type Sender = keyof typeof senders;

/** A search that was made for the table. */
export interface Cell {
  readonly sender: Sender;
  readonly timeWait: number;
  readonly distinctStates: number;
  readonly seconds: number;
  /** Per kind: accepted for certain, not accepted for certain, or not known because the search was stopped. */
  readonly accepted: Readonly<Record<Kind, boolean | null>>;
}

export interface Bounds {
  readonly msl: number;
  readonly capacity: number;
  /** Longest TIME-WAIT. */
  readonly upTo: number;
  readonly maxStates: number;
  readonly set: Readonly<Record<string, ParameterValue>>;
}

/** One search per length of TIME-WAIT, from 0 on. */
export function* sweep(sender: Sender, bounds: Bounds): Generator<Cell> {
  for (let timeWait = 0; timeWait <= bounds.upTo; timeWait++) yield cell(sender, timeWait, bounds);
}

function cell(sender: Sender, timeWait: number, { msl, capacity, maxStates, set }: Bounds): Cell {
  const instance = instantiate(model, { set: { msl, capacity, timeWait, ...senders[sender], ...set } });
  const { properties, statistics } = check(instance, { maxStates, properties: Object.values(kinds) });
  const verdicts = new Map(properties.map(({ name, verdict }) => [name, verdict]));
  const isAccepted = (kind: Kind) => {
    const verdict = verdicts.get(kinds[kind]);
    return verdict === 'violated' ? true : verdict === 'holds' ? false : null;
  };
  const { distinctStates, seconds } = statistics;
  const accepted = Object.fromEntries(allKinds.map((kind) => [kind, isAccepted(kind)])) as Cell['accepted'];
  return { sender, timeWait, distinctStates, seconds, accepted };
}

export const allKinds = Object.keys(kinds) as Kind[];
export const allSenders = Object.keys(senders) as Sender[];

/** The least length of TIME-WAIT from which on no stale segment of the kind is accepted, or why there is none. */
export type Threshold = number | 'none' | 'unknown';

/** @param cells one sender's, by length of TIME-WAIT */
export function thresholdOf(kind: Kind, cells: readonly Cell[]): Threshold {
  const last = cells.findLast(({ accepted }) => accepted[kind] !== false);
  if (last === undefined) return 0;
  if (last.accepted[kind] === null) return 'unknown';
  return last === cells.at(-1) ? 'none' : last.timeWait + 1;
}

/** Whether a longer TIME-WAIT never does harm: what is refused at one length is refused at all longer ones. */
export function isMonotone(kind: Kind, cells: readonly Cell[]): boolean {
  const first = cells.findIndex(({ accepted }) => accepted[kind] === false);
  return first < 0 || cells.slice(first).every(({ accepted }) => accepted[kind] === false);
}

/** The table of thresholds, in Markdown. */
export function renderThresholds(sweeps: ReadonlyMap<Sender, readonly Cell[]>, upTo: number): string {
  const used = [...sweeps.keys()];
  const lines = allKinds.map((kind) => {
    const row = used.map((sender) => text(thresholdOf(kind, sweeps.get(sender) ?? []), upTo));
    return `| ${[kind, ...row].join(' | ')} |`;
  });
  return [`| stale | ${used.join(' | ')} |`, `|---|${used.map(() => '---|').join('')}`, ...lines].join('\n');
}

function text(threshold: Threshold, upTo: number): string {
  if (threshold === 'none') return `> ${upTo}`;
  return threshold === 'unknown' ? '?' : String(threshold);
}
