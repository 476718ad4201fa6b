import Table from 'cli-table3';
import type { Paint, Style } from './paint.ts';
import { wrap } from './text.ts';

export interface Cell {
  readonly text: string;
  readonly style?: Style;
}

export interface Column {
  readonly head: string;
  readonly align?: 'left' | 'right';
}

const GAP = 2;
const NONE = {
  top: '',
  'top-mid': '',
  'top-left': '',
  'top-right': '',
  bottom: '',
  'bottom-mid': '',
  'bottom-left': '',
  'bottom-right': '',
  left: '',
  'left-mid': '',
  mid: '',
  'mid-mid': '',
  right: '',
  'right-mid': '',
};

/**
 * A table without lines. Where its columns do not fit into the width, it goes on in further blocks, each of which
 * begins with the first column again.
 */
export function table(
  columns: readonly Column[],
  rows: readonly (readonly Cell[])[],
  width: number,
  paint: Paint,
): string {
  const widths = columns.map((column, i) =>
    Math.max(column.head.length, ...rows.map((row) => row[i]?.text.length ?? 0)),
  );
  return blocks(widths, width)
    .map((block) => {
      const first = Math.min(widths[0] ?? 0, Math.max(8, width - spanOf(widths, block.slice(1)) - GAP));
      return drawn(columns, rows, block, [first, ...block.slice(1).map((i) => widths[i] ?? 0)], paint);
    })
    .join('\n\n');
}

/** The columns of each block. */
function blocks(widths: readonly number[], width: number): readonly (readonly number[])[] {
  const result: number[][] = [[0]];
  for (let i = 1; i < widths.length; i++) {
    const block = result.at(-1) ?? [];
    if (block.length > 1 && spanOf(widths, [...block, i]) > width) result.push([0, i]);
    else block.push(i);
  }
  return result;
}

function spanOf(widths: readonly number[], block: readonly number[]): number {
  return block.reduce((sum, i) => sum + (widths[i] ?? 0) + GAP, -GAP);
}

function drawn(
  columns: readonly Column[],
  rows: readonly (readonly Cell[])[],
  block: readonly number[],
  widths: readonly number[],
  paint: Paint,
): string {
  const drawing = new Table({
    chars: { ...NONE, middle: ' '.repeat(GAP) },
    style: { 'padding-left': 0, 'padding-right': 0, head: [], border: [], compact: true },
    colAligns: block.map((i) => columns[i]?.align ?? 'left'),
    colWidths: [...widths],
  });
  const content = ({ text, style = 'plain' }: Cell, width: number) =>
    wrapKeeping(text, width)
      .map((line) => paint(line, style))
      .join('\n');
  const pick = (cells: readonly Cell[]) =>
    block.map((i, k) => content(cells[i] ?? { text: '' }, widths[k] ?? 0));
  drawing.push(pick(columns.map(({ head }) => ({ text: head, style: 'faint' }))));
  for (const row of rows) drawing.push(pick(row));
  return drawing
    .toString()
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n');
}

/** Breaks a text only if it must be: blanks within a cell stay as they are. */
function wrapKeeping(text: string, width: number): readonly string[] {
  return text.length <= width ? [text] : wrap(text, width);
}
