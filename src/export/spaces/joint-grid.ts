import type { JointGraph, JointState, JointStep } from '../../survey/joint.ts';
import { arrowHead, Canvas, round } from '../drawing/svg.ts';
import { textWidth } from '../drawing/text-width.ts';
import type { Palette, Theme } from '../drawing/theme.ts';
import { xml } from '../drawing/xml.ts';

const CELL = { width: 66, height: 42 };
const GAP = { x: 34, y: 34 };
const TOP = 108;
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';

/** How a joint diagram is drawn as a picture. */
export interface JointSvgOptions {
  /** What stands above it. Default: the name of the model. */
  readonly title?: string | undefined;
  /** Default: auto. */
  readonly theme?: Theme | undefined;
  /** Joint states of a trace, in order: drawn as a bold line. */
  readonly path?: readonly (readonly string[])[] | undefined;
  /** What the path shows, for the legend. */
  readonly pathTitle?: string | undefined;
}

/** Where the parts of a grid stand. */
interface Grid {
  readonly graph: JointGraph;
  readonly rows: readonly string[];
  readonly columns: readonly string[];
  readonly left: number;
  readonly width: number;
  readonly bottom: number;
  /** Letter of each violated property. */
  readonly letters: ReadonlyMap<string, string>;
}

/**
 * Draws the joint graph of two endpoints as a grid: the states of the first downwards, those of the second to the
 * right. A step changes the state of one endpoint only, so every arrow runs along a row or a column.
 *
 * @throws RangeError if there are not exactly two endpoints
 */
export function jointSvg(graph: JointGraph, options: JointSvgOptions = {}): string {
  const { theme = 'auto', title = `${graph.model}: joint states` } = options;
  if (graph.endpoints.length !== 2) {
    throw new RangeError(
      `a grid shows two endpoints, and "${graph.model}" has ${graph.endpoints.length}; draw it as dot or json`,
    );
  }
  const grid = gridOf(graph);
  const canvas = new Canvas();
  drawHeads(canvas, grid, title);
  for (const step of graph.steps) if (step.violations.length === 0) drawStep(canvas, grid, step);
  for (const step of graph.steps) if (step.violations.length > 0) drawStep(canvas, grid, step);
  for (const row of grid.rows) for (const column of grid.columns) drawCell(canvas, grid, row, column);
  if (options.path !== undefined) drawPath(canvas, grid, options.path);
  const height = drawLegend(canvas, grid, options.pathTitle);
  return canvas.document(grid.width, height, title, rules, theme);
}

function gridOf(graph: JointGraph): Grid {
  const rows = valuesOf(graph, 0);
  const columns = valuesOf(graph, 1);
  const left = 30 + Math.max(...rows.map((name) => textWidth(name, 13, true))) + 16;
  const names = [...new Set(graph.states.flatMap(({ violations }) => Object.keys(violations)))];
  return {
    graph,
    rows,
    columns,
    left,
    width: Math.max(560, left + columns.length * (CELL.width + GAP.x) + 10),
    bottom: TOP + rows.length * (CELL.height + GAP.y),
    letters: new Map(names.map((name, i) => [name, LETTERS[i] ?? '?'])),
  };
}

/** States of one endpoint: first those that are reached without loss, each in order of discovery. */
function valuesOf({ states }: JointGraph, lane: number): readonly string[] {
  const pick = (wanted: boolean) =>
    states.filter((state) => state.countWithoutLoss > 0 === wanted).map(({ values }) => values[lane] ?? '');
  return [...new Set([...pick(true), ...pick(false)])];
}

function placeOf(grid: Grid, values: readonly string[]): { x: number; y: number } {
  const [row = '', column = ''] = values;
  return {
    x: grid.left + grid.columns.indexOf(column) * (CELL.width + GAP.x),
    y: TOP + grid.rows.indexOf(row) * (CELL.height + GAP.y),
  };
}

function drawHeads(canvas: Canvas, grid: Grid, title: string): void {
  const { graph, rows, columns, left } = grid;
  const [first = '', second = ''] = graph.endpoints;
  canvas.text(16, 26, title, { size: 16, bold: true, room: grid.width - 32 });
  const { space } = graph;
  const size = `${space.complete ? '' : 'the first '}${number(space.states)} states, ${number(space.transitions)} transitions`;
  canvas.text(16, 45, size, { size: 12, style: 'soft' });
  canvas.text(left - 14, TOP - 16, `${first} ↓`, { size: 12, style: 'soft', anchor: 'end' });
  canvas.text(left, TOP - 38, `${second} →`, { size: 12, style: 'soft' });
  columns.forEach((name, i) => {
    const x = left + i * (CELL.width + GAP.x) + CELL.width / 2;
    const size = Math.min(13, (13 * (CELL.width + GAP.x - 6)) / textWidth(name, 13, true));
    canvas.text(x, TOP - 16, name, { size: round(size), bold: true, anchor: 'middle' });
  });
  rows.forEach((name, i) => {
    const y = TOP + i * (CELL.height + GAP.y) + CELL.height / 2;
    canvas.text(left - 14, y + 5, name, { size: 13, bold: true, anchor: 'end' });
  });
}

