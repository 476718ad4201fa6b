import type { Mark } from '../mark.ts';
import type { PathsRow } from '../paths/row.ts';
import type { Row } from '../row.ts';
import { machine } from './machine.ts';
import { markSheet } from './marks.ts';
import { pathSheets } from './paths.ts';
import { rowSheets } from './rows.ts';
import { sheetMarkdown } from './sheet.ts';
import { targetSheet } from './targets.ts';

export function benchMarkdown(rows: readonly Row[]): string {
  return [machine(), ...[...rowSheets(rows), targetSheet(rows)].map(sheetMarkdown)].join('\n\n');
}

export function largeMarkdown(model: string, marks: readonly Mark[]): string {
  return [machine(), sheetMarkdown(markSheet(model, marks))].join('\n\n');
}

export function pathsMarkdown(rows: readonly PathsRow[]): string {
  return [machine(), ...pathSheets(rows).map(sheetMarkdown)].join('\n\n');
}
