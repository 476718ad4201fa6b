import { count } from '../../../src/report/text.ts';
import type { LivenessRow } from '../liveness/bench.ts';
import { figure, megabytes } from './figures.ts';
import { machine } from './machine.ts';
import { byModel, type Sheet, sheetMarkdown, sheetText } from './sheet.ts';

const HEAD = ['claims', 'wall s', 'CPU s', '÷ safety', 'peak MB', '÷ safety', 'runs'];

export function livenessText(rows: readonly LivenessRow[]): string {
  return [machine(), ...sheets(rows).map(sheetText)].join('\n\n');
}

export function livenessMarkdown(rows: readonly LivenessRow[]): string {
  return [machine(), ...sheets(rows).map(sheetMarkdown)].join('\n\n');
}

function sheets(rows: readonly LivenessRow[]): readonly Sheet[] {
  return byModel(rows).map(([model, ofModel]) => {
    const safety = ofModel.find(({ asked }) => asked === 'none');
    const beside = (row: LivenessRow, of: (row: LivenessRow) => number) =>
      safety === undefined ? '–' : figure(of(row) / of(safety));
    return {
      title: `${model}: ${count(safety?.distinctStates ?? 0)} states, ${count(safety?.transitions ?? 0)} transitions`,
      head: HEAD,
      rows: ofModel.map((row) => [
        count(row.claims.length),
        figure(row.wallSeconds),
        figure(row.cpuSeconds),
        beside(row, ({ cpuSeconds }) => cpuSeconds),
        megabytes(row.peakMemoryBytes),
        beside(row, ({ peakMemoryBytes }) => peakMemoryBytes),
        String(row.runs),
      ]),
      remarks: [
        'Without claims, it is the search of safety alone. Of seconds, the ratio is that of CPU times.',
      ],
    };
  });
}
