import type { Json } from '../../trace/tagged-json.ts';

/** Whether a value is the one that JSON does not have. */
export function isUndefined(value: Json): boolean {
  return typeof value === 'object' && value !== null && '$undefined' in value;
}

/** An event on one line: its type, and what else it carries. */
export function eventText(event: Json): string {
  if (typeof event !== 'object' || event === null || Array.isArray(event)) return shortText(event);
  const { type, ...rest } = event as { readonly [key: string]: Json };
  const fields = Object.entries(rest).filter(
    ([name, value]) => name !== 'to' && value !== null && !isUndefined(value),
  );
  return [String(type), ...fields.map(([name, value]) => `${name}=${shortText(value)}`)].join(' ');
}

/** Data on one line. */
export function shortText(value: Json): string {
  if (typeof value === 'string') return value;
  if (value === null || typeof value !== 'object') return String(value);
  if (Array.isArray(value)) return `[${value.map(shortText).join(' ')}]`;
  const entries = Object.entries(value);
  const [[tag, inner] = ['', null]] = entries;
  if (entries.length === 1 && tag.startsWith('$') && !tag.startsWith('$$')) return taggedText(tag, inner);
  return `{${entries.map(([name, each]) => `${name}=${shortText(each)}`).join(' ')}}`;
}

function taggedText(tag: string, inner: Json): string {
  if (tag === '$undefined') return 'undefined';
  if (tag === '$map' && Array.isArray(inner))
    return `Map(${inner.map((entry) => (Array.isArray(entry) ? entry.map(shortText).join('=') : '')).join(' ')})`;
  if (tag === '$set' && Array.isArray(inner)) return `Set(${inner.map(shortText).join(' ')})`;
  return shortText(inner);
}
