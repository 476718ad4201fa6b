import type { Box, Point } from '../../../src/export/drawing/geometry.ts';
import { textWidth } from '../../../src/export/drawing/text-width.ts';
import type { LadderLayout } from '../../../src/export/ladders/ladder-layout.ts';
import type { LineShape, Shape, TextShape } from '../../../src/export/ladders/ladder-shapes.ts';
import type { Story } from '../../../src/export/ladders/story.ts';

/** Pixels from one point of a line that is looked at to the next. */
const STEP = 0.8;
/** Pixels that letters may come near to what stands beside them. */
const SLACK = 0.4;

/** The part of a message's line that is drawn at least. */
const LEAST_DRAWN = 1 / 3;

/**
 * What is wrong with a ladder: texts that meet, leave the picture, or are struck through by what is drawn, and messages of which
 * too little is left. Lines are looked at point by point, so that this shares nothing with the layout.
 */
export function ladderFaults(
  { width, height, shapes }: LadderLayout,
  leastDrawn: number = LEAST_DRAWN,
): readonly string[] {
  const texts = shapes
    .filter((shape) => shape.shape === 'text')
    .map((text) => ({ text, box: lettersOf(text) }));
  const faults: string[] = [];
  texts.forEach(({ text, box }, i) => {
    if (box.left < 0 || box.top < 0 || box.right > width || box.bottom > height)
      faults.push(`${named(text)} leaves the picture`);
    for (const other of texts.slice(i + 1))
      if (meet(box, other.box)) faults.push(`${named(text)} meets ${named(other.text)}`);
  });
  for (const shape of shapes) {
    const outline = pointsOf(shape);
    for (const { text, box } of texts) {
      if (outline.some((point) => isIn(point, box)))
        faults.push(`${shape.kind} strikes through ${named(text)}`);
    }
  }
  const messages = shapes
    .filter((shape) => shape.shape === 'line')
    .filter(({ kind }) => kind.startsWith('message'));
  return [...faults, ...waysOf(messages).flatMap((way) => hidden(way, leastDrawn))];
}

/** What of a story is not told whole: shortened, or left out. */
export function untold(story: Story, { shapes }: LadderLayout): readonly string[] {
  const told = packed(shapes.flatMap((shape) => (shape.shape === 'text' ? [shape.text] : [])).join(''));
  const texts = [
    story.start,
    ...story.endpoints,
    ...story.initial,
    ...story.contexts,
    ...story.moments.flatMap(({ state, notes }) => [state ?? '', ...notes.map(({ text }) => text)]),
    ...story.sendings.map(({ label }) => label),
  ];
  return texts.filter((text) => !told.includes(packed(text)));
}

function packed(text: string): string {
  return text.replace(/\s/g, '');
}

/** Messages whose marks change are drawn in two lines: one ends where the other begins. */
function waysOf(lines: readonly LineShape[]): readonly (readonly LineShape[])[] {
  return lines.flatMap((line, i) => {
    const next = lines[i + 1];
    if (line.kind.endsWith('marked')) return [];
    return [next?.kind === `${line.kind} marked` && next.message === line.message ? [line, next] : [line]];
  });
}

/** A message can be followed: most of it is drawn, and neither its beginning nor its end is missing. */
function hidden(way: readonly LineShape[], leastDrawn: number): readonly string[] {
  const whole = way.reduce((sum, { points }) => sum + lengthOf(points), 0);
  const pieces = way.flatMap((line) => line.pieces);
  const drawn = pieces.reduce((sum, piece) => sum + lengthOf(piece), 0);
  const name = `${way[0]?.kind} #${way[0]?.message}`;
  const isThere = (point: Point | undefined) =>
    pieces.some((piece) => piece.some((each) => each.x === point?.x && each.y === point?.y));
  return [
    ...(drawn < whole * leastDrawn
      ? [`only ${Math.round(drawn)} of ${Math.round(whole)} pixels of ${name} are drawn`]
      : []),
    ...(isThere(way[0]?.points[0]) ? [] : [`the beginning of ${name} is missing`]),
    ...(isThere(way.at(-1)?.points.at(-1)) ? [] : [`the end of ${name} is missing`]),
  ];
}

function lettersOf({ x, y, anchor, text, size, bold, turned }: TextShape): Box {
  const long = textWidth(text, size, bold) / 2 - SLACK;
  const [up, down] = [size * 0.74 - SLACK, size * 0.2 - SLACK];
  const middle = anchor === 'start' ? x + long : anchor === 'end' ? x - long : x;
  if (turned)
    return { left: x - up, right: x + down, top: y - size * 0.27 - long, bottom: y - size * 0.27 + long };
  return { left: middle - long, right: middle + long, top: y - up, bottom: y + down };
}

/** Points on what is drawn of a shape; a text is no line. */
function pointsOf(shape: Shape): readonly Point[] {
  switch (shape.shape) {
    case 'text':
      return [];
    case 'line':
      return shape.pieces.flatMap(along);
    case 'sign': {
      const { x, y, kind } = shape;
      return kind.startsWith('tip') ? [] : [{ x, y }];
    }
    case 'box': {
      if (['band', 'again'].includes(shape.kind) || shape.kind.startsWith('decided')) return [];
      const { x, y, width, height } = shape;
      const corners = [
        { x, y },
        { x: x + width, y },
        { x: x + width, y: y + height },
        { x, y: y + height },
        { x, y },
      ];
      return along(corners);
    }
  }
}

function along(points: readonly Point[]): readonly Point[] {
  return points.slice(1).flatMap((to, i) => {
    const from = points[i] ?? to;
    const count = Math.max(1, Math.ceil(Math.hypot(to.x - from.x, to.y - from.y) / STEP));
    return Array.from({ length: count + 1 }, (_, k) => ({
      x: from.x + ((to.x - from.x) * k) / count,
      y: from.y + ((to.y - from.y) * k) / count,
    }));
  });
}

function lengthOf(points: readonly Point[]): number {
  return points
    .slice(1)
    .reduce((sum, to, i) => sum + Math.hypot(to.x - (points[i]?.x ?? 0), to.y - (points[i]?.y ?? 0)), 0);
}

function isIn({ x, y }: Point, { left, top, right, bottom }: Box): boolean {
  return x > left && x < right && y > top && y < bottom;
}

function meet(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

function named({ text, kind }: TextShape): string {
  return `"${text}" (${kind})`;
}
