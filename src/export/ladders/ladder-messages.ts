import { type Point, pointAt } from '../drawing/geometry.ts';
import { textWidth } from '../drawing/text-width.ts';
import { type Columns, SIZES, type Side } from './ladder-columns.ts';
import type { Movable } from './ladder-free.ts';
import { type PlacedSending, type Row, STUB_ROOM } from './ladder-rows.ts';
import {
  lineShape,
  type MessageKind,
  type Shape,
  type SignShape,
  signShape,
  type TextShape,
  textShape,
} from './ladder-shapes.ts';
import type { End, Fate, Sending } from './story.ts';

/** How far a message gets that does not arrive, as a part of its way. */
const REACHES: Readonly<Partial<Record<Fate, number>>> = {
  lost: 0.6,
  expired: 0.72,
  'in flight': 0.86,
  merged: 0.5,
};
/** Length of the line of a message that ends where it is sent. */
const STUB = 20;
/** How far to the side a message goes that an endpoint sends to itself. */
const LOOP = 28;
/** Half of a lifeline's width, and the room of an arrow's head. */
const EDGE = 4;
/** Room for what is said of a message that is lost. */
const WORD = 62;
/** Height of a label's line. */
const LINE = 14;

/** Lines and signs of messages, and their texts, which may be moved. */
export interface Messages {
  readonly shapes: readonly Shape[];
  readonly texts: readonly Movable[];
}

/** Where the messages of a trace go. */
export function messagesIn(rows: readonly Row[], columns: Columns, bottom: number): Messages {
  const layer = new MessageLayer(rows, columns, bottom);
  for (const row of rows) for (const sending of row.sendings) layer.add(sending);
  return layer;
}

interface Way {
  readonly points: readonly Point[];
  readonly direction: Side;
}

class MessageLayer implements Messages {
  readonly shapes: Shape[] = [];
  readonly texts: Movable[] = [];
  readonly #rows: readonly Row[];
  readonly #columns: Columns;
  readonly #bottom: number;

  constructor(rows: readonly Row[], columns: Columns, bottom: number) {
    this.#rows = rows;
    this.#columns = columns;
    this.#bottom = bottom;
  }

  add(placed: PlacedSending): void {
    const { sending } = placed;
    for (const end of sending.ends) this.#end(placed, end);
    this.#label(placed);
  }