function drawCell(canvas: Canvas, grid: Grid, row: string, column: string): void {
  const { x, y } = placeOf(grid, [row, column]);
  const state = grid.graph.states.find(({ values }) => values[0] === row && values[1] === column);
  if (state === undefined) {
    canvas.dot(x + CELL.width / 2, y + CELL.height / 2, 2, 'nothing');
    return;
  }
  const lossy = state.countWithoutLoss === 0;
  const violated = Object.keys(state.violations);
  const style = [
    'cell',
    `heat${heatOf(state, grid)}`,
    ...(lossy ? ['lossy'] : []),
    ...(violated.length > 0 ? ['violated'] : []),
  ];
  canvas.add(
    `<g><title>${xml(`${row} × ${column}`)}: ${number(state.count)} states, ${number(state.countWithoutLoss)} of them without loss</title>`,
  );
  canvas.box(x, y, CELL.width, CELL.height, style.join(' '), 6);
  if (state.initial) drawStart(canvas, x, y);
  if (state.final > 0) drawFinal(canvas, x + CELL.width - 3, y + 3);
  const middle = x + CELL.width / 2;
  const raised = violated.length > 0 ? 20 : 26;
  canvas.text(middle, y + raised, short(state.count), { size: 15, bold: true, anchor: 'middle' });
  if (violated.length > 0) {
    const letters = violated
      .map((name) => grid.letters.get(name) ?? '?')
      .sort()
      .join(' ');
    canvas.text(middle, y + 35, letters, {
      size: violated.length > 4 ? 9 : 12,
      bold: true,
      anchor: 'middle',
      style: 'bad',
      room: CELL.width - 4,
    });
  }
  canvas.add('</g>');
}

/** The initial state: an arrow from nowhere to the cell's corner. */
function drawStart(canvas: Canvas, x: number, y: number): void {
  canvas.dot(x - 12, y - 10, 4, 'start');
  canvas.line(x - 12, y - 10, x + 1, y + 1, 'start-line');
}

/** A final state: a ring with a dot. */
function drawFinal(canvas: Canvas, x: number, y: number): void {
  canvas.dot(x, y, 6, 'final');
  canvas.dot(x, y, 3, 'start');
}

function drawStep(canvas: Canvas, grid: Grid, step: JointStep): void {
  const from = grid.graph.states[step.from];
  const to = grid.graph.states[step.to];
  if (from === undefined || to === undefined || step.from === step.to) return;
  const style = [
    'step',
    ...(step.withoutLoss ? [] : ['lossy']),
    ...(step.violations.length > 0 ? ['violated'] : []),
  ].join(' ');
  const a = placeOf(grid, from.values);
  const b = placeOf(grid, to.values);
  const [line, tip] = a.y === b.y ? alongRow(a, b) : a.x === b.x ? alongColumn(a, b) : across(a, b);
  const label = xml(step.labels.join(', '));
  canvas.add(
    `<g class="${style}"><title>${label}: ${number(step.count)} steps</title><path class="shaft" d="${line}"/><path class="tip" d="${tip}"/></g>`,
  );
}

type Place = { readonly x: number; readonly y: number };

/** To the right above the row's middle, to the left below it; what skips cells goes around them. */
function alongRow(a: Place, b: Place): readonly [string, string] {
  const rightwards = b.x > a.x;
  const sign = rightwards ? 1 : -1;
  const span = Math.round(Math.abs(b.x - a.x) / (CELL.width + GAP.x));
  const y = a.y + CELL.height / 2 - sign * 7;
  if (span === 1) {
    const [x1, x2] = rightwards ? [a.x + CELL.width, b.x] : [a.x, b.x + CELL.width];
    return [`M${x1},${y}H${x2 - sign * 5}`, arrowHead(x1, y, x2 - sign, y, 7)];
  }
  const edge = rightwards ? a.y : a.y + CELL.height;
  const x1 = a.x + CELL.width * (rightwards ? 0.7 : 0.3);
  const x2 = b.x + CELL.width * (rightwards ? 0.3 : 0.7);
  const bow = edge - sign * (6 + 3.5 * span);
  return [
    `M${x1},${edge}C${x1 + sign * 14},${bow} ${x2 - sign * 14},${bow} ${x2},${edge - sign * 4}`,
    arrowHead(x2 - sign * 5, edge - sign * 8, x2, edge, 7),
  ];
}

/** Downwards left of the column's middle, upwards right of it. */
function alongColumn(a: Place, b: Place): readonly [string, string] {
  const downwards = b.y > a.y;
  const sign = downwards ? 1 : -1;
  const span = Math.round(Math.abs(b.y - a.y) / (CELL.height + GAP.y));
  const x = a.x + CELL.width / 2 - sign * 9;
  if (span === 1) {
    const [y1, y2] = downwards ? [a.y + CELL.height, b.y] : [a.y, b.y + CELL.height];
    return [`M${x},${y1}V${y2 - sign * 5}`, arrowHead(x, y1, x, y2 - sign, 7)];
  }
  const edge = downwards ? a.x : a.x + CELL.width;
  const y1 = a.y + CELL.height * (downwards ? 0.75 : 0.25);
  const y2 = b.y + CELL.height * (downwards ? 0.25 : 0.75);
  const bow = edge - sign * (6 + 3 * span);
  return [
    `M${edge},${y1}C${bow},${y1 + sign * 14} ${bow},${y2 - sign * 14} ${edge - sign * 4},${y2}`,
    arrowHead(edge - sign * 8, y2 - sign * 5, edge, y2, 7),
  ];
}

