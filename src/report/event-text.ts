const LONGEST = 60;

/** An event on one line: its type, and what else it carries: `DATA(of=1 last=true)`. */
export function eventText(event: { readonly type: string }, hidden: readonly string[] = []): string {
  const fields = Object.entries(event).filter(([name]) => name !== 'type' && !hidden.includes(name));
  return fields.length === 0 ? event.type : `${event.type}(${fieldsText(fields)})`;
}

/** What an endpoint was seen doing: an emitted event, or a named action with its parameters. */
export function effectText(effect: { readonly type: string; readonly params?: unknown }): string {
  const { params, ...rest } = effect;
  if (!isRecord(params)) return eventText(params === undefined ? rest : effect);
  return eventText({ ...params, ...rest });
}

/** Plain data on one line, as short as it can be read. */
export function plainText(value: unknown): string {
  if (typeof value === 'string') return /^[\w.:+/-]+$/.test(value) ? value : JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(plainText).join(' ')}]`;
  return isRecord(value) ? `{${fieldsText(Object.entries(value))}}` : String(value);
}

function fieldsText(fields: readonly (readonly [string, unknown])[]): string {
  const text = fields
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name}=${plainText(value)}`)
    .join(' ');
  return text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
