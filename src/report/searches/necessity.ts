import type { Need } from '../../liveness/needs.ts';
import { type Paint, painter } from '../paint.ts';
import { table } from '../table.ts';
import { hanging } from '../text.ts';
import type { Look } from './check.ts';
import { minimalText, needOf } from './needs.ts';

/** What the verdicts of one instance need to be assumed. */
export interface Necessity {
  readonly title: string;
  readonly assumptions: readonly string[];
  readonly rows: readonly Need[];
}

/** A table of properties and assumptions, and the smallest sets that suffice. */
export function necessityReport({ assumptions, rows }: Necessity, look: Look): string {
  const paint = painter(look.color);
  const codes = assumptions.map((_, i) => `A${i + 1}`);
  return [
    paint('What must be assumed (the verdict without each assumption, with all others):', 'strong'),
    '',
    needTable(codes, rows, look, paint),
    '',
    ...assumptions.flatMap((name, i) => hanging(`  ${codes[i] ?? ''}  `, name, look.width)),
    '',
    ...rows.flatMap((row) => hanging('  ', minimalText(row, assumptions), look.width)),
  ].join('\n');
}

function needTable(codes: readonly string[], rows: readonly Need[], look: Look, paint: Paint): string {
  return table(
    [{ head: 'property' }, ...codes.map((head) => ({ head }))],
    rows.map((row) => [
      { text: row.property },
      ...codes.map((_, i) => {
        const text = needOf(row, i);
        return text === 'needed' ? { text, style: 'strong' as const } : { text };
      }),
    ]),
    look.width,
    paint,
  );
}

/** The same for a document of JSON. */
export function necessityObject({ assumptions, rows }: Necessity): object {
  return {
    assumptions,
    properties: rows.map((row) => ({
      name: row.property,
      verdict: row.verdict,
      without: Object.fromEntries(assumptions.map((name, i) => [name, row.without[i] ?? 'unknown'])),
      needs: assumptions.filter((_, i) => needOf(row, i) === 'needed'),
      minimalSets: row.minimal,
    })),
  };
}
