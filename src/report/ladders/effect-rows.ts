import type { Sent } from '../../trace/trace.ts';
import type { Style } from '../paint.ts';
import { cut, wrap } from '../text.ts';
import { columnOf, type Lanes, laneOf, lifelines, roomLeftOf, tellsLeft } from './lanes.ts';
import { grouped, sentLabel } from './message-label.ts';
import type { Row } from './row.ts';

/** What an endpoint does in a step, as it is to be shown. */
export interface Effects {
  /** The state that it enters; null if it stays where it is. */
  readonly state: string | null;
  readonly notes: readonly Note[];
  readonly sent: readonly Sent[];
}

/** A remark beside a lifeline. */
export interface Note {
  readonly text: string;
  readonly style: Style;
}

/** A line of text beside a lifeline, with what joins it to the lifeline. */
interface Beside {
  readonly joint: string;
  readonly parts: readonly Note[];
}

const BETWEEN_NOTES = '  ';

/**
 * Rows that show what an endpoint does: the new state in brackets on its lifeline, remarks to the right of it, and
 * what it sends as stubs that point towards the receiver.
 */
export function effectRows(lanes: Lanes, lane: number, effects: Effects): readonly Row[] {
  const column = columnOf(lanes, lane);
  const width = (lanes.ends[lane] ?? lanes.width) - column;
  const state = effects.state === null ? null : cut(`[${effects.state}]`, width);
  const left = leftSide(lanes, lane, effects.sent);
  const right = rightSide(lanes, lane, effects, width);
  const first = right[0];
  // A state that leaves no room beside it gets a row of its own.
  if (state !== null && first !== undefined && state.length + lengthOf(first) > width) right.unshift(NOTHING);
  const count = Math.max(state === null ? 0 : 1, left.length, right.length);
  return Array.from({ length: count }, (_, i) =>
    effectRow(lanes, column, i === 0 ? state : null, left[i] ?? NOTHING, right[i] ?? NOTHING),
  );
}

const NOTHING: Beside = { joint: '', parts: [] };

function effectRow(lanes: Lanes, column: number, state: string | null, left: Beside, right: Beside): Row {
  const row = lifelines(lanes);
  const toLeft = left.joint.endsWith('─');
  const toRight = right.joint.startsWith('─');
  if (state !== null) row.write(column, state, 'strong');
  else if (toLeft || toRight) row.write(column, toLeft && toRight ? '┼' : toLeft ? '┤' : '├');
  let at = column + (state?.length ?? 1);
  row.write(at, right.joint, right.parts[0]?.style);
  at += right.joint.length;
  for (const { text, style } of right.parts) {
    row.write(at, text, style);
    at += text.length + BETWEEN_NOTES.length;
  }
  const [label] = left.parts;
  if (label !== undefined) row.writeUpTo(column - 1, `${label.text}${left.joint}`, label.style);
  return row;
}

function lengthOf({ joint, parts }: Beside): number {
  return joint.length + parts.map(({ text }) => text).join(BETWEEN_NOTES).length;
}

function rightSide(lanes: Lanes, lane: number, effects: Effects, width: number): Beside[] {
  const sent = effects.sent.filter((each) => !isLeftwards(lanes, lane, each));
  const stubs = stubsOf(lanes, sent, { arrives: '──> ', breaks: '──✗ ' }, width);
  return [...stubs, ...noteLines(effects.notes, width)];
}

function leftSide(lanes: Lanes, lane: number, sent: readonly Sent[]): readonly Beside[] {
  const toLeft = sent.filter((each) => isLeftwards(lanes, lane, each));
  return stubsOf(lanes, toLeft, { arrives: ' <──', breaks: ' ✗──' }, roomLeftOf(lanes, lane));
}

/** Remarks, as many to a line as fit. */
function noteLines(notes: readonly Note[], width: number): readonly Beside[] {
  const lines: Beside[] = [];
  for (const { text, style } of notes) {
    for (const part of wrap(text, width - 2)) {
      const last = lines.at(-1) ?? NOTHING;
      const joined: Beside = { joint: ' ', parts: [...last.parts, { text: part, style }] };
      const fits = last.parts.length > 0 && lengthOf(joined) < width;
      if (fits) lines[lines.length - 1] = joined;
      else lines.push({ joint: ' ', parts: [{ text: part, style }] });
    }
  }
  return lines;
}

/** Where there is no room to the left, a message is told to the right: with several endpoints, its receiver is named. */
function isLeftwards(lanes: Lanes, lane: number, { message }: Sent): boolean {
  return laneOf(lanes, message.to) < lane && tellsLeft(lanes, lane);
}

function stubsOf(
  lanes: Lanes,
  sent: readonly Sent[],
  joints: { readonly arrives: string; readonly breaks: string },
  width: number,
): readonly Beside[] {
  return grouped(sent).flatMap((group) => {
    const fate = group[0]?.fate;
    const isLost = fate === 'no room' || fate === 'no way';
    const joint = isLost ? joints.breaks : joints.arrives;
    const label = sentLabel(group, lanes.names.length > 2);
    return wrap(label, width - 1 - joint.length).map((text, i) => ({
      joint: i === 0 ? joint : ' '.repeat(joint.length),
      parts: [{ text, style: isLost ? ('bad' as const) : ('plain' as const) }],
    }));
  });
}
