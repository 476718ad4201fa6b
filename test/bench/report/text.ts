import type { Mark } from '../mark.ts';
import type { PathsRow } from '../paths/row.ts';
import type { Row } from '../row.ts';
import { machine } from './machine.ts';
import { markSheet } from './marks.ts';
import { pathSheets } from './paths.ts';
import { rowSheets } from './rows.ts';
import { sheetText } from './sheet.ts';
import { targetSheet } from './targets.ts';

export function benchText(rows: readonly Row[]): string {
  return [machine(), ...[...rowSheets(rows), targetSheet(rows)].map(sheetText)].join('\n\n');
}

export function largeText(model: string, marks: readonly Mark[]): string {
  return [machine(), sheetText(markSheet(model, marks))].join('\n\n');
}

export function pathsText(rows: readonly PathsRow[]): string {
  return [machine(), ...pathSheets(rows).map(sheetText)].join('\n\n');
}
