import { eventText, IN_TEXT, takenText } from '../../trace/event-text.ts';
import { AGAIN, BACK, STOPS } from '../../trace/lasting.ts';
import { withShownMessages } from '../../trace/naming.ts';
import { shownContext, shownState } from '../../trace/shown-state.ts';
import { startText } from '../../trace/start-text.ts';
import type { Trace, TraceState } from '../../trace/trace.ts';
import { type Paint, painter } from '../paint.ts';
import { cut, hanging, wrap } from '../text.ts';
import { effectRows } from './effect-rows.ts';
import { type Finding, findingLines } from './finding.ts';
import { columnOf, LABEL_END, type Lanes, lanesFor, laneWidth, lifelines } from './lanes.ts';
import { markWords } from './message-label.ts';
import { Row } from './row.ts';
import { stepRows } from './step-rows.ts';

/** Lines of what an endpoint remembers in the beginning, about. */
const CONTEXT_LINES = 2;
/** So many endpoints can have what they remember beside their lifelines. */
const MOST_BESIDE = 4;

export interface LadderOptions {
  /** Columns that a line may have. Default: 80. */
  readonly width?: number;
  /** Default: false. */
  readonly color?: boolean;
  /** Properties that the trace decides: told at the end, with a sign at the step that decides them. */
  readonly findings?: readonly Finding[];
  /** What is said of the trace above its ladder. */
  readonly remark?: string | undefined;
}

/**
 * Draws a trace as a ladder: one lifeline per endpoint, time downwards.
 *
 * A message appears twice: as a stub where it is sent, and as an arrow across where it arrives (or breaks off). Its
 * number tells which is which. A state stands in brackets on the lifeline of the endpoint that enters it.
 */
export function ladder(full: Trace, options: LadderOptions = {}): string {
  const trace = withShownMessages(full);
  const { width = 80, color = false, findings = [], remark } = options;
  const paint = painter(color);
  const lanes = lanesFor(trace.endpoints, width);
  const rows = [nameRow(lanes), stateRow(lanes, trace.initial), ...startRows(lanes, trace)];
  rows[1]?.write(0, signAt(findings, 0), 'alarm');
  trace.steps.forEach((step, i) => {
    if (trace.again === i) rows.push(acrossRow(lanes, AGAIN));
    const before = trace.steps[i - 1]?.after ?? trace.initial;
    const { action } = full.steps[i] ?? step;
    const taken = action.kind === 'deliver' ? takenText(action) : '';
    const drawn = stepRows(lanes, { trace, before, step, taken });
    numberRow(drawn[0], step.action.kind === 'tick' ? null : i + 1, signAt(findings, i + 1));
    rows.push(...drawn);
  });
  if (trace.again === trace.steps.length) rows.push(acrossRow(lanes, STOPS));
  else if (trace.again !== undefined) rows.push(acrossRow(lanes, BACK));
  const last = trace.steps.at(-1);
  if (last !== undefined) rows.push(stateRow(lanes, last.after).writeUpTo(LABEL_END, 'end', 'faint'));
  return [
    ...(remark === undefined ? [] : [...wrap(remark, width).map((line) => paint(line, 'notice')), '']),
    ...memoryLines(lanes, trace.initial),
    ...(trace.start === undefined ? [] : [...wrap(startText(trace.start), width), '']),
    ...rows.map((row) => row.render(paint)),
    '',
    ...inFlightLines(trace, width),
    ...findings.flatMap((finding) => paintFinding(findingLines(finding, width), finding, paint)),
  ].join('\n');
}

function nameRow(lanes: Lanes): Row {
  const row = new Row(lanes.width).writeUpTo(LABEL_END, 'step', 'faint');
  lanes.names.forEach((name, i) => {
    const at = columnOf(lanes, i);
    row.write(at, cut(name, laneWidth(lanes, i)), 'strong');
  });
  return row;
}

