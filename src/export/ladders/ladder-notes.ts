import { MIDDLE, textWidth, wrapped } from '../drawing/text-width.ts';
import { type Columns, indentOf, isBold, SIZES, type Side } from './ladder-columns.ts';
import type { Movable } from './ladder-free.ts';
import { type PlacedNote, type PlacedState, placedState, type Row } from './ladder-rows.ts';
import { type Belonging, boxShape, lineShape, type Shape, signShape, textShape } from './ladder-shapes.ts';
import type { Story } from './story.ts';

/** Names of the endpoints, and how they begin. */
export interface Head {
  readonly shapes: readonly Shape[];
  /** Where lifelines begin. */
  readonly top: number;
  /** Where the first moment may begin. */
  readonly bottom: number;
}

/** Draws names, first states, and what endpoints remember in the beginning. */
export function headOf({ endpoints, initial, contexts }: Story, columns: Columns): Head {
  const names = endpoints.map((name, lane) => wrapped(name, nameRoom(columns, lane), SIZES.name, true));
  const top = SIZES.head + (Math.max(...names.map(({ length }) => length)) - 1) * NAME_LINE;
  const shapes: Shape[] = [];
  let bottom = top + 12;
  endpoints.forEach((_, lane) => {
    const side = columns.side[lane] ?? 1;
    const x = columns.x[lane] ?? 0;
    const room = columns.room(lane, side);
    const of = { lane, step: 0 };
    const name = { size: SIZES.name, bold: true, anchor: 'middle', ...of } as const;
    names[lane]?.forEach((line, i) => {
      shapes.push(textShape('name', { x, y: 22 + i * NAME_LINE }, line, name));
    });
    const state = placedState(initial[lane] ?? '', room, top - 13);
    if (state !== null) shapes.push(...stateShapes(columns, { lane, side, state }, 0));
    const memory = wrapped(contexts[lane] ?? '', room, SIZES.note).filter((line) => line !== '');
    const from = { x: x + side * columns.near(lane, side), y: Math.max(top, state?.bottom ?? 0) + 12 };
    const anchor = side < 0 ? 'end' : 'start';
    memory.forEach((line, i) => {
      const at = { ...from, y: from.y + i * SIZES.line };
      shapes.push(textShape('memory', at, line, { size: SIZES.note, anchor, ...of }));
    });
    bottom = Math.max(bottom, from.y + (memory.length - 1) * SIZES.line + 4);
  });
  return { shapes, top, bottom };
}

const NAME_LINE = 17;

/** Up to the middle between two lifelines. */
function nameRoom({ x, width }: Columns, lane: number): number {
  const middle = x[lane] ?? 0;
  const left = lane === 0 ? middle : (middle - (x[lane - 1] ?? 0)) / 2;
  const right = lane === x.length - 1 ? width - middle : ((x[lane + 1] ?? 0) - middle) / 2;
  return Math.min(left, right) * 2 - 12;
}

/** What is said of a moment beside a lifeline; between lifelines, it may stand on the other side. */
export function notesAt(row: Row, columns: Columns): Movable {
  const isBetween = row.lane > 0 && row.lane < columns.x.length - 1;
  const other: Row = { ...row, side: row.side === 1 ? -1 : 1 };
  const others = [{ cost: 6, shapes: () => notesOn(other, columns) }];
  return { shapes: notesOn(row, columns), others: isBetween ? others : [] };
}

function notesOn({ lane, side, state, notes, moment }: Row, columns: Columns): readonly Shape[] {
  const of = { step: moment.step, lane };
  return [
    ...(state === null ? [] : stateShapes(columns, { lane, side, state }, moment.step)),
    ...notes.flatMap((placed) => noteShapes(placed, columns, lane, side, of)),
  ];
}

/** What lies across all lifelines: what happens to links, and what lasts for ever. */
export function acrossShapes(row: Row, columns: Columns): readonly Shape[] {
  const { moment, y } = row;
  const link = LINKS.has(moment.kind) ? [across('link', columns, y, { step: moment.step })] : [];
  return [...link, ...lastingShapes(row, columns)];
}

const LINKS = new Set<string>(['break', 'open', 'down', 'up']);

function across(kind: 'link' | 'lasting', { x }: Columns, y: number, of: Belonging): Shape {
  return lineShape(
    kind,
    [
      { x: (x[0] ?? 0) - 6, y },
      { x: (x.at(-1) ?? 0) + 6, y },
    ],
    of,
  );
}

interface StateAt {
  readonly lane: number;
  readonly side: Side;
  readonly state: PlacedState;
}

/** The name of a state, in a box beside its lifeline. */
function stateShapes(columns: Columns, { lane, side, state }: StateAt, step: number): readonly Shape[] {
  const { lines, top, bottom } = state;
  const middle = columns.x[lane] ?? 0;
  const near = middle + side * columns.near(lane, side);
  const width = Math.max(...lines.map((line) => textWidth(line, SIZES.note, true))) + 14;
  const left = side < 0 ? near - width : near;
  const of = { lane, step };
  const joint = top + SIZES.pill / 2;
  return [
    lineShape(
      'joint',
      [
        { x: middle + side * SIZES.life, y: joint },
        { x: near, y: joint },
      ],
      of,
    ),
    boxShape('pill', { left, top, right: left + width, bottom }, SIZES.pill / 2, of),
    ...lines.map((line, i) =>
      textShape('state', { x: left + width / 2, y: joint + SIZES.note * MIDDLE + 1 + i * SIZES.line }, line, {
        size: SIZES.note,
        bold: true,
        anchor: 'middle',
        ...of,
      }),
    ),
  ];
}

function noteShapes(
  { note, text, first, y }: PlacedNote,
  columns: Columns,
  lane: number,
  side: Side,
  of: Belonging,
): readonly Shape[] {
  const middle = columns.x[lane] ?? 0;
  const near = middle + side * columns.near(lane, side);
  const line = textShape(`note ${note.kind}`, { x: near + side * indentOf(note), y }, text, {
    size: SIZES.note,
    bold: isBold(note),
    anchor: side < 0 ? 'end' : 'start',
    ...of,
  });
  return first && indentOf(note) > 0
    ? [...causeShapes(note.kind, middle, near, side, y - 4, of), line]
    : [line];
}

/** A call from outside is an arrow into the lifeline; a timer that fires a clock. */
function causeShapes(
  kind: string,
  middle: number,
  near: number,
  side: Side,
  y: number,
  of: Belonging,
): readonly Shape[] {
  if (kind === 'call') {
    const from = { x: near + side * 17, y };
    const to = { x: middle + side * 5, y };
    return [lineShape('call', [from, to], of), signShape('call', to, { ...of, from })];
  }
  const clock = { x: near + side * 9, y };
  return [
    lineShape(
      'timer',
      [
        { x: clock.x - side * 5, y },
        { x: middle + side * 4, y },
      ],
      of,
    ),
    signShape('clock', clock, of),
  ];
}

/** What lasts for ever is said left of all lifelines, and a line drawn across them. */
function lastingShapes({ lasting, moment }: Row, columns: Columns): readonly Shape[] {
  if (lasting === null) return [];
  const of = { step: moment.step };
  const x = (columns.x[0] ?? 0) - columns.near(0, -1);
  return [
    across('lasting', columns, lasting.y, of),
    ...lasting.lines.map((line, i) =>
      textShape('lasting', { x, y: lasting.y + 4 + i * SIZES.line }, line, {
        size: SIZES.note,
        bold: true,
        anchor: 'end',
        ...of,
      }),
    ),
  ];
}