  #end(placed: PlacedSending, end: End): void {
    const { sending } = placed;
    const of = { step: this.#rows[end.moment]?.moment.step, message: sending.number };
    switch (end.fate) {
      case 'delivered':
        this.#arrow(placed, 'message', this.#way(placed, end));
        return;
      case 'duplicate':
        this.#arrow(placed, 'message duplicate', this.#way(placed, end));
        return;
      case 'in flight':
        this.#arrow(placed, 'message flying', this.#way(placed, end));
        return;
      case 'lost':
        this.#lost(placed, end);
        return;
      case 'expired':
        this.#line(placed, 'message expired', this.#way(placed, end).points);
        this.shapes.push(signShape('cross expired', tipOf(this.#way(placed, end).points), of));
        return;
      case 'copy lost':
        this.#copyLost(placed, end);
        return;
      case 'no room':
      case 'no way': {
        const [from, to] = this.#stub(placed);
        this.shapes.push(lineShape('message lost', [from, to], of), signShape('cross', to, of));
        return;
      }
      case 'merged':
        if (placed.isStub) this.shapes.push(lineShape('message merged', this.#stub(placed), of));
        else this.#line(placed, 'message merged', this.#way(placed, end).points);
        return;
      case 'copy expired':
      case 'copy in flight':
        return;
    }
  }

  #arrow(placed: PlacedSending, kind: MessageKind, { points }: Way): void {
    const { number } = placed.sending;
    const isMarked = this.#line(placed, kind, points);
    const [from = ORIGIN, to = ORIGIN] = points.slice(-2);
    this.shapes.push(signShape(isMarked ? 'tip marked' : 'tip', to, { from, message: number }));
  }

  #lost(placed: PlacedSending, end: End): void {
    const { sending } = placed;
    const { points, direction } = this.#way(placed, end);
    this.#line(placed, 'message lost', points);
    const tip = tipOf(points);
    const of = { step: this.#rows[end.moment]?.moment.step, message: sending.number };
    this.shapes.push(signShape('cross', tip, of));
    // What a link takes with it is told once, beside the link.
    if (this.#rows[end.moment]?.moment.kind !== 'drop') return;
    const anchor = direction === 1 ? 'start' : 'end';
    const text = textShape(
      'fate lost',
      { x: tip.x + direction * 9, y: tip.y + 4 },
      `#${sending.number} lost`,
      {
        size: SIZES.note,
        anchor,
        ...of,
      },
    );
    const width = textWidth(text.text, SIZES.note);
    this.texts.push(movable([text], [{ by: { x: -direction * (18 + width), y: 0 }, cost: 2 }]));
  }

  /** The line of a copy that no one misses would only be in the way of others. */
  #copyLost(placed: PlacedSending, end: End): void {
    if (this.#rows[end.moment]?.moment.kind !== 'drop') return;
    const { sending, direction } = placed;
    const of = { step: this.#rows[end.moment]?.moment.step, message: sending.number };
    const cross = { x: (this.#columns.x[sending.from] ?? 0) + direction * 30, y: this.#yOf(end) };
    const text = textShape(
      'fate copy',
      { x: cross.x + direction * 9, y: cross.y + 4 },
      `copy of #${sending.number} lost`,
      {
        size: SIZES.note,
        anchor: direction === 1 ? 'start' : 'end',
        ...of,
      },
    );
    const free = this.#columns.room(sending.from, direction) - textWidth(text.text, SIZES.note) - 40;
    const moves = steps(free, 20).map((by) => ({ by: { x: by * direction, y: 0 }, cost: by / 40 }));
    this.texts.push(movable([signShape('cross copy', cross, of), text], moves));
  }

  /** The line of a message; from where its mark changes on, in another colour. Returns whether it ends so. */
  #line({ sending }: PlacedSending, kind: MessageKind, points: readonly Point[]): boolean {
    const { number: message } = sending;
    const end = tipOf(points);
    const turn = sending.remarks.map(({ moment }) => this.#rows[moment]?.y ?? end.y).find((y) => y < end.y);
    if (turn === undefined) {
      this.shapes.push(lineShape(kind, points, { message }));
      return false;
    }
    const [before, after] = splitAt(points, turn);
    this.shapes.push(lineShape(kind, before, { message }), lineShape(`${kind} marked`, after, { message }));
    return true;
  }

  #stub({ sending, direction, y }: PlacedSending): readonly [Point, Point] {
    const x = (this.#columns.x[sending.from] ?? 0) + direction * EDGE;
    return [
      { x, y },
      { x: x + direction * STUB, y },
    ];
  }

  /** The way to an end, or so far towards it as a message comes. */
  #way({ sending, direction, y }: PlacedSending, end: End): Way {
    const part = REACHES[end.fate] ?? 1;
    const to = end.fate === 'in flight' ? this.#bottom - 6 : Math.max(y, this.#yOf(end));
    const x = (this.#columns.x[sending.from] ?? 0) + direction * EDGE;
    const start = { x, y };
    if (sending.from === sending.to) {
      const out = x + direction * LOOP;
      const back = part === 1 ? [{ x, y: Math.max(to, y + 2) }] : [];
      return { direction, points: [start, { x: out, y }, { x: out, y: Math.max(to, y + 2) }, ...back] };
    }
    const far = (this.#columns.x[sending.to] ?? 0) - direction * EDGE;
    const reached = x + (far - x) * part;
    return {
      direction,
      points: [start, { x: part === 1 ? far : this.#besideLifelines(reached, direction), y: to }],
    };
  }

  /** A message that ends on its way does not end on a lifeline, and leaves room for a word in front of the next one. */
  #besideLifelines(x: number, direction: Side): number {
    const lane = this.#columns.x.findLastIndex((lifeline) => lifeline <= x);
    const [left, right] = [this.#columns.x[lane] ?? x, this.#columns.x[lane + 1] ?? x];
    const [low, high] = [left + this.#columns.near(lane, 1), right - this.#columns.near(lane + 1, -1)];
    const word = direction === 1 ? [10, WORD] : [WORD, 10];
    return Math.max(low + (word[0] ?? 0), Math.min(x, high - (word[1] ?? 0)));
  }

  #yOf({ moment }: End): number {
    return this.#rows[moment]?.y ?? 0;
  }

  #label(placed: PlacedSending): void {
    const { sending, direction, lines, label, isStub } = placed;
    const near = this.#columns.near(sending.from, direction);
    const away = near + (isStub ? STUB_ROOM : 0);
    const x = (this.#columns.x[sending.from] ?? 0) + direction * away;
    const anchor = direction === 1 ? 'start' : 'end';
    const [only] = sending.ends;
    const kind = isStub
      ? only?.fate === 'merged'
        ? 'fate merged'
        : 'fate no'
      : arrivesMarked(sending)
        ? 'label marked'
        : 'label';
    const texts = lines.map((text, i) =>
      textShape(kind, { x, y: label + i * LINE }, text, {
        size: SIZES.label,
        anchor,
        step: this.#rows[sending.moment]?.moment.step,
        message: sending.number,
      }),
    );
    const width = Math.max(...lines.map((text) => textWidth(text, SIZES.label)));
    this.texts.push(movable(texts, isStub ? [] : this.#along(placed, x, width)));
  }

  /** Places for a label further along its line: above it, or below. */
  #along(placed: PlacedSending, start: number, width: number): readonly Move[] {
    const { sending, direction, label, lines } = placed;
    const drawn = sending.ends.find(({ fate }) => !UNDRAWN.has(fate));
    if (drawn === undefined || sending.from === sending.to) return [];
    const [from = ORIGIN, to = ORIGIN] = this.#way(placed, drawn).points;
    const heightAt = (x: number) => pointAt([from, to], Math.min(1, (x - from.x) / (to.x - from.x))).y;
    const last = label + (lines.length - 1) * LINE;
    return steps(Math.abs(to.x - start) - width - 16, 12).flatMap((distance) => {
      const near = start + direction * distance;
      const x = direction * distance;
      return [
        { by: { x, y: heightAt(near) - 4 - last }, cost: distance / 8 },
        { by: { x, y: heightAt(near + direction * width) + 13 - label }, cost: 4 + distance / 8 },
      ];
    });
  }
}

/** Ends to which no line leads. */
const UNDRAWN = new Set<Fate>(['copy lost', 'copy expired', 'copy in flight']);

/** How far shapes may be moved, and how much worse they stand then. */
interface Move {
  readonly by: Point;
  readonly cost: number;
}

function movable(shapes: readonly (TextShape | SignShape)[], moves: readonly Move[]): Movable {
  const others = moves.map(({ by, cost }) => ({
    cost,
    shapes: () => shapes.map((shape) => ({ ...shape, x: shape.x + by.x, y: shape.y + by.y })),
  }));
  return { shapes, others };
}

const ORIGIN: Point = { x: 0, y: 0 };

function tipOf(points: readonly Point[]): Point {
  return points.at(-1) ?? ORIGIN;
}

/** Distances from the first step to the most. */
function steps(most: number, step: number): readonly number[] {
  return Array.from({ length: Math.max(0, Math.floor(most / step)) }, (_, i) => (i + 1) * step);
}

/** A line that goes down, in two at a height. */
function splitAt(points: readonly Point[], y: number): readonly [readonly Point[], readonly Point[]] {
  const at = points.findIndex((point, i) => i > 0 && point.y >= y);
  const [from, to] = [points[at - 1] ?? ORIGIN, points[at] ?? ORIGIN];
  const turn = pointAt([from, to], Math.max(0, (y - from.y) / Math.max(1, to.y - from.y)));
  return [
    [...points.slice(0, at), turn],
    [turn, ...points.slice(at)],
  ];
}

function arrivesMarked({ remarks, ends }: Sending): boolean {
  const [first] = remarks;
  return (
    first !== undefined &&
    ends.some(({ fate, moment }) => (fate === 'delivered' || fate === 'duplicate') && moment > first.moment)
  );
}
