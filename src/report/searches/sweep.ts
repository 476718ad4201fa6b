import type { ParameterValue } from '../../language/parameters.ts';
import { painter } from '../paint.ts';
import { hanging } from '../text.ts';
import { boundLines } from './bounds.ts';
import { type Checked, type Look, labelOf, titleOf } from './check.ts';
import { columnsOf, legend, verdictTable } from './matrix.ts';
import { sharedBounds, usualParameters } from './shared-bounds.ts';
import { reductionsOf } from './shared-reductions.ts';

/** One value of a sweep. */
export interface SweepRow extends Checked {
  readonly value: ParameterValue;
}

/** Where the verdict of a property changes between two values that follow one another. */
export interface Flip {
  readonly property: string;
  readonly from: { readonly value: ParameterValue; readonly verdict: string };
  readonly to: { readonly value: ParameterValue; readonly verdict: string };
}

/** The places where verdicts flip. */
export function flips(rows: readonly SweepRow[]): readonly Flip[] {
  return columnsOf(rows).flatMap(({ name }) => {
    const verdicts = rows.map((row) => ({ value: row.value, verdict: verdictOf(row, name) }));
    return verdicts.slice(1).flatMap((to, i) => {
      const from = verdicts[i];
      return from === undefined || from.verdict === to.verdict ? [] : [{ property: name, from, to }];
    });
  });
}

/** The report of a sweep: a row per value, and a sentence for every flip. */
export function sweepReport(parameter: string, rows: readonly SweepRow[], look: Look): string {
  const paint = painter(look.color);
  const [first] = rows;
  const title = first === undefined ? '' : titleOf(first.instance);
  return [
    paint(`${title}: ${parameter} from ${rows[0]?.value} to ${rows.at(-1)?.value}`, 'strong'),
    '',
    verdictTable(parameter, rows, ({ value }) => String(value), look, paint, false),
    '',
    ...legend(rows, look.width),
    '',
    ...flipLines(parameter, rows, look.width),
    '',
    'Bounds (the verdicts are true within them, and say nothing beyond):',
    ...boundLines(
      [...usualParameters(without(parameter, rows)), ...sharedBounds(labelled(parameter, rows))],
      look.width,
    ),
    ...reductionsOf(labelled(parameter, rows), labelOf, look.width),
  ].join('\n');
}

function flipLines(parameter: string, rows: readonly SweepRow[], width: number): readonly string[] {
  const found = flips(rows);
  return columnsOf(rows).flatMap(({ name }) => {
    const own = found.filter(({ property }) => property === name);
    if (own.length > 0) {
      return own.flatMap(({ from, to }) =>
        hanging(
          '  ',
          `"${name}" flips from ${from.verdict} at ${parameter}=${from.value} to ${to.verdict} at ${parameter}=${to.value}.`,
          width,
        ),
      );
    }
    const [first] = rows;
    const verdict = first === undefined ? '' : verdictOf(first, name);
    return hanging('  ', `"${name}" does not flip: ${verdict} for every value.`, width);
  });
}

function verdictOf({ outcome }: Checked, name: string): string {
  return outcome.properties.find((property) => property.name === name)?.verdict ?? 'holds';
}

/** Rows that go by the value of the parameter. */
function labelled(parameter: string, rows: readonly SweepRow[]): readonly SweepRow[] {
  return rows.map((row) => ({ ...row, instance: { ...row.instance, variant: `${parameter}=${row.value}` } }));
}

/** Rows without the parameter that differs in each of them. */
function without(parameter: string, rows: readonly SweepRow[]): readonly SweepRow[] {
  return rows.map((row) => {
    const { [parameter]: _, ...parameters } = row.instance.parameters;
    return { ...row, instance: { ...row.instance, parameters } };
  });
}
