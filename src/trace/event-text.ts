import { type BuiltIn, builtInOf, classNameOf, errorParts } from '../tables/kinds/kind.ts';

/** How what an event carries is written behind its name. */
export interface EventStyle {
  /** What stands before and after the fields. */
  readonly around: readonly [before: string, after: string];
  /** Whether a field that is null or undefined is shown. */
  readonly nulls: boolean;
  /** Most characters of the fields, behind this name; the rest is an ellipsis. */
  longest(name: string): number;
}

/** In a line of text: `DATA(of=1 last=true)`. */
export const IN_TEXT: EventStyle = { around: ['(', ')'], nulls: true, longest: () => 60 };

/** In a picture, where it may take several lines: `DATA of=1 last=true`, of 120 characters at most. */
export const IN_PICTURES: EventStyle = {
  around: [' ', ''],
  nulls: false,
  longest: (name) => 120 - name.length - 1,
};

type Fields = readonly (readonly [name: string, value: unknown])[];

/**
 * An event on one line: its type, and what else it carries.
 *
 * @param hidden names of fields that are not shown
 */
export function eventText(
  event: { readonly type: string },
  style: EventStyle = IN_TEXT,
  hidden: readonly string[] = [],
): string {
  const fields = Object.entries(event).filter(
    ([name, value]) =>
      name !== 'type' && !hidden.includes(name) && (style.nulls || (value !== null && value !== undefined)),
  );
  const text = cut(fieldsText(fields), style.longest(event.type));
  return text === '' ? event.type : `${event.type}${style.around.join(text)}`;
}

/** What an endpoint was seen doing: an emitted event, or a named action with its parameters. */
export function effectText(
  effect: { readonly type: string; readonly params?: unknown },
  style: EventStyle = IN_TEXT,
): string {
  const { params, ...rest } = effect;
  if (!isRecord(params)) return eventText(params === undefined ? rest : effect, style);
  return eventText({ ...params, ...rest }, style);
}

/**
 * How a message is taken that may be taken in several ways: `as ok=false`, with what the message does not say itself, or the whole
 * event if it is another one. Nothing if the message says all; who sent it can be seen anyway.
 */
export function takenText(
  {
    message,
    as,
  }: {
    readonly message: { readonly from: string; readonly event: { readonly type: string } };
    readonly as?: { readonly type: string };
  },
  style: EventStyle = IN_TEXT,
): string {
  if (as === undefined) return '';
  if (as.type !== message.event.type) return `as ${eventText(as, style)}`;
  const said = message.event as Readonly<Record<string, unknown>>;
  const fields = Object.entries(as).filter(
    ([name, value]) => value !== message.from && plainText(value) !== plainText(said[name]),
  );
  return fields.length === 0 ? '' : `as ${cut(fieldsText(fields), style.longest(as.type))}`;
}

/** What an actor answers: `load gives done(ok)`; an event that it sends: `keys sends UP`. */
export function answerText(
  { actor, gives, value }: { readonly actor: string; readonly gives: string; readonly value: unknown },
  style: EventStyle = IN_TEXT,
): string {
  if (gives === 'event') return `${actor} sends ${eventText(value as { readonly type: string }, style)}`;
  if (value === undefined) return `${actor} gives ${gives}`;
  const [before, after] = style.around;
  return `${actor} gives ${gives}${before}${cut(plainText(value), style.longest(gives))}${after}`;
}

/** Data on one line, as short as it can be read. */
export function plainText(value: unknown): string {
  if (typeof value === 'string') return /^[\w.:+/-]+$/.test(value) ? value : JSON.stringify(value);
  if (typeof value === 'bigint') return `${value}n`;
  if (Array.isArray(value)) return `[${value.map(plainText).join(' ')}]`;
  if (!isRecord(value)) return Object.is(value, -0) ? '-0' : String(value);
  const builtIn = builtInOf(value);
  return builtIn === null ? `{${cut(fieldsText(Object.entries(value)), 60)}}` : builtInText(builtIn);
}

/** `Map(b=1)`, `Set(1 2)`, `TypeError(message=no)`; of a date, the time. */
function builtInText(value: BuiltIn): string {
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? 'no date' : value.toISOString();
  return `${classNameOf(value)}(${cut(innerText(value), 60)})`;
}

function innerText(value: Exclude<BuiltIn, Date>): string {
  if (value instanceof Map)
    return Array.from(value, ([key, item]) => `${plainText(key)}=${plainText(item)}`).join(' ');
  if (value instanceof Error) {
    const { own, added } = errorParts(value);
    return fieldsText([...own, ...added.map((key) => [String(key), Reflect.get(value, key)] as const)]);
  }
  return Array.from<unknown, string>(value, plainText).join(' ');
}

function fieldsText(fields: Fields): string {
  return fields.map(([name, value]) => `${name}=${plainText(value)}`).join(' ');
}

function cut(text: string, longest: number): string {
  return text.length > longest ? `${text.slice(0, Math.max(0, longest - 1))}…` : text;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
