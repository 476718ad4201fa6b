import { Canvas } from '../../../src/export/drawing/svg.ts';
import type { Palette, Theme } from '../../../src/export/drawing/theme.ts';
import type { Row } from '../row.ts';

/** What a chart shows of a row. */
export type Figure = Pick<Row, 'model' | 'engine' | 'distinctStates' | 'statesPerSecond' | 'peakMemoryBytes'>;

/** Models of one kind, at several sizes, by what their names begin with. */
const FAMILIES = ['two-phase-commit', 'anti-replay', 'tcp'] as const;

/** Engines, in the order of the legend, each with the colour of its line, and whether that is dashed. */
const LINES: readonly (readonly [engine: Figure['engine'], colour: keyof Palette, dashes: string])[] = [
  ['allways', 'accent', ''],
  ['allways-workers-1', 'accent', '1 4'],
  ['allways-workers-2', 'accent', '7 3'],
  ['allways-workers-4', 'accent', '2 3'],
  ['spin', 'bad', ''],
  ['spin-por', 'bad', '7 3'],
  ['stateright', 'good', ''],
  ['tlc', 'time', ''],
  ['xstate-graph', 'stale', ''],
];

/** What is drawn over the number of states. */
const QUANTITIES = [
  { title: 'states per second', of: (row: Figure) => row.statesPerSecond },
  {
    title: 'peak bytes per state',
    of: (row: Figure) => row.peakMemoryBytes / row.distinctStates,
  },
] as const;

const PANEL = { width: 260, height: 190 } as const;
const GAP = { x: 78, y: 74 } as const;
const LEFT = 70;
const TOP = 78;

/** A range of a logarithmic axis: powers of ten. */
interface Range {
  readonly from: number;
  readonly to: number;
}

/** Charts of the rows of a bench: one for each kind of model and quantity, with a line per engine and a point per row. */
export function benchChart(rows: readonly Figure[], theme: Theme = 'auto'): string {
  const canvas = new Canvas();
  const families = FAMILIES.filter((family) => rows.some(({ model }) => model.startsWith(family)));
  const sizes = rangeOf(rows.map(({ distinctStates }) => distinctStates));
  drawLegend(canvas, rows);
  QUANTITIES.forEach((quantity, down) => {
    const values = rangeOf(rows.map(quantity.of));
    families.forEach((family, across) => {
      const left = LEFT + across * (PANEL.width + GAP.x);
      const top = TOP + down * (PANEL.height + GAP.y);
      const x = scale(sizes, left, left + PANEL.width);
      const y = scale(values, top + PANEL.height, top);
      canvas.text(left, top - 10, `${family}: ${quantity.title}`, { size: 12, bold: true, style: 'ink' });
      drawAxes(canvas, { left, top, sizes, values, x, y });
      const own = rows.filter(({ model }) => model.startsWith(family));
      for (const [i, [engine]] of LINES.entries())
        drawLine(
          canvas,
          i,
          own
            .filter((row) => row.engine === engine)
            .sort((a, b) => a.distinctStates - b.distinctStates)
            .map((row) => [x(row.distinctStates), y(quantity.of(row))] as const),
        );
    });
  });
  const width = LEFT + families.length * (PANEL.width + GAP.x);
  const height = TOP + QUANTITIES.length * (PANEL.height + GAP.y);
  return canvas.document(width, height, 'How fast searches are, and what memory they take', rules, theme);
}

function drawLegend(canvas: Canvas, rows: readonly Figure[]): void {
  let at = LEFT;
  for (const [i, [engine]] of LINES.entries()) {
    if (!rows.some((row) => row.engine === engine)) continue;
    canvas.line(at, 28, at + 26, 28, `l${i}`);
    canvas.dot(at + 13, 28, 3, `d${i}`);
    canvas.text(at + 32, 32, engine, { size: 12, style: 'ink' });
    at += 52 + engine.length * 7;
  }
}

interface Axes {
  readonly left: number;
  readonly top: number;
  readonly sizes: Range;
  readonly values: Range;
  readonly x: (value: number) => number;
  readonly y: (value: number) => number;
}

function drawAxes(canvas: Canvas, { left, top, sizes, values, x, y }: Axes): void {
  const bottom = top + PANEL.height;
  const right = left + PANEL.width;
  for (let power = values.from; power <= values.to; power++) {
    canvas.line(left, y(10 ** power), right, y(10 ** power), 'grid');
    canvas.text(left - 6, y(10 ** power) + 4, short(power), { size: 11, anchor: 'end', style: 'soft' });
  }
  for (let power = sizes.from; power <= sizes.to; power++) {
    canvas.line(x(10 ** power), top, x(10 ** power), bottom, 'grid');
    canvas.text(x(10 ** power), bottom + 16, short(power), { size: 11, anchor: 'middle', style: 'soft' });
  }
  canvas.text((left + right) / 2, bottom + 32, 'distinct states', {
    size: 11,
    anchor: 'middle',
    style: 'soft',
  });
}

function drawLine(canvas: Canvas, line: number, points: readonly (readonly [x: number, y: number])[]): void {
  points.slice(1).forEach(([x, y], i) => {
    const [fromX, fromY] = points[i] ?? [x, y];
    canvas.line(fromX, fromY, x, y, `l${line}`);
  });
  for (const [x, y] of points) canvas.dot(x, y, 3.5, `d${line}`);
}

function rules(palette: Palette): string {
  const lines = LINES.map(
    ([, colour, dashes], i) =>
      `.l${i}{stroke:${palette[colour]};stroke-width:1.8;fill:none;stroke-dasharray:${dashes || 'none'}}.d${i}{fill:${palette[colour]}}`,
  );
  return [
    `.paper{fill:${palette.paper}}.ink{fill:${palette.ink}}.soft{fill:${palette.soft}}`,
    `.grid{stroke:${palette.faint};stroke-width:.5;fill:none}`,
    ...lines,
  ].join('');
}

/** The powers of ten around all values. */
function rangeOf(values: readonly number[]): Range {
  const logs = values.filter((value) => value > 0).map(Math.log10);
  const from = Math.floor(Math.min(...logs));
  return { from, to: Math.max(from + 1, Math.ceil(Math.max(...logs))) };
}

function scale({ from, to }: Range, low: number, high: number): (value: number) => number {
  return (value) => low + ((Math.log10(value) - from) / (to - from)) * (high - low);
}

/** A power of ten, as people write it. */
function short(power: number): string {
  if (power < 3) return String(10 ** power);
  return power < 6 ? `${10 ** (power - 3)} k` : `${10 ** (power - 6)} M`;
}
