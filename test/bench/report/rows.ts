import { count } from '../../../src/report/text.ts';
import type { Row } from '../row.ts';
import { figure, megabytes, percent, range, rounded } from './figures.ts';
import { byModel, type Sheet } from './sheet.ts';

const HEAD = [
  'engine',
  'states',
  'transitions',
  'wall s',
  'min–max',
  'CPU s',
  'st/s',
  'tr/s',
  'B/st',
  'peak MB',
];

/** One sheet per model: its engines, one below the other. */
export function rowSheets(rows: readonly Row[]): readonly Sheet[] {
  return byModel(rows).map(([model, ofModel]) => sheetOf(model, ofModel));
}

function sheetOf(title: string, rows: readonly Row[]): Sheet {
  return { title, head: HEAD, rows: rows.map(cellsOf), remarks: rows.flatMap(remarksOn) };
}

function cellsOf(row: Row): readonly string[] {
  return [
    row.engine,
    count(row.distinctStates),
    count(row.transitions),
    figure(row.wallSeconds),
    range(row.spread.wallSeconds),
    figure(row.cpuSeconds),
    rounded(row.statesPerSecond),
    rounded(row.transitionsPerSecond),
    figure(row.bytesPerState),
    megabytes(row.peakMemoryBytes),
  ];
}

function remarksOn({
  engine,
  memory,
  distinctStates,
  transitions,
  asleep,
  xstateCalls,
  xstateShare,
  ...row
}: Row): readonly string[] {
  const each = (bytes: number) => figure(bytes / distinctStates);
  const parts: string[] = [];
  if (row.startSeconds !== null) parts.push(`${figure(row.startSeconds)} s to start and load`);
  if (row.buildSeconds !== null) parts.push(`${figure(row.buildSeconds)} s to compile`);
  if (memory !== null) {
    const { store, trace, frontier, components, properties } = memory;
    parts.push(
      `bytes a state: ${each(store)} store, ${each(trace)} trace, ${each(frontier)} frontier, ${each(components)} components, ${each(properties)} properties`,
    );
  }
  if (asleep !== null) parts.push(`${percent(asleep / transitions)} of the transitions asleep`);
  if (xstateCalls !== null) parts.push(`${count(xstateCalls)} calls of XState`);
  if (xstateShare !== null) parts.push(`${percent(xstateShare)} of the time in XState`);
  return parts.length === 0 ? [] : [`${engine}: ${parts.join(', ')}.`];
}
