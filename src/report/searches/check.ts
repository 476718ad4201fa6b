import type { Instance } from '../../model/instance.ts';
import type { PropertyOutcome } from '../../property/outcome.ts';
import type { Outcome } from '../../search/outcome.ts';
import { type Paint, painter } from '../paint.ts';
import { table } from '../table.ts';
import { wrap } from '../text.ts';
import { boundLines, boundsOf, capacityUse, fairnessOf, parametersText, unsearchedOf } from './bounds.ts';
import { reductionLines } from './reductions.ts';
import { remarkLines } from './remarks.ts';
import { endingText, type Order, statisticsText } from './statistics.ts';
import { depthOf, shown, signOf, styleOf } from './verdict.ts';

/** An instance and what a search said of it. */
export interface Checked {
  readonly instance: Pick<Instance, 'name' | 'variant' | 'parameters' | 'expect'>;
  readonly outcome: Outcome;
}

/** The name of a check among others of the same model. */
export function labelOf({ instance }: Checked): string {
  return instance.variant ?? 'defaults';
}

/** How wide and how colourful a report may be. */
export interface Look {
  readonly width: number;
  readonly color: boolean;
}

/** A counterexample or witness, drawn, and the command that shows it again. */
export interface Shown {
  readonly property: PropertyOutcome;
  /** Null if only the command is to be told. */
  readonly ladder: string | null;
  readonly command: string;
  /** The command that shows the shortest one within the bounds, if another one is drawn. */
  readonly within?: string | undefined;
}

/** The report of one check: verdicts, bounds, size, counterexamples. */
export function checkReport(checked: Checked, order: Order, traces: readonly Shown[], look: Look): string {
  const paint = painter(look.color);
  const { outcome } = checked;
  const ending = endingText(outcome, order);
  return [
    paint(titleOf(checked.instance), 'strong'),
    '',
    verdictTable(shown(outcome.properties), look, paint),
    ...remarkLines(outcome, look.width).map((line) => paint(line, 'notice')),
    '',
    ...boundsSection(checked, look.width),
    '',
    ...wrap(`${statisticsText(outcome.statistics)}.`, look.width),
    ...reductionsSection(outcome, look.width),
    ...(ending === null ? [] : wrap(ending, look.width).map((line) => paint(line, 'notice'))),
    ...traces.flatMap((trace) => ['', ...traceSection(trace, look, paint)]),
  ].join('\n');
}

/** The verdicts of one check as a table, without its bounds: for a page that tells them for several checks at once. */
export function verdictsText({ outcome }: Checked, look: Look): string {
  return verdictTable(shown(outcome.properties), look, painter(look.color));
}

function reductionsSection({ statistics }: Outcome, width: number): readonly string[] {
  const lines = reductionLines(statistics.reductions, width);
  return lines.length === 0 ? [] : ['', ...lines];
}

/** The model and its variant. */
export function titleOf({ name, variant }: Pick<Instance, 'name' | 'variant'>): string {
  return variant === null ? `Model "${name}"` : `Model "${name}", variant "${variant}"`;
}

/** The bounds within which the verdicts of one check are true. */
function boundsSection({ instance, outcome }: Checked, width: number): readonly string[] {
  const use = capacityUse(outcome.bounds, outcome.statistics);
  const bounds = boundsOf(outcome.bounds).map((bound) =>
    bound.label === 'capacity' && use !== '' ? { ...bound, text: `${bound.text}; ${use}` } : bound,
  );
  const parameters = parametersText(instance.parameters);
  return [
    'Bounds (the verdicts are true within them, and say nothing beyond):',
    ...boundLines(
      [
        ...(parameters === '' ? [] : [{ label: 'parameters', text: parameters }]),
        ...bounds,
        ...fairnessOf(outcome),
        ...unsearchedOf(outcome.statistics),
      ],
      width,
    ),
  ];
}

function verdictTable(properties: readonly PropertyOutcome[], look: Look, paint: Paint): string {
  return table(
    [{ head: '  verdict' }, { head: 'depth', align: 'right' }, { head: 'property' }],
    properties.map((property) => {
      const { verdict, name } = property;
      return [
        { text: `${signOf(verdict)} ${verdict}`, style: styleOf(verdict) },
        { text: String(depthOf(property) ?? '') },
        { text: name },
      ];
    }),
    look.width,
    paint,
  );
}

function traceSection(
  { property, ladder, command, within }: Shown,
  look: Look,
  paint: Paint,
): readonly string[] {
  const kind = property.verdict === 'reached' ? 'Witness of' : 'Counterexample to';
  const title = `${kind} "${property.name}"`;
  const replay = commandLines(command);
  if (ladder === null) return [...wrap(`${title}:`, look.width), ...replay];
  const other =
    within === undefined ? [] : ['The one within the bounds that were asked for:', ...commandLines(within)];
  return [paint(title, 'strong'), '', ladder, '', 'Replay it with:', ...replay, ...other];
}

/** A command on a line of its own, unbroken, so that it can be copied. */
export function commandLines(command: string): readonly string[] {
  return [`  ${command}`];
}
