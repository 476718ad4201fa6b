import type { Instance } from '../../model/instance.ts';
import type { StateDifference, WalkComparison } from '../../stepping/index.ts';
import { eventText, plainText } from '../../trace/event-text.ts';
import { fromTaggedJson, type Json } from '../../trace/tagged-json.ts';
import { painter } from '../paint.ts';
import { commandLines, type Look, titleOf } from '../searches/check.ts';
import { table } from '../table.ts';
import { counted, hanging } from '../text.ts';

/** Two walks, to be told side by side. */
export interface Compared {
  readonly instance: Pick<Instance, 'name' | 'variant'>;
  readonly comparison: WalkComparison;
  /** The replay strings of both. */
  readonly replays: readonly [string, string];
  /** What the first steps are in which they differ; null for a walk that ends before. */
  readonly steps: readonly [string | null, string | null];
  /** Commands that draw them. */
  readonly commands: readonly [string, string];
}

/** Where two walks part, and what differs then. */
export function comparisonReport(
  { instance, comparison, replays, steps, commands }: Compared,
  look: Look,
): string {
  const paint = painter(look.color);
  const { common, parting, ends, isSameEnd } = comparison;
  const isParted = steps.some((step) => step !== null);
  const isOver = JSON.stringify(parting) === JSON.stringify(ends);
  const line = (name: string, text: string) => hanging(`  ${name}  `, text, look.width);
  return [
    paint(`${titleOf(instance)}: two paths compared`, 'strong'),
    ...line('A', replays[0]),
    ...line('B', replays[1]),
    '',
    isParted
      ? `They have ${counted(common, 'step')} in common. At step ${common + 1} they part:`
      : 'They are the same.',
    ...(isParted
      ? [...line('A', steps[0] ?? 'ends before it'), ...line('B', steps[1] ?? 'ends before it')]
      : []),
    ...(isParted ? ['', ...differing(`After step ${common + 1}`, parting, look)] : []),
    ...(isParted && !isSameEnd && !isOver ? ['', ...differing('At their ends', ends, look)] : []),
    ...(isParted && isSameEnd ? ['', 'They end in the same state.'] : []),
    '',
    'Draw them with:',
    ...commands.flatMap(commandLines),
  ].join('\n');
}

function differing(when: string, differences: readonly StateDifference[], look: Look): readonly string[] {
  if (differences.length === 0) return [`${when}, nothing differs.`];
  const rows = differences.map((each) => [
    { text: placeText(each.path) },
    { text: valueText(each, each.before) },
    { text: valueText(each, each.after) },
  ]);
  return [
    `${when} differ:`,
    '',
    table([{ head: 'what' }, { head: 'in A' }, { head: 'in B' }], rows, look.width, painter(look.color)),
  ];
}

/** `client context.tries`; `in flight #3`. */
function placeText([kind = '', ...rest]: readonly string[]): string {
  if (kind === 'endpoints') return [rest[0] ?? '', rest.slice(1).join('.')].join(' ').trim();
  return [kind === 'network' ? 'in flight' : kind, rest.join('.')].join(' ').trim();
}

function valueText({ path }: StateDifference, value: Json | undefined): string {
  if (value === undefined) return '–';
  const data = fromTaggedJson(value);
  const parts: Readonly<Record<string, unknown>> = Object(data);
  if (path[0] === 'network' && path.length === 2)
    return `${eventText(parts.event as { readonly type: string })} from ${parts.from} to ${parts.to}`;
  if (path.at(-2) === 'timers')
    return parts.remaining === null ? 'running' : `ticks left: ${parts.remaining}`;
  return plainText(data);
}
