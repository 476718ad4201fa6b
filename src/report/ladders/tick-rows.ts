import type { NumberedPacket, Trace, TraceStep } from '../../trace/trace.ts';
import { cut } from '../text.ts';
import { brokenArrow } from './arrow.ts';
import { LABEL_END, type Lanes, laneOf, MARGIN } from './lanes.ts';
import { labelsOf } from './message-label.ts';
import { Row } from './row.ts';

/** A tick: a thin line across, then the messages that died of age without ever having arrived. */
export function tickRows(lanes: Lanes, trace: Trace, step: TraceStep): readonly Row[] {
  const arrived = step.expired.filter(({ number }) => wasDelivered(trace, step, number));
  const lost = step.expired.filter((packet) => !arrived.includes(packet));
  return [separator(lanes, step.after.tick, arrived), ...lost.map((packet) => death(lanes, trace, packet))];
}

function separator(lanes: Lanes, tick: number, gone: readonly NumberedPacket[]): Row {
  const row = new Row(lanes.width);
  const last = lanes.at.at(-1) ?? 0;
  row.write(MARGIN, '┄'.repeat(last - MARGIN), 'faint');
  for (const at of lanes.at) row.write(at, '│', 'faint');
  row.writeUpTo(LABEL_END, tick < 100 ? `tick ${tick}` : `t ${tick}`, 'notice');
  if (gone.length === 0) return row;
  const numbers = gone.map(({ number }) => `#${number}`).join(' ');
  return row.write(MARGIN + 3, ` ${cut(`copies gone: ${numbers}`, last - MARGIN - 6)} `, 'faint');
}

function death(lanes: Lanes, trace: Trace, packet: NumberedPacket): Row {
  const labels = labelsOf(packet, { initialMark: trace.initialMark });
  return brokenArrow(lanes, laneOf(lanes, packet.from), laneOf(lanes, packet.to), labels, 'too old', 'bad');
}

function wasDelivered(trace: Trace, until: TraceStep, number: number): boolean {
  const earlier = trace.steps.slice(0, trace.steps.indexOf(until));
  return earlier.some((step) => step.action.kind === 'deliver' && step.number === number);
}
