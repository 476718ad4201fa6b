import type { AnyLocalState } from '../../language/forgotten.ts';
import { linkText, memoryOf, placeName } from '../../language/state-text.ts';
import { changedMarks } from '../../trace/changed-marks.ts';
import { answerText, effectText, eventText } from '../../trace/event-text.ts';
import { shownState } from '../../trace/shown-state.ts';
import type { Trace, TraceState, TraceStep } from '../../trace/trace.ts';
import type { Style } from '../paint.ts';
import { wrap } from '../text.ts';
import { arrow, brokenArrow } from './arrow.ts';
import { contextChange } from './context-change.ts';
import { type Effects, effectRows, type Note } from './effect-rows.ts';
import { columnOf, type Lanes, laneOf, lifelines } from './lanes.ts';
import { linkRows, purgedRows } from './link-rows.ts';
import { labelsOf, markWords } from './message-label.ts';
import type { Row } from './row.ts';
import { tickRows } from './tick-rows.ts';

/** A step and what it starts from. */
export interface StepInTrace {
  readonly trace: Trace;
  readonly before: TraceState;
  readonly step: TraceStep;
  /** How the message of the step is taken, if it may be taken in several ways; else empty. */
  readonly taken: string;
}

/** The rows of one step: first the action, then what the acting endpoint does. */
export function stepRows(lanes: Lanes, of: StepInTrace): readonly Row[] {
  const { trace, before, step, taken } = of;
  const { action } = step;
  const { initialMark } = trace;
  switch (action.kind) {
    case 'tick':
      return [...tickRows(lanes, trace, step), ...remarkRows(lanes, of)];
    case 'drop': {
      const labels = labelsOf({ ...action.message, number: step.number ?? 0 }, { initialMark });
      const fate = step.earlierDeliveries > 0 ? 'copy lost' : 'lost';
      const lost = brokenArrow(lanes, ...wayOf(lanes, action.message), labels, fate, 'bad');
      return [lost, ...remarkRows(lanes, of)];
    }
    case 'deliver': {
      const effects = effectsOf(action.message.to, before, step, initialMark);
      const duplicate = step.earlierDeliveries > 0;
      const marked = markWords(action.message.mark, initialMark).length > 0;
      const style: Style = marked ? 'alarm' : duplicate ? 'notice' : 'plain';
      const remarks = { initialMark, duplicate, ignored: isNothing(step, effects) };
      const labels = labelsOf({ ...action.message, number: step.number ?? 0 }, remarks);
      const row = arrow(lanes, ...wayOf(lanes, action.message), labels, style);
      const way: readonly Note[] = taken === '' ? [] : [{ text: taken, style: 'event' }];
      const told = { ...effects, notes: [...way, ...effects.notes] };
      const done = effectRows(lanes, laneOf(lanes, action.message.to), told);
      return [row, ...done, ...purgedRows(lanes, trace, step)];
    }
    case 'break':
    case 'open':
    case 'down':
    case 'up':
      return [...linkRows(lanes, trace, step, linkText(action)), ...remarkRows(lanes, of)];
    case 'event':
      return local(lanes, action.endpoint, `● ${eventText(action.event)}`, before, step, trace);
    case 'answer':
      return local(lanes, action.endpoint, `◇ ${answerText(action)}`, before, step, trace);
    case 'crash':
    case 'restart': {
      const cause = action.kind === 'crash' ? '✗ crashes' : '● starts again';
      return local(lanes, action.endpoint, cause, before, step, trace);
    }
    case 'expire':
      return local(lanes, action.endpoint, `○ ${action.timer} expires`, before, step, trace);
  }
}

/** An action at one endpoint alone. */
function local(
  lanes: Lanes,
  endpoint: string,
  cause: string,
  before: TraceState,
  step: TraceStep,
  trace: Trace,
): readonly Row[] {
  const lane = laneOf(lanes, endpoint);
  const effects = effectsOf(endpoint, before, step, trace.initialMark);
  const text = isNothing(step, effects) ? `${cause} (ignored)` : cause;
  const column = columnOf(lanes, lane);
  const rows = wrap(text, (lanes.ends[lane] ?? lanes.width) - column).map((line, i) =>
    lifelines(lanes).write(i === 0 ? column : column + 2, line, 'event'),
  );
  return [...rows, ...effectRows(lanes, lane, effects), ...purgedRows(lanes, trace, step)];
}

function effectsOf(
  endpoint: string,
  before: TraceState,
  step: TraceStep,
  initialMark: string | null,
): Effects {
  const from = before.endpoints[endpoint];
  const to = step.after.endpoints[endpoint];
  const state = to === undefined ? '' : stateText(to);
  const changed = from === undefined || stateText(from) !== state;
  const observed = step.observations.map(({ effect }) => effectText(effect)).join(', ');
  const notes: Note[] = [
    { text: observed === '' ? '' : `» ${observed}`, style: 'good' },
    {
      text: isUp(from) && isUp(to) ? contextChange(from && memoryOf(from), to && memoryOf(to)) : '',
      style: 'faint',
    },
    { text: step.thrown === null ? '' : `✗ throws: ${step.thrown}`, style: 'alarm' },
    { text: remarked(before, step.after, initialMark), style: 'alarm' },
  ];
  return { state: changed ? state : null, notes: notes.filter(({ text }) => text !== ''), sent: step.sent };
}

function stateText(local: AnyLocalState): string {
  return isUp(local) ? placeName(local) : shownState(local);
}

/** What an endpoint that is down remembers is told when it starts again. */
function isUp(local: AnyLocalState | undefined): boolean {
  return local?.status !== 'crashed';
}

/** Messages in flight whose mark changes in the step. */
function remarked(before: TraceState, after: TraceState, initialMark: string | null): string {
  return changedMarks(before, after)
    .map(({ mark, numbers }) => {
      const which = numbers.map((number) => `#${number}`).join(' ');
      return `${which} ${numbers.length === 1 ? 'is' : 'are'} now ${markWords(mark, initialMark).join('') || mark}`;
    })
    .join(', ');
}

/** The same of a step in which no endpoint acts, beside the first lifeline. */
function remarkRows(lanes: Lanes, { trace, before, step }: StepInTrace): readonly Row[] {
  const text = remarked(before, step.after, trace.initialMark);
  return text === ''
    ? []
    : effectRows(lanes, 0, { state: null, notes: [{ text, style: 'alarm' }], sent: [] });
}

function isNothing(step: TraceStep, { state, notes, sent }: Effects): boolean {
  return !step.changed && state === null && notes.length === 0 && sent.length === 0;
}

function wayOf(lanes: Lanes, message: { readonly from: string; readonly to: string }): [number, number] {
  return [laneOf(lanes, message.from), laneOf(lanes, message.to)];
}
