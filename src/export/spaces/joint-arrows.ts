import type { Point } from '../drawing/geometry.ts';
import { arrowHead } from '../drawing/svg.ts';

/** Of the cells of a grid, and between them; in pixels. */
export const CELL = { width: 66, height: 42 } as const;
export const GAP = { x: 34, y: 34 } as const;

/** The line of an arrow from cell to cell, and its tip, as paths; of cells, the upper left corners are given. */
export function arrowBetween(a: Point, b: Point): readonly [line: string, tip: string] {
  return a.y === b.y ? alongRow(a, b) : a.x === b.x ? alongColumn(a, b) : across(a, b);
}

/** To the right above the row's middle, to the left below it; what skips cells goes around them. */
function alongRow(a: Point, b: Point): readonly [string, string] {
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
function alongColumn(a: Point, b: Point): readonly [string, string] {
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
function across(a: Point, b: Point): readonly [string, string] {
  const [x1, y1] = [a.x + CELL.width / 2, a.y + CELL.height / 2];
  const [x2, y2] = [b.x + CELL.width / 2, b.y + CELL.height / 2];
  return [`M${x1},${y1}L${x2},${y2}`, arrowHead(x1, y1, x2, y2, 7)];
}
