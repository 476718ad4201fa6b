/** A terminal's width. */
const WIDTH = 80;

/** A column of a table, and whether it has numbers. */
export interface Column {
  readonly title: string;
  readonly isNumber?: boolean;
}

/** A table in Markdown that also reads well as it is: its columns are aligned. */
export function alignedTable(columns: readonly Column[], rows: readonly (readonly unknown[])[]): string {
  const texts = rows.map((row) => row.map(String));
  const widths = columns.map(({ title }, i) =>
    Math.max(title.length, ...texts.map((row) => row[i]?.length ?? 0)),
  );
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, i) => pad(cell, widths[i] ?? 0, columns[i]?.isNumber === true)).join(' | ')} |`;
  const rule = widths.map((width, i) =>
    columns[i]?.isNumber === true ? `${'-'.repeat(width + 1)}:` : '-'.repeat(width + 2),
  );
  return [line(columns.map(({ title }) => title)), `|${rule.join('|')}|`, ...texts.map(line)].join('\n');
}

const pad = (cell: string, width: number, isNumber: boolean) =>
  isNumber ? cell.padStart(width) : cell.padEnd(width);

/** A paragraph, in lines that a terminal has room for. */
export const paragraph = (text: string) => wrapped(text, '', '');

/** An item of a list, in the same way. */
export const item = (text: string) => wrapped(text, '- ', '  ');

function wrapped(text: string, first: string, others: string): string {
  const [word = '', ...words] = text.split(' ');
  let lines = `${first}${word}`;
  let length = lines.length;
  for (const next of words) {
    const fits = length + 1 + next.length <= WIDTH;
    lines += fits ? ` ${next}` : `\n${others}${next}`;
    length = fits ? length + 1 + next.length : others.length + next.length;
  }
  return lines;
}
