import type { JointGraph, JointState, JointStep } from '../../survey/joint.ts';
import { Canvas, round } from '../drawing/svg.ts';
import { textWidth } from '../drawing/text-width.ts';
import type { Palette, Theme } from '../drawing/theme.ts';
import { xml } from '../drawing/xml.ts';
import { arrowBetween, CELL, GAP } from './joint-arrows.ts';

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
      `a grid shows two endpoints, and this graph of "${graph.model}" has ${graph.endpoints.length}; make it of two of them, or draw it as dot, mmd or json`,
    );
  }
  const grid = gridOf(graph);
  const canvas = new Canvas();
  drawHeads(canvas, grid, title);
  const weight = ({ violations, begins }: JointStep) =>
    begins.length > 0 ? 2 : violations.length > 0 ? 1 : 0;
  for (const step of [...graph.steps].sort((a, b) => weight(a) - weight(b))) drawStep(canvas, grid, step);
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
    ...troubleOf(violated, state.begins),
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
  drawLetters(canvas, grid, state, middle, y + 35);
  canvas.add('</g>');
}

/** The letters of the properties that are violated here: those whose violations begin here stand out, and come first. */
function drawLetters(canvas: Canvas, grid: Grid, state: JointState, middle: number, y: number): void {
  const lettersOf = (names: readonly string[]) => names.map((name) => grid.letters.get(name) ?? '?').sort();
  const begin = lettersOf(state.begins);
  const goOn = lettersOf(Object.keys(state.violations).filter((name) => !state.begins.includes(name)));
  const all = [
    ...begin.map((letter) => [letter, 'bad'] as const),
    ...goOn.map((letter) => [letter, 'pale-bad'] as const),
  ];
  const apart = Math.min(13, (CELL.width - 8) / all.length);
  all.forEach(([letter, style], i) => {
    const x = middle + (i - (all.length - 1) / 2) * apart;
    canvas.text(x, y, letter, { size: Math.min(12, apart), bold: style === 'bad', anchor: 'middle', style });
  });
}

/** What is red: where violations begin; and paler, where they only go on. */
function troubleOf(violated: readonly string[], begin: readonly string[]): readonly string[] {
  return begin.length > 0 ? ['violated'] : violated.length > 0 ? ['goes-on'] : [];
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
    ...troubleOf(step.violations, step.begins),
  ].join(' ');
  const a = placeOf(grid, from.values);
  const b = placeOf(grid, to.values);
  const [line, tip] = arrowBetween(a, b);
  const label = xml(step.labels.join(', '));
  canvas.add(
    `<g class="${style}"><title>${label}: ${number(step.count)} steps</title><path class="shaft" d="${line}"/><path class="tip" d="${tip}"/></g>`,
  );
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
  if (grid.letters.size > 0) {
    canvas.box(16, y - 12, 28, 16, 'cell heat0 violated', 4);
    row('here a violation begins: after the fewest steps that violate the property');
    canvas.box(16, y - 12, 28, 16, 'cell heat0 goes-on', 4);
    row('violated here, too, but only after more steps');
    canvas.add(`<g class="step violated"><path class="shaft" d="M16,${y - 4}h28"/></g>`);
    row('the last of these fewest steps; paler: other steps that violate a property');
  }
  for (const [name, letter] of grid.letters) {
    canvas.text(30, y, letter, { bold: true, style: 'bad', anchor: 'middle' });
    row(
      `“${name}” is violated by some of these states, or by a step that leads into them: first after ${grid.graph.beginnings[name]} steps`,
      20,
    );
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
    `.cell.violated{stroke:${p.bad};stroke-width:2.6}text.bad{fill:${p.bad}}`,
    `.cell.goes-on{stroke:${p.bad};stroke-width:1.2;stroke-opacity:.45}text.pale-bad{fill:${p.bad};fill-opacity:.5}`,
    `.start{fill:${p.ink}}.start-line{stroke:${p.ink};stroke-width:1.5}.final{fill:${p.paper};stroke:${p.ink};stroke-width:1.2}`,
    `.shaft{fill:none;stroke:${p.accent};stroke-width:1.5;stroke-opacity:.8}.tip{fill:${p.accent}}`,
    `.lossy .shaft{stroke:${p.stale};stroke-dasharray:4 3}.lossy .tip{fill:${p.stale}}`,
    `.violated .shaft{stroke:${p.bad};stroke-width:2.4;stroke-opacity:1}.violated .tip{fill:${p.bad}}`,
    `.goes-on .shaft{stroke:${p.bad};stroke-width:1.2;stroke-opacity:.3}.goes-on .tip{fill:${p.bad};fill-opacity:.3}`,
    `.path{fill:none;stroke:${p.good};stroke-width:3;stroke-opacity:.75;stroke-linejoin:round}.path-end{fill:${p.good}}`,
  ].join('');
}
