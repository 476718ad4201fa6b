import type { Box, Point } from '../drawing/geometry.ts';
import { boxOfLine, MIDDLE } from '../drawing/text-width.ts';
import type { NoteKind } from './story.ts';

/** To what of its trace a shape of a ladder belongs. What is left out does not apply. */
export interface Belonging {
  /** Number of the step, from 1; 0 for the beginning. */
  readonly step?: number | undefined;
  /** Index of the endpoint. */
  readonly lane?: number | undefined;
  /** Number of the message. */
  readonly message?: number | undefined;
}

/** What a text of a ladder tells. */
export type TextKind =
  | 'name'
  | 'state'
  | 'memory'
  | `note ${NoteKind}`
  | 'link'
  | 'lasting'
  | 'label'
  | 'label marked'
  | 'fate lost'
  | 'fate copy'
  | 'fate expired'
  | 'fate no'
  | 'fate merged'
  | 'step'
  | 'tick'
  | 'span'
  | 'rest'
  | 'legend'
  | 'finding'
  | 'finding bad'
  | 'finding good';

/** What a line of a ladder means. `marked`: from where the mark of its message has changed on. */
export type LineKind =
  | MessageKind
  | `${MessageKind} marked`
  | 'joint'
  | 'end'
  | 'call'
  | 'tick'
  | 'timer'
  | 'timer open'
  | 'link'
  | 'lasting'
  | 'bracket';

/** How far a message has come, or what became of it. */
export type MessageKind =
  | 'message'
  | 'message duplicate'
  | 'message flying'
  | 'message merged'
  | 'message lost'
  | 'message expired';

/** What a box of a ladder shows: `again` is what is repeated for ever, `decided` marks the step that decides a property, `life` a piece of a lifeline. */
export type BoxKind =
  | 'band'
  | 'again'
  | 'decided bad'
  | 'decided good'
  | 'life'
  | 'life other'
  | 'pill'
  | 'finding bad'
  | 'finding good';

/** Small signs: where a message or a timer ends, what decides a property. */
export type SignKind =
  | 'tip'
  | 'tip marked'
  | 'call'
  | 'cross'
  | 'cross copy'
  | 'cross expired'
  | 'start'
  | 'fired'
  | 'clock'
  | 'violated'
  | 'reached';

/** A line of text, at a place in pixels. */
export interface TextShape extends Belonging {
  readonly shape: 'text';
  readonly kind: TextKind;
  /** Where it is fixed: the beginning, middle or end of its base line, as `anchor` says. */
  readonly x: number;
  readonly y: number;
  readonly anchor: 'start' | 'middle' | 'end';
  readonly text: string;
  /** In pixels. */
  readonly size: number;
  readonly bold: boolean;
  /** Whether it is turned to the left by a right angle, around its middle. */
  readonly turned: boolean;
}

/** A line, straight or broken. */
export interface LineShape extends Belonging {
  readonly shape: 'line';
  readonly kind: LineKind;
  /** From its beginning to its end. */
  readonly points: readonly Point[];
  /** What of it is drawn: it makes way for the texts that stand on it. */
  readonly pieces: readonly (readonly Point[])[];
}

/** A box, filled; in pixels. */
export interface BoxShape extends Belonging {
  readonly shape: 'box';
  readonly kind: BoxKind;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** Of its corners. */
  readonly radius: number;
}

/** A small sign around a point, in pixels; an arrow's head ends in it. */
export interface SignShape extends Belonging {
  readonly shape: 'sign';
  readonly kind: SignKind;
  readonly x: number;
  readonly y: number;
  /** Where an arrow comes from: for heads of arrows only. */
  readonly from?: Point | undefined;
}

/** One thing that a ladder is drawn of. Places and sizes are in pixels. */
export type Shape = TextShape | LineShape | BoxShape | SignShape;

/** Half of a sign's height. */
export const SIGN_SIZES: Readonly<Record<SignKind, number>> = {
  tip: 4,
  'tip marked': 4,
  call: 4,
  cross: 5,
  'cross copy': 4,
  'cross expired': 5,
  start: 2,
  fired: 3,
  clock: 5,
  violated: 4,
  reached: 4,
};

/** What may be left out of a text, and what it then is. */
type TextOptions = Belonging & Partial<Pick<TextShape, 'anchor' | 'size' | 'bold' | 'turned'>>;

export function textShape(
  kind: TextKind,
  at: Point,
  text: string,
  { anchor = 'start', size = 12, bold = false, turned = false, ...belonging }: TextOptions = {},
): TextShape {
  return { shape: 'text', kind, ...at, anchor, text, size, bold, turned, ...belonging };
}

export function lineShape(kind: LineKind, points: readonly Point[], belonging: Belonging = {}): LineShape {
  return { shape: 'line', kind, points, pieces: [points], ...belonging };
}

export function boxShape(
  kind: BoxKind,
  { left, top, right, bottom }: Box,
  radius = 0,
  belonging: Belonging = {},
): BoxShape {
  return {
    shape: 'box',
    kind,
    x: left,
    y: top,
    width: right - left,
    height: bottom - top,
    radius,
    ...belonging,
  };
}

export function signShape(
  kind: SignKind,
  at: Point,
  belonging: Belonging & { from?: Point } = {},
): SignShape {
  return { shape: 'sign', kind, ...at, ...belonging };
}

/** The room that a text takes, with what hangs below its base line. */
export function boxOfText({ x, y, anchor, text, size, bold, turned }: TextShape): Box {
  const level = boxOfLine({ x, y }, text, { size, anchor, bold });
  if (!turned) return level;
  const [middleX, middleY] = [x, y - size * MIDDLE];
  const half = { x: (level.bottom - level.top) / 2, y: (level.right - level.left) / 2 };
  return {
    left: middleX - half.x,
    top: middleY - half.y,
    right: middleX + half.x,
    bottom: middleY + half.y,
  };
}

export function boxOfSign({ kind, x, y }: SignShape): Box {
  const half = SIGN_SIZES[kind];
  return { left: x - half, top: y - half, right: x + half, bottom: y + half };
}