/** A line across all lifelines that says what goes on for ever. */
function acrossRow(lanes: Lanes, text: string): Row {
  const from = lanes.at[0] ?? 0;
  const to = lanes.at.at(-1) ?? lanes.width;
  const row = lifelines(lanes).write(from, '═'.repeat(Math.max(0, to - from + 1)), 'notice');
  return row.write(from + 2, ` ${cut(text, Math.max(1, lanes.width - from - 4))} `, 'notice');
}

function stateRow(lanes: Lanes, state: TraceState): Row {
  const row = lifelines(lanes);
  lanes.names.forEach((name, i) => {
    const at = columnOf(lanes, i);
    const local = state.endpoints[name];
    const shown = local === undefined ? '' : shownState(local);
    if (shown !== '') row.write(at, cut(`[${shown}]`, laneWidth(lanes, i)), 'strong');
  });
  return row;
}

/** Where there are too many lifelines for it, what the machines remember in the beginning stands above them: once for those with the same. */
function memoryLines(lanes: Lanes, initial: TraceState): readonly string[] {
  if (!isCrowded(lanes)) return [];
  const byText = new Map<string, string[]>();
  for (const name of lanes.names) {
    const local = initial.endpoints[name];
    const text = local === undefined ? '' : shownContext(local, lanes.width * CONTEXT_LINES);
    if (text !== '') byText.set(text, [...(byText.get(text) ?? []), name]);
  }
  const lines = [...byText].flatMap(([text, names]) => [
    ...wrap(`${names.join(', ')}:`, lanes.width),
    ...hanging('  ', text, lanes.width),
  ]);
  return lines.length === 0 ? [] : ['In the beginning:', ...lines, ''];
}

/** Whether texts beside lifelines, one below the other, would be like a staircase. */
function isCrowded({ names }: Lanes): boolean {
  return names.length > MOST_BESIDE;
}

/** What the machines remember in the beginning, and what they sent when they started. */
function startRows(lanes: Lanes, { initial }: Trace): readonly Row[] {
  return lanes.names.flatMap((name, lane) => {
    const local = initial.endpoints[name];
    const room = ((lanes.ends[lane] ?? lanes.width) - columnOf(lanes, lane)) * CONTEXT_LINES;
    const text = local === undefined ? '' : shownContext(local, room);
    const notes = text === '' || isCrowded(lanes) ? [] : [{ text, style: 'faint' as const }];
    const sent = initial.network
      .filter(({ from }) => from === name)
      .map((message) => ({ message, number: message.number, fate: 'in flight' as const }));
    return effectRows(lanes, lane, { state: null, notes, sent });
  });
}

function numberRow(row: Row | undefined, number: number | null, sign: string): void {
  if (number !== null) row?.writeUpTo(LABEL_END, String(number), 'faint');
  if (sign !== '') row?.write(0, sign, 'alarm');
}

function signAt(findings: readonly Finding[], step: number): string {
  const here = findings.filter((finding) => finding.step === step);
  if (here.length === 0) return '';
  return here.some(({ verdict }) => verdict === 'violated') ? '✗' : '✓';
}

function inFlightLines(trace: Trace, width: number): readonly string[] {
  const { network } = trace.steps.at(-1)?.after ?? trace.initial;
  if (network.length === 0) return ['Nothing is in flight.'];
  const head = 'In flight: ';
  return network.flatMap((packet, i) => {
    const mark = markWords(packet.mark, trace.initialMark).map((word) => `${word} `);
    const owed = packet.owed ? ' (promised to arrive)' : '';
    const text = `#${packet.number} ${mark.join('')}${eventText(packet.event, IN_TEXT, ['to'])} from ${packet.from} to ${packet.to}${owed}`;
    return hanging(i === 0 ? head : ' '.repeat(head.length), text, width);
  });
}

function paintFinding(lines: readonly string[], finding: Finding, paint: Paint): readonly string[] {
  return lines.map((line, i) =>
    paint(line, i > 0 ? 'plain' : finding.verdict === 'violated' ? 'alarm' : 'good'),
  );
}
