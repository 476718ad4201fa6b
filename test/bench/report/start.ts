import type { StartRow } from '../start/bench.ts';
import { machine } from './machine.ts';
import { type Sheet, sheetMarkdown, sheetText } from './sheet.ts';

const HEAD = ['start', 'by', 'wall s, least', 'median', 'CPU s, least', 'median', 'must', 'runs'];

export function startText(rows: readonly StartRow[]): string {
  return [machine(), sheetText(startSheet(rows))].join('\n\n');
}

export function startMarkdown(rows: readonly StartRow[]): string {
  return [machine(), sheetMarkdown(startSheet(rows))].join('\n\n');
}

/** How long the command line takes to start, in hundredths of seconds. */
function startSheet(rows: readonly StartRow[]): Sheet {
  return {
    title: 'start-up',
    head: HEAD,
    rows: rows.map(({ start, node, wallSeconds, cpuSeconds, most, runs }) => [
      start,
      node,
      ...wallSeconds.map(seconds),
      ...(cpuSeconds?.map(seconds) ?? ['–', '–']),
      `≤ ${most}`,
      String(runs),
    ]),
    remarks: [
      'The least value is what the program needs; what the machine does besides is in the medians. The targets are for quiet cores.',
    ],
  };
}

function seconds(value: number): string {
  return value.toFixed(2);
}
