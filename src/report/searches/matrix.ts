import type { Verdict } from '../../language/definition.ts';
import type { PropertyOutcome } from '../../property/outcome.ts';
import { type Paint, painter } from '../paint.ts';
import { type Cell, type Column, table } from '../table.ts';
import { count, counted, hanging, wrap } from '../text.ts';
import { boundLines, parametersText } from './bounds.ts';
import { type Checked, type Look, labelOf } from './check.ts';
import { remarksOf } from './remarks.ts';
import { sharedBounds, unusualParameters, usualParameters } from './shared-bounds.ts';
import { reductionsOf } from './shared-reductions.ts';
import { depthOf, expectedOf, shown, signOf, styleOf } from './verdict.ts';

/** One row of a matrix. */
export interface MatrixRow extends SizedRow {
  /** What is different in this variant; null if its author does not say. */
  readonly sentence: string | null;
}

/** A check of which the size may be known beforehand. */
export interface SizedRow extends Checked {
  /** The size that its author expects; nothing if none is, or if the search was not the one that is meant. */
  readonly size?: Size | null | undefined;
}

type Size = Pick<Checked['outcome']['statistics'], 'distinctStates' | 'transitions'>;

/** A verdict that is not the expected one. */
export interface Surprise {
  readonly variant: string;
  readonly property: PropertyOutcome;
  readonly expected: Verdict;
}

/** The verdicts that are not as expected. */
export function surprises(rows: readonly Checked[]): readonly Surprise[] {
  return rows.flatMap((row) =>
    shown(row.outcome.properties)
      .map((property) => ({ property, expected: expectedOf(property, row.instance.expect) }))
      .filter(({ property, expected }) => property.verdict !== expected)
      .map((surprise) => ({ variant: labelOf(row), ...surprise })),
  );
}

/** The rows whose size is not as expected. Of a search that did not see every state the size says nothing. */
export function wrongSizes(rows: readonly SizedRow[]): readonly SizedRow[] {
  return rows.filter(({ outcome: { complete, statistics }, size }) => {
    if (!complete || size === null || size === undefined) return false;
    return size.distinctStates !== statistics.distinctStates || size.transitions !== statistics.transitions;
  });
}

/** The report of a matrix: variants × properties against what is expected, and the bounds. */
export function matrixReport(name: string, rows: readonly MatrixRow[], look: Look): string {
  const paint = painter(look.color);
  const properties = columnsOf(rows);
  return [
    paint(
      `Model "${name}": ${counted(rows.length, 'variant')} × ${counted(properties.length, 'property', 'properties')}`,
      'strong',
    ),
    '',
    verdictTable('variant', rows, labelOf, look, paint, true),
    '',
    ...legend(rows, look.width),
    ...variantLines(rows, look.width),
    '',
    ...surpriseLines(rows, look.width, paint),
    ...sizeLines(rows, look.width, paint),
    '',
    ...boundsText(rows, look.width),
    ...reductionsOf(rows, labelOf, look.width),
  ].join('\n');
}

/** What must be said beside verdicts, of each check that it is true of. */
function sharedRemarks(rows: readonly Checked[], width: number): readonly string[] {
  const remarks = rows.flatMap((row) => remarksOf(row.outcome).map((remark) => `${labelOf(row)}: ${remark}`));
  const lines = [...new Set(remarks)].flatMap((remark) => hanging('! ', remark, width));
  return lines.length === 0 ? [] : [...lines, ''];
}

/** The bounds of several checks. */
export function boundsText(rows: readonly Checked[], width: number): readonly string[] {
  return [
    ...sharedRemarks(rows, width),
    'Bounds (the verdicts are true within them, and say nothing beyond):',
    ...boundLines([...usualParameters(rows), ...sharedBounds(rows)], width),
  ];
}

/** A table with one row per check: a verdict per property, and the size of the search. */
export function verdictTable<T extends Checked>(
  head: string,
  rows: readonly T[],
  label: (row: T) => string,
  look: Look,
  paint: Paint,
  againstExpected: boolean,
): string {
  const properties = columnsOf(rows);
  const columns: Column[] = [
    { head },
    ...properties.map((_, i) => ({ head: `P${i + 1}` })),
    { head: 'states', align: 'right' },
    { head: 'transitions', align: 'right' },
    { head: 'seconds', align: 'right' },
  ];
  const cells = rows.map((row): Cell[] => [
    { text: label(row) },
    ...properties.map(({ name }) => verdictCell(row, name, againstExpected)),
    { text: sizeText(row, row.outcome.statistics.distinctStates) },
    { text: sizeText(row, row.outcome.statistics.transitions) },
    { text: row.outcome.statistics.seconds.toFixed(2) },
  ]);
  return table(columns, cells, look.width, paint);
}

