import { count } from '../../../src/report/text.ts';
import type { LivenessRow } from '../liveness/bench.ts';
import { figure, megabytes } from './figures.ts';
import { machine } from './machine.ts';
import { byModel, type Sheet, sheetMarkdown, sheetText } from './sheet.ts';

const HEAD = ['engine', 'claims', 'wall s', 'CPU s', '÷ safety', 'peak MB', '÷ safety', 'runs'];

export function livenessText(rows: readonly LivenessRow[]): string {
  return [machine(), ...sheets(rows).map(sheetText)].join('\n\n');
}

export function livenessMarkdown(rows: readonly LivenessRow[]): string {
  return [machine(), ...sheets(rows).map(sheetMarkdown)].join('\n\n');
}

function sheets(rows: readonly LivenessRow[]): readonly Sheet[] {
  return byModel(rows).map(([model, ofModel]) => {
    const first = ofModel[0];
    const beside = (row: LivenessRow, of: (row: LivenessRow) => number) => {
      const safety = ofModel.find(({ asked, engine }) => asked === 'none' && engine === row.engine);
      return safety === undefined ? '–' : figure(of(row) / of(safety));
    };
    return {
      title: `${model}: ${count(first?.distinctStates ?? 0)} states, ${count(first?.transitions ?? 0)} transitions`,
      head: HEAD,
      rows: ofModel.map((row) => [
        row.engine,
        count(Object.keys(row.claims).length),
        figure(row.wallSeconds),
        figure(row.cpuSeconds),
        beside(row, ({ cpuSeconds }) => cpuSeconds),
        megabytes(row.peakMemoryBytes),
        beside(row, ({ peakMemoryBytes }) => peakMemoryBytes),
        String(row.runs),
      ]),
      remarks: [
        'Without claims, it is the search of safety alone. Of seconds, the ratio is that of CPU times.',
        ...verdictRemark(ofModel),
      ],
    };
  });
}

/** What was found, where several engines found it. */
function verdictRemark(rows: readonly LivenessRow[]): readonly string[] {
  const ours = rows.findLast(({ engine }) => engine === 'allways');
  if (ours === undefined || rows.every(({ engine }) => engine === 'allways')) return [];
  const verdicts = Object.entries(ours.claims).map(([claim, verdict]) => `${claim} ${verdict}`);
  return [`All find: ${verdicts.join(', ')}.`];
}
