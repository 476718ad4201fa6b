/** A place in a picture, in pixels from its upper left corner. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A rectangle that stands level; in pixels. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** A straight line. */
export type Segment = readonly [from: Point, to: Point];

/** Whether two boxes have an inner point in common. */
export function boxesMeet(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

/** The shortest way from the points of a line, of which there is at least one, to a box. */
export function leash(line: readonly Point[], { left, top, right, bottom }: Box): Segment {
  let best: Segment | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const point of line) {
    const x = Math.min(right, Math.max(left, point.x));
    const y = Math.min(bottom, Math.max(top, point.y));
    const far = (x - point.x) ** 2 + (y - point.y) ** 2;
    if (best !== undefined && far >= least) continue;
    best = [point, { x, y }];
    least = far;
  }
  return (
    best ?? [
      { x: left, y: top },
      { x: left, y: top },
    ]
  );
}

/** The box with a margin around it. */
export function widened({ left, top, right, bottom }: Box, by: number): Box {
  return { left: left - by, top: top - by, right: right + by, bottom: bottom + by };
}

/** The smallest box in which these points lie; there is at least one. */
export function boxAround(points: readonly Point[]): Box {
  const [xs, ys] = [points.map(({ x }) => x), points.map(({ y }) => y)];
  return { left: Math.min(...xs), top: Math.min(...ys), right: Math.max(...xs), bottom: Math.max(...ys) };
}

/** Which part of a line lies inside of a box: from and to, 0 at its beginning, 1 at its end; null for none. */
export function partInside([from, to]: Segment, box: Box): readonly [number, number] | null {
  if (Math.max(from.x, to.x) <= box.left || Math.min(from.x, to.x) >= box.right) return null;
  if (Math.max(from.y, to.y) <= box.top || Math.min(from.y, to.y) >= box.bottom) return null;
  let [enters, leaves] = [0, 1];
  const sides = [
    [from.x, to.x - from.x, box.left, box.right],
    [from.y, to.y - from.y, box.top, box.bottom],
  ] as const;
  for (const [at, step, low, high] of sides) {
    if (step === 0) {
      if (at <= low || at >= high) return null;
      continue;
    }
    const [a, b] = [(low - at) / step, (high - at) / step];
    enters = Math.max(enters, Math.min(a, b));
    leaves = Math.min(leaves, Math.max(a, b));
  }
  return enters < leaves ? [enters, leaves] : null;
}

/** The point at a part of a line. */
export function pointAt([from, to]: Segment, part: number): Point {
  return part === 1 ? to : { x: from.x + (to.x - from.x) * part, y: from.y + (to.y - from.y) * part };
}

/** The straight lines of which a broken one consists. */
export function segmentsOf(points: readonly Point[]): readonly Segment[] {
  return points.slice(1).map((to, i) => [points[i] ?? to, to]);
}

/** How long a broken line is. */
export function lengthOf(points: readonly Point[]): number {
  return segmentsOf(points).reduce((sum, [from, to]) => sum + distance(from, to), 0);
}

/** How far two points are from each other. */
export function distance(a: Point, b: Point): number {
  return Math.hypot(b.x - a.x, b.y - a.y);
}

/** What is left of a broken line outside of boxes. */
export function piecesOutside(
  points: readonly Point[],
  boxes: readonly Box[],
): readonly (readonly Point[])[] {
  const pieces: Point[][] = [];
  for (const segment of segmentsOf(points)) {
    for (const [from, to] of partsOutside(segment, boxes)) {
      const begin = pointAt(segment, from);
      const last = pieces.at(-1);
      const end = last?.at(-1);
      if (last !== undefined && from === 0 && end !== undefined && end.x === begin.x && end.y === begin.y) {
        last.push(pointAt(segment, to));
      } else pieces.push([begin, pointAt(segment, to)]);
    }
  }
  return pieces;
}

function partsOutside(segment: Segment, boxes: readonly Box[]): readonly (readonly [number, number])[] {
  const inside = boxes
    .map((box) => partInside(segment, box))
    .filter((part) => part !== null)
    .sort((a, b) => a[0] - b[0]);
  const outside: (readonly [number, number])[] = [];
  let at = 0;
  for (const [enters, leaves] of inside) {
    if (enters > at) outside.push([at, enters]);
    at = Math.max(at, leaves);
  }
  return at < 1 ? [...outside, [at, 1]] : outside;
}