/** Both endpoints move in one step: only where a third one is not shown. */
function across(a: Place, b: Place): readonly [string, string] {
  const [x1, y1] = [a.x + CELL.width / 2, a.y + CELL.height / 2];
  const [x2, y2] = [b.x + CELL.width / 2, b.y + CELL.height / 2];
  return [`M${x1},${y1}L${x2},${y2}`, arrowHead(x1, y1, x2, y2, 7)];
}

function drawPath(canvas: Canvas, grid: Grid, path: readonly (readonly string[])[]): void {
  const points = path.map((values, i) => {
    const { x, y } = placeOf(grid, values);
    return `${i === 0 ? 'M' : 'L'}${round(x + CELL.width - 9)},${round(y + CELL.height - 7)}`;
  });
  canvas.path(points.join(''), 'path');
  const last = path.at(-1);
  if (last === undefined) return;
  const { x, y } = placeOf(grid, last);
  canvas.dot(x + CELL.width - 9, y + CELL.height - 7, 4, 'path-end');
}

/** Returns the height of the picture. */
function drawLegend(canvas: Canvas, grid: Grid, pathTitle: string | undefined): number {
  let y = grid.bottom + 8;
  const row = (text: string, height = 22) => {
    canvas.text(54, y, text, { room: grid.width - 66 });
    y += height;
  };
  canvas.box(16, y - 12, 28, 16, 'cell heat2', 4);
  row('number of states behind the pair: the stronger the colour, the more');
  canvas.box(16, y - 12, 28, 16, 'cell heat0 lossy', 4);
  row('only reached if a message is lost');
  canvas.add(`<g class="step lossy"><path class="shaft" d="M16,${y - 4}h28"/></g>`);
  row('step that is only possible if a message is lost');
  drawStart(canvas, 36, y + 2);
  row('initial state');
  drawFinal(canvas, 30, y - 4);
  row('nothing more needs to happen in some of these states');
  for (const [name, letter] of grid.letters) {
    canvas.text(30, y, letter, { bold: true, style: 'bad', anchor: 'middle' });
    row(`“${name}” is violated by these states, or by a step that leads into them`, 20);
  }
  if (pathTitle !== undefined) {
    canvas.line(16, y - 4, 44, y - 4, 'path');
    row(pathTitle);
  }
  const { cuts } = grid.graph.spaceWithoutLoss;
  if (cuts > 0) {
    canvas.text(
      16,
      y,
      `Within the network's capacity: without loss, ${number(cuts)} steps found no room for a message.`,
      { size: 11, style: 'soft', room: grid.width - 32 },
    );
    y += 20;
  }
  return y;
}

function heatOf({ count }: JointState, { graph }: Grid): number {
  const most = Math.max(...graph.states.map((state) => state.count));
  return Math.min(4, Math.floor((Math.log(count) / Math.log(most + 1)) * 5));
}

function short(count: number): string {
  if (count < 10_000) return number(count);
  if (count < 1_000_000) return `${Math.round(count / 1000)} k`;
  return `${(count / 1_000_000).toFixed(1)} M`;
}

function number(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ',');
}

function rules(p: Palette): string {
  return [
    `.paper{fill:${p.paper}}text{fill:${p.ink}}.soft{fill:${p.soft}}.nothing{fill:${p.faint};fill-opacity:.5}`,
    `.cell{stroke:${p.line};stroke-width:1.2}`,
    ...p.heat.map((color, i) => `.heat${i}{fill:${color}}`),
    `.cell.lossy{stroke:${p.stale};stroke-width:2;stroke-dasharray:5 3}`,
    `.cell.violated{stroke:${p.bad};stroke-width:2.4}text.bad{fill:${p.bad}}`,
    `.start{fill:${p.ink}}.start-line{stroke:${p.ink};stroke-width:1.5}.final{fill:${p.paper};stroke:${p.ink};stroke-width:1.2}`,
    `.shaft{fill:none;stroke:${p.accent};stroke-width:1.5;stroke-opacity:.8}.tip{fill:${p.accent}}`,
    `.lossy .shaft{stroke:${p.stale};stroke-dasharray:4 3}.lossy .tip{fill:${p.stale}}`,
    `.violated .shaft{stroke:${p.bad};stroke-width:2.4;stroke-opacity:1}.violated .tip{fill:${p.bad}}`,
    `.path{fill:none;stroke:${p.good};stroke-width:3;stroke-opacity:.75;stroke-linejoin:round}.path-end{fill:${p.good}}`,
  ].join('');
}
