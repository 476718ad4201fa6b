import type { Style } from '../paint.ts';
import { cut } from '../text.ts';
import { columnOf, type Lanes, lifelines, roomLeftOf } from './lanes.ts';
import type { Row } from './row.ts';

/** Columns of an arrow that its label cannot have: the head, and on either side a blank and a piece of line. */
const SHAFT = 5;

/**
 * A message that arrives: an arrow from lifeline to lifeline.
 *
 * @param labels what to write on it, from long to short: the first that fits is taken
 */
export function arrow(lanes: Lanes, from: number, to: number, labels: readonly string[], style: Style): Row {
  const row = lifelines(lanes);
  const start = columnOf(lanes, from);
  const end = columnOf(lanes, to);
  if (start === end) return fromItself(lanes, to, labels, style);
  const rightwards = start < end;
  const left = Math.min(start, end);
  const right = Math.max(start, end);
  row.write(left + 1, '─'.repeat(right - left - 1), style);
  for (const at of lanes.at) if (at > left && at < right) row.write(at, '┼', style);
  row.write(start, rightwards ? '├' : '┤', style);
  const label = fitting(labels, right - left - 1 - SHAFT);
  if (label !== '') row.write(labelColumn(lanes, from, to, label.length + 2), ` ${label} `, style);
  return row.write(rightwards ? end - 1 : end + 1, rightwards ? '>' : '<', style);
}

/** A message of an endpoint to itself: told on the right, or where there is no room, on the left. */
function fromItself(lanes: Lanes, lane: number, labels: readonly string[], style: Style): Row {
  const row = lifelines(lanes);
  const column = columnOf(lanes, lane);
  const [toRight, toLeft] = [(lanes.ends[lane] ?? lanes.width) - column, roomLeftOf(lanes, lane)];
  const around = ' from itself';
  if (toRight >= toLeft) {
    const label = fitting(labels, toRight - '│<── '.length - around.length);
    return row.write(column, `│<── ${label}${around}`, style);
  }
  const label = fitting(labels, toLeft - ' ──>'.length - around.length);
  return row.writeUpTo(column, `${label}${around} ──>│`, style);
}

/** A label stands in the middle, or, so that crossings can be seen, in the middle of the first lane, if it fits there. */
function labelColumn(lanes: Lanes, from: number, to: number, length: number): number {
  const start = columnOf(lanes, from);
  const next = columnOf(lanes, from < to ? from + 1 : from - 1);
  const end = Math.abs(next - start) > length + 2 ? next : columnOf(lanes, to);
  const room = Math.abs(end - start) - 1 - length;
  return Math.min(start, end) + 1 + Math.ceil(room / 2);
}

/** A message that never arrives: an arrow that breaks off on its way. */
export function brokenArrow(
  lanes: Lanes,
  from: number,
  to: number,
  labels: readonly string[],
  fate: string,
  style: Style,
): Row {
  const row = lifelines(lanes);
  const start = columnOf(lanes, from);
  const room = Math.abs(columnOf(lanes, to) - start) - 1;
  const long = room - `── ${labels.at(-1) ?? ''} ──✗ ${fate} `.length >= 0;
  const [tail, head] = long ? ['──', `──✗ ${fate}`] : ['─', '✗'];
  const label = fitting(labels, Math.max(room, 8) - tail.length - head.length - 3);
  if (from <= to) return row.write(start, `├${tail} ${label} ${head}`, style);
  const mirrored = long ? `${fate} ✗──` : head;
  return row.writeUpTo(start, `${mirrored} ${label} ${tail}┤`, style);
}

function fitting(labels: readonly string[], room: number): string {
  return labels.find((label) => label.length <= room) ?? cut(labels.at(-1) ?? '', room);
}
