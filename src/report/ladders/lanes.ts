import { Row } from './row.ts';

/** Columns of the ladder's left margin: the numbers of steps and ticks. */
export const MARGIN = 9;

/** The column in which the labels of the margin end. */
export const LABEL_END = MARGIN - 2;

/** Columns that text beside a lifeline has at least, if the width allows: in less, nothing can be read. */
const READABLE = 32;

/** Where the lifelines stand. */
export interface Lanes {
  readonly width: number;
  /** Names of the endpoints, from left to right. */
  readonly names: readonly string[];
  /** The column of each lifeline. */
  readonly at: readonly number[];
  /** The column after the last one that text to the right of a lifeline may use, across others where it must. */
  readonly ends: readonly number[];
}

/** Spreads lifelines over the width. The last lane holds text only, and no arrows, so it is narrower. */
export function lanesFor(names: readonly string[], width: number): Lanes {
  const span = Math.max(4, Math.floor((width - MARGIN) / (names.length - 0.2)));
  const at = names.map((_, i) => MARGIN + i * span);
  const ends = at.map((column, i) =>
    Math.min(width, Math.max((at[i + 1] ?? width + 1) - 1, column + READABLE)),
  );
  return { width, names, at, ends };
}

/** Columns that a name or a state on a lifeline may have without touching the next lifeline. */
export function laneWidth(lanes: Lanes, lane: number): number {
  return (lanes.at[lane + 1] ?? lanes.width + 1) - columnOf(lanes, lane) - 1;
}

/** Whether what this endpoint sends to the left is told to the left of its lifeline. */
export function tellsLeft(lanes: Lanes, lane: number): boolean {
  return lanes.names.length === 2 || roomLeftOf(lanes, lane) >= READABLE;
}

/** Columns to the left of a lifeline that text may use, across others where it must. */
export function roomLeftOf(lanes: Lanes, lane: number): number {
  const column = columnOf(lanes, lane);
  return Math.min(column - MARGIN, Math.max(column - columnOf(lanes, lane - 1) - 1, READABLE));
}

/** The number of an endpoint, which must be one of the names. */
export function laneOf(lanes: Lanes, name: string): number {
  return lanes.names.indexOf(name);
}

/** The column of a lifeline. */
export function columnOf(lanes: Lanes, lane: number): number {
  return lanes.at[lane] ?? 0;
}

/** A row in which nothing but the lifelines can be seen. */
export function lifelines(lanes: Lanes): Row {
  const row = new Row(lanes.width);
  for (const at of lanes.at) row.write(at, '│', 'faint');
  return row;
}
