import { type Box, distance, type Point, partInside } from './geometry.ts';

/** Pixels of a curve that are taken for straight. */
const STRAIGHT = 8;

/** One Bézier curve of the third degree. */
type Curve = readonly [Point, Point, Point, Point];

/** Points along Bézier curves that follow one another, near enough for straight lines between them. */
export function alongCurves(points: readonly Point[]): readonly Point[] {
  return curvesOf(points).flatMap((curve, i) => {
    const sampled = samplesOf(curve).map((t) => pointOn(curve, t));
    return i === 0 ? sampled : sampled.slice(1);
  });
}

/** What is left of Bézier curves outside of boxes: each piece is such curves again. */
export function curvesOutside(
  points: readonly Point[],
  boxes: readonly Box[],
): readonly (readonly Point[])[] {
  const pieces: Point[][] = [];
  let isOpen = false;
  for (const curve of curvesOf(points)) {
    for (const [from, to] of partsOutside(curve, boxes)) {
      const part = from === 0 && to === 1 ? curve : partOf(curve, from, to);
      const last = pieces.at(-1);
      if (from === 0 && isOpen && last !== undefined) last.push(...part.slice(1));
      else pieces.push([...part]);
      isOpen = to === 1;
    }
  }
  return pieces;
}

function curvesOf(points: readonly Point[]): readonly Curve[] {
  const curves: Curve[] = [];
  for (let i = 0; i + 3 < points.length; i += 3) {
    const [a, b, c, d] = points.slice(i, i + 4);
    if (a !== undefined && b !== undefined && c !== undefined && d !== undefined) curves.push([a, b, c, d]);
  }
  return curves;
}

/** Where a curve is looked at: from 0 to 1. */
function samplesOf([a, b, c, d]: Curve): readonly number[] {
  const length = distance(a, b) + distance(b, c) + distance(c, d);
  const count = Math.max(2, Math.ceil(length / STRAIGHT));
  return Array.from({ length: count + 1 }, (_, i) => i / count);
}

function partsOutside(curve: Curve, boxes: readonly Box[]): readonly (readonly [number, number])[] {
  const samples = samplesOf(curve);
  const parts: [number, number][] = [];
  for (const [i, until] of samples.entries()) {
    const since = samples[i - 1];
    if (since === undefined) continue;
    const chord = [pointOn(curve, since), pointOn(curve, until)] as const;
    const inside = boxes.map((box) => partInside(chord, box)).filter((part) => part !== null);
    for (const [from, to] of complementOf(inside)) {
      const last = parts.at(-1);
      const [begin, end] = [since + (until - since) * from, to === 1 ? until : since + (until - since) * to];
      if (last !== undefined && last[1] === begin) last[1] = end;
      else parts.push([begin, end]);
    }
  }
  return parts;
}

/** What is left of the way from 0 to 1. */
function complementOf(parts: readonly (readonly [number, number])[]): readonly (readonly [number, number])[] {
  const left: (readonly [number, number])[] = [];
  let at = 0;
  for (const [from, to] of [...parts].sort((a, b) => a[0] - b[0])) {
    if (from > at) left.push([at, from]);
    at = Math.max(at, to);
  }
  return at < 1 ? [...left, [at, 1]] : left;
}

/** The part of a curve between two places on it, as a curve (de Casteljau's division, twice). */
function partOf(curve: Curve, from: number, to: number): Curve {
  const rest = dividedAt(curve, from)[1];
  return dividedAt(rest, from === 1 ? 1 : (to - from) / (1 - from))[0];
}

function dividedAt([a, b, c, d]: Curve, t: number): readonly [Curve, Curve] {
  const [ab, bc, cd] = [between(a, b, t), between(b, c, t), between(c, d, t)];
  const [abc, bcd] = [between(ab, bc, t), between(bc, cd, t)];
  const middle = between(abc, bcd, t);
  return [
    [a, ab, abc, middle],
    [middle, bcd, cd, d],
  ];
}

function pointOn(curve: Curve, t: number): Point {
  return t === 0 ? curve[0] : t === 1 ? curve[3] : dividedAt(curve, t)[0][3];
}

function between(a: Point, b: Point, t: number): Point {
  return { x: a.x + (b.x - a.x) * t, y: a.y + (b.y - a.y) * t };
}
