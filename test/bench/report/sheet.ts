import { table } from '../../../src/report/table.ts';
import { wrap } from '../../../src/report/text.ts';

/** A table with a title and remarks. */
export interface Sheet {
  readonly title: string;
  /** The first column is text, the others are figures. */
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly remarks: readonly string[];
}

const WIDTH = 100;

/** The rows of each model, in order. */
export function byModel<R extends { readonly model: string }>(
  rows: readonly R[],
): readonly (readonly [model: string, rows: readonly R[]])[] {
  const models = new Set(rows.map(({ model }) => model));
  return [...models].map((model) => [model, rows.filter((row) => row.model === model)]);
}

export function sheetText({ title, head, rows, remarks }: Sheet): string {
  const columns = head.map((text, i) => ({
    head: text,
    align: i === 0 ? ('left' as const) : ('right' as const),
  }));
  const cells = rows.map((row) => row.map((text) => ({ text })));
  const drawn = table(columns, cells, WIDTH, (text) => text);
  return [title, '', drawn, ...remarks.flatMap((remark) => wrap(remark, WIDTH))].join('\n');
}

export function sheetMarkdown({ title, head, rows, remarks }: Sheet): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const rule = head.map((_, i) => (i === 0 ? '---' : '---:'));
  const text = remarks.length === 0 ? [] : ['', ...remarks.map((remark) => `- ${remark}`)];
  return [`**${title}**`, '', line(head), line(rule), ...rows.map(line), ...text].join('\n');
}
