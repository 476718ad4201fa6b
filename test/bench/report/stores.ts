import { count } from '../../../src/report/text.ts';
import type { StoreRow } from '../stores/bench.ts';
import { figure, megabytes } from './figures.ts';
import { machine } from './machine.ts';
import { byModel, type Sheet, sheetMarkdown, sheetText } from './sheet.ts';

const HEAD = [
  'engine',
  'states',
  'missed',
  'wall s',
  'CPU s',
  'CPU µs/st',
  'B/st',
  'peak MB',
  'disk MB',
  'most MB',
  'runs',
];

export function storesText(rows: readonly StoreRow[]): string {
  return [machine(), ...sheets(rows).map(sheetText)].join('\n\n');
}

export function storesMarkdown(rows: readonly StoreRow[]): string {
  return [machine(), ...sheets(rows).map(sheetMarkdown)].join('\n\n');
}

function sheets(rows: readonly StoreRow[]): readonly Sheet[] {
  return byModel(rows).map(([model, ofModel]) => ({
    title: `${model}: ${count(ofModel[0]?.transitions ?? 0)} transitions, depth ${ofModel[0]?.depth}`,
    head: HEAD,
    rows: ofModel.map((row) => [
      row.engine,
      count(row.distinctStates),
      count(row.missed),
      figure(row.wallSeconds),
      figure(row.cpuSeconds),
      figure((row.cpuSeconds / row.distinctStates) * 1e6),
      figure(row.bytesPerState),
      megabytes(row.peakMemoryBytes),
      megabytes(row.diskBytes),
      megabytes(row.peakDiskBytes),
      String(row.runs),
    ]),
    remarks: [
      'Of all processes together, from the start of the first to the end of the last. Bytes a state are those on disk, where states are there.',
    ],
  }));
}
