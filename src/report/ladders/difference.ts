import type { EventObject } from '../../language/machine.ts';
import { valueText } from '../../language/state-text.ts';
import { beginningAt, formatPath } from '../../model/action-path.ts';
import type { Difference } from '../../trace/difference.ts';
import { effectText, eventText, plainText } from '../../trace/event-text.ts';
import { messagesOf, namingOf, type ShownEvent } from '../../trace/naming.ts';
import type { Trace } from '../../trace/trace.ts';
import { hanging } from '../text.ts';
import { ladder } from './ladder.ts';

/** How the report of a difference looks. */
export interface DifferenceOptions {
  /** Columns that a line may have. Default: 80. */
  readonly width?: number;
  /** Default: false. */
  readonly color?: boolean;
}

/** Says where an implementation differs from the model: the ladder up to there, what was expected, and what was found. */
export function differenceReport(difference: Difference, options: DifferenceOptions = {}): string {
  const { trace, step } = difference;
  const { width = 80 } = options;
  const where = step === 0 ? 'at the start' : `at step ${step}`;
  const { expected, found } = textsOf(difference);
  return [
    ...hanging('', `The implementation differs from the model ${where}: ${subject(difference)}`, width),
    ...hanging('  Expected: ', expected, width),
    ...hanging('  Found:    ', found, width),
    ...hanging('  Path:     ', pathText(trace), width),
    '',
    ladder(trace, options),
  ].join('\n');
}

/** The replay string. What the model ignores is no step of a path, and has no index. */
function pathText({ start, steps }: Trace): string {
  const beginning = start === undefined ? [] : [beginningAt(start.number)];
  const replay = formatPath([
    ...beginning,
    ...steps.filter(({ index }) => index >= 0).map(({ index }) => index),
  ]);
  return steps.at(-1)?.index === -1 ? `${replay}, and then what the model ignores` : replay;
}

function subject({ what, endpoint }: Difference): string {
  switch (what) {
    case 'value':
      return `the state of "${endpoint}".`;
    case 'status':
      return `the status of "${endpoint}".`;
    case 'context':
      return `the context of "${endpoint}".`;
    case 'tags':
      return `the tags of "${endpoint}".`;
    case 'output':
      return `the output of "${endpoint}".`;
    case 'timers':
      return `the timers of "${endpoint}".`;
    case 'children':
      return `the children of "${endpoint}".`;
    case 'sent':
      return `what "${endpoint}" sends.`;
    case 'observed':
      return `what "${endpoint}" is seen doing.`;
    case 'error':
      return `"${endpoint}" fails, or should.`;
  }
}

function textsOf({ what, expected, found, trace }: Difference): { expected: string; found: string } {
  const both = (text: (value: unknown) => string) => ({ expected: text(expected), found: text(found) });
  switch (what) {
    case 'value':
      return both((value) => valueText(value as Parameters<typeof valueText>[0]));
    case 'status':
      return both(plainText);
    case 'tags':
      return both((tags) => (tags as readonly string[]).join(', ') || 'none');
    case 'output':
      return both((output) => (output === undefined ? 'none' : plainText(output)));
    case 'context':
    case 'children':
      return { expected: unlike(expected, found), found: unlike(found, expected) };
    case 'timers':
      return both((timers) => listText(timers, ({ name, remaining }) => timerText(String(name), remaining)));
    case 'sent': {
      const naming = namingOf(messagesOf(trace));
      return both((messages) =>
        listText(messages, (message) => messageText(message, naming, trace.endpoints)),
      );
    }
    case 'observed':
      return both((effects) => listText(effects, (effect) => effectText(effect as unknown as EventObject)));
    case 'error':
      return both((error) => (error === null ? 'no error' : String(error)));
  }
}

type Data = Readonly<Record<string, unknown>>;

function listText(list: unknown, text: (item: Data) => string): string {
  const texts = (list as readonly Data[]).map(text);
  return texts.length === 0 ? 'nothing' : texts.join(', ');
}

function messageText(
  { to, event }: Data,
  naming: (event: object) => ShownEvent,
  endpoints: readonly string[],
): string {
  const shown = event === null ? 'a message' : eventText(naming(event as object));
  return endpoints.length > 2 ? `${shown} to ${to}` : shown;
}

function timerText(name: string, remaining: unknown): string {
  return typeof remaining === 'number' ? `${name} (ticks left: ${remaining})` : name;
}

/** The fields of a context that are not those of the other one. */
function unlike(context: unknown, other: unknown): string {
  if (!isRecord(context) || !isRecord(other)) return plainText(context);
  const names = [...new Set([...Object.keys(context), ...Object.keys(other)])];
  const fields = names.filter((name) => plainText(context[name]) !== plainText(other[name]));
  return fields.map((name) => `${name}=${plainText(context[name])}`).join(' ');
}

function isRecord(value: unknown): value is Data {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
