import { type Box, boxAround, type Point } from './geometry.ts';
import { alongCurves } from './splines.ts';
import { boxOfLine } from './text-width.ts';

/** What is drawn: outlines, lines of arrows and their heads; in pixels, y downwards. */
export type DiagramShape =
  | { readonly shape: 'ellipse'; readonly kind: ShapeKind; readonly center: Point; readonly radius: Point }
  | { readonly shape: 'polygon'; readonly kind: ShapeKind; readonly points: readonly Point[] }
  | { readonly shape: 'broken line'; readonly points: readonly Point[] }
  /** A closed curve, as the outline of what has round corners. */
  | { readonly shape: 'outline'; readonly kind: ShapeKind; readonly points: readonly Point[] }
  /** Bézier curves one after another, in the pieces that are drawn. */
  | { readonly shape: 'curve'; readonly pieces: readonly (readonly Point[])[] };

/** An outline that is filled, one more around it, or the head of an arrow. */
export type ShapeKind = 'body' | 'ring' | 'head';

/** One line of text. */
export interface DiagramText {
  readonly x: number;
  /** The line on which the letters stand. */
  readonly y: number;
  readonly size: number;
  readonly anchor: 'start' | 'middle' | 'end';
  readonly bold: boolean;
  readonly italic: boolean;
  /** Of what is never taken. */
  readonly pale: boolean;
  readonly text: string;
}

/** A state, a region around states, or an arrow with its label. */
export interface DiagramPart {
  readonly kind: 'state' | 'region' | 'arrow';
  readonly style: string;
  readonly id: string | null;
  readonly shapes: readonly DiagramShape[];
  readonly texts: readonly DiagramText[];
}

/** Where the letters of a line stand. */
export function boxOfText({ x, y, size, anchor, bold, text }: DiagramText): Box {
  return boxOfLine({ x, y }, text, { size, anchor, bold });
}

/** The box around an outline or a line. */
export function boxOfShape(shape: DiagramShape): Box {
  switch (shape.shape) {
    case 'ellipse': {
      const { center, radius } = shape;
      return {
        left: center.x - radius.x,
        top: center.y - radius.y,
        right: center.x + radius.x,
        bottom: center.y + radius.y,
      };
    }
    case 'curve':
      return boxAround(shape.pieces.flatMap(alongCurves));
    default:
      return boxAround(shape.points);
  }
}
