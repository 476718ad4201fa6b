import type { Difference } from 'allways/testing';
import { rows, type Trigger } from '../../../machines/tcp/rows.ts';
import type { Segment } from '../../../machines/tcp/segment.ts';
import type { Side } from '../driver/hosts.ts';
import { placeOf, WrongTimeWait } from '../driver/real-end.ts';
import type { Place } from '../driver/translation.ts';

/** What an end is asked to do: a call, a timer that expires, or a segment that arrives. */
export type Occurrence = string | Segment;

/**
 * The sections of RFC 9293, unless another RFC is named, that say what happens where a difference was met: those of the rows
 * of the table of connection states that apply there, or, where none does, of the text on calls and segments.
 */
export function sectionsOf(difference: Difference): string {
  const { trace, step, endpoint, cause } = difference;
  if (cause instanceof WrongTimeWait) return '3.6.1, MUST-13; 3.10.7.4, 8th';
  const action = trace.steps[step - 1]?.action;
  const before = placeOf({ after: trace.steps[step - 2]?.after ?? trace.initial }, endpoint as Side);
  switch (action?.kind) {
    case 'event':
      return sectionsAt(before, action.event.type);
    case 'expire':
      return sectionsAt(before, action.timer);
    case 'deliver':
      return sectionsAt(before, action.message.event as unknown as Segment);
    default:
      // At the start, as time passes or a segment is lost, nothing happens by itself.
      return '3.10';
  }
}

/** The same for one occurrence in one local state. */
export function sectionsAt({ value, context }: Place, occurrence: Occurrence): string {
  const applies = (on: Trigger) =>
    typeof on === 'string' || typeof occurrence === 'string'
      ? on === occurrence
      : on.when(context, occurrence);
  const found = rows.filter(({ from, on }) => from === value && applies(on)).map(({ section }) => section);
  if (found.length > 0) return [...new Set(found)].join('; ');
  return typeof occurrence === 'string'
    ? (ofCalls[occurrence] ?? '3.10')
    : (ofSegments[String(value)] ?? '3.10.7.4');
}

const ofCalls: Readonly<Record<string, string>> = {
  PASSIVE_OPEN: '3.10.1',
  ACTIVE_OPEN: '3.10.1',
  SEND: '3.10.2',
  CLOSE: '3.10.4',
  ABORT: '3.10.5',
  RTO: '3.10.8',
  TIME_WAIT: '3.10.8',
};

const ofSegments: Readonly<Record<string, string>> = {
  CLOSED: '3.10.7.1',
  LISTEN: '3.10.7.2',
  'SYN-SENT': '3.10.7.3',
};
