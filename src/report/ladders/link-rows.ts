import type { Trace, TraceStep } from '../../trace/trace.ts';
import { cut } from '../text.ts';
import { brokenArrow } from './arrow.ts';
import { type Lanes, laneOf, lifelines } from './lanes.ts';
import { labelsOf } from './message-label.ts';
import type { Row } from './row.ts';

/** What happens to a session or a partition: a line across, the messages that are lost by it, and what the ends will be told. */
export function linkRows(lanes: Lanes, trace: Trace, step: TraceStep, text: string): readonly Row[] {
  const [notice] = step.sent;
  const ends = step.sent.map(({ message, number }) => `${message.to} (#${number})`).join(', ');
  const told = notice === undefined ? '' : `; ${notice.message.event.type} on its way to ${ends}`;
  return [across(lanes, `${text}${told}`), ...purgedRows(lanes, trace, step)];
}

/** The messages that are lost in a step because a session or a link went down. */
export function purgedRows(lanes: Lanes, { initialMark }: Trace, { purged }: TraceStep): readonly Row[] {
  return purged.map((packet) => {
    const labels = labelsOf(packet, { initialMark });
    return brokenArrow(lanes, laneOf(lanes, packet.from), laneOf(lanes, packet.to), labels, 'lost', 'bad');
  });
}

function across(lanes: Lanes, text: string): Row {
  const from = lanes.at[0] ?? 0;
  const to = lanes.at.at(-1) ?? lanes.width;
  const row = lifelines(lanes).write(from, '╌'.repeat(Math.max(0, to - from + 1)), 'alarm');
  return row.write(from + 2, ` ${cut(text, Math.max(1, lanes.width - from - 4))} `, 'alarm');
}