/** What the columns and signs of the table mean. */
export function legend(rows: readonly Checked[], width: number): readonly string[] {
  const signs = rows.flatMap(({ outcome }) => shown(outcome.properties).map(({ verdict }) => verdict));
  const partial = rows.some(({ outcome }) => !outcome.complete);
  const meanings = [
    '✓ holds, or reached',
    signs.includes('violated') ? '✗n violated after n steps' : '',
    signs.includes('unreachable') ? '✗ unreachable' : '',
    signs.includes('unknown') ? '? unknown' : '',
    partial ? '+ not all states were seen' : '',
  ].filter((meaning) => meaning !== '');
  const names = columnsOf(rows).map(
    ({ name, sentence }, i) => [`P${i + 1}`, `${name}: ${sentence}`] as const,
  );
  return [
    ...wrap(meanings.join('; '), width),
    '',
    ...names.flatMap(([number, text]) => hanging(`${number} `.padStart(4), text, width)),
  ];
}

/** The properties that have a column: all, and the built-in one where it does not hold. */
export function columnsOf(rows: readonly Checked[]): readonly PropertyOutcome[] {
  const columns = new Map<string, PropertyOutcome>();
  for (const { outcome } of rows)
    for (const property of shown(outcome.properties))
      if (!columns.has(property.name)) columns.set(property.name, property);
  return [...columns.values()];
}

function verdictCell({ instance, outcome }: Checked, name: string, againstExpected: boolean): Cell {
  const property = outcome.properties.find((other) => other.name === name);
  if (property === undefined) return { text: '' };
  const depth = property.verdict === 'violated' ? depthOf(property) : '';
  const text = `${signOf(property.verdict)}${depth}`;
  const isSurprise = againstExpected && property.verdict !== expectedOf(property, instance.expect);
  return isSurprise ? { text: `${text}!`, style: 'alarm' } : { text, style: styleOf(property.verdict) };
}

/** A size that is only a lower bound says so. */
function sizeText({ outcome }: Checked, size: number): string {
  return outcome.complete ? count(size) : `${count(size)}+`;
}

/** What is different in each variant: the values of its parameters, and what its author says. */
function variantLines(rows: readonly MatrixRow[], width: number): readonly string[] {
  const told = rows
    .map((row) => {
      const values = parametersText(unusualParameters(rows, row));
      return {
        label: labelOf(row),
        text: [values, row.sentence ?? ''].filter((part) => part !== '').join('. '),
      };
    })
    .filter(({ text }) => text !== '');
  return told.length === 0 ? [] : ['', ...boundLines(told, width)];
}

function surpriseLines(rows: readonly Checked[], width: number, paint: Paint): readonly string[] {
  const found = surprises(rows);
  const columns = columnsOf(rows).map(({ name }) => name);
  const total = rows.reduce((sum, { outcome }) => sum + shown(outcome.properties).length, 0);
  if (found.length === 0) return [paint(`All ${counted(total, 'verdict')} are as expected.`, 'good')];
  return [
    paint(`${found.length} of ${counted(total, 'verdict')} are not as expected:`, 'alarm'),
    ...found.flatMap(({ variant, property, expected }) => {
      const depth = depthOf(property);
      const after = depth === null ? '' : ` after ${counted(depth, 'step')}`;
      const text = `${variant}, P${columns.indexOf(property.name) + 1} "${property.name}": ${property.verdict}${after}, expected ${expected}`;
      return hanging('  ! ', text, width).map((line) => paint(line, 'alarm'));
    }),
  ];
}

function sizeLines(rows: readonly SizedRow[], width: number, paint: Paint): readonly string[] {
  return rows.flatMap((row) =>
    sizeProblems(row).flatMap((problem) => {
      return hanging('  ! ', `${labelOf(row)}: ${problem}`, width).map((line) => paint(line, 'alarm'));
    }),
  );
}

/** What is wrong with the size of a row, in words; nothing if it is as expected. */
export function sizeProblems(row: SizedRow): readonly string[] {
  const isWrong = wrongSizes([row]).length > 0;
  return isWrong ? [`${inWords(row.outcome.statistics)}, expected ${inWords(row.size)}`] : [];
}

function inWords(size: Size | null | undefined): string {
  return `${counted(size?.distinctStates ?? 0, 'state')} and ${counted(size?.transitions ?? 0, 'transition')}`;
}
