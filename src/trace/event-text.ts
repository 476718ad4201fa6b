/** How what an event carries is written behind its name. */
export interface EventStyle {
  /** What stands before and after the fields. */
  readonly around: readonly [before: string, after: string];
  /** Whether a field that is null is shown. */
  readonly nulls: boolean;
  /** Most characters of the fields, behind this name; the rest is an ellipsis. */
  longest(name: string): number;
}

/** In a line of text: `DATA(of=1 last=true)`. */
export const IN_TEXT: EventStyle = { around: ['(', ')'], nulls: true, longest: () => 60 };

/** In a picture, where room is scarce: `DATA of=1 last=true`, of 44 characters at most. */
export const IN_PICTURES: EventStyle = {
  around: [' ', ''],
  nulls: false,
  longest: (name) => 44 - name.length - 1,
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
    ([name, value]) => name !== 'type' && !hidden.includes(name) && (style.nulls || value !== null),
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

/** Plain data on one line, as short as it can be read. */
export function plainText(value: unknown): string {
  if (typeof value === 'string') return /^[\w.:+/-]+$/.test(value) ? value : JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(plainText).join(' ')}]`;
  return isRecord(value) ? `{${cut(fieldsText(Object.entries(value)), 60)}}` : String(value);
}

function fieldsText(fields: Fields): string {
  const told = fields.filter(([, value]) => value !== undefined);
  return told.map(([name, value]) => `${name}=${plainText(value)}`).join(' ');
}

function cut(text: string, longest: number): string {
  return text.length > longest ? `${text.slice(0, Math.max(0, longest - 1))}…` : text;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
