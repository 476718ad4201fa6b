import { isListed, type Live, pathOf } from './actors.ts';

/** Text of data, as far as a machine can tell: it may ask which key was written first, and what came first into a map. */
export function textOf(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(textOf).join()}]`;
  if (value instanceof Map) return `map ${textOf([...value])}`;
  if (value instanceof Set) return `set ${textOf([...value])}`;
  if (value instanceof Date) return `date ${value.getTime()}`;
  if (value instanceof Error) return `${value.name} ${textOf([value.message, { cause: value.cause }])}`;
  // What stands in a context for an actor is where it is to be found.
  if (isActor(value))
    return isListed(value) ? textOf({ actor: pathOf(value) }) : textOf({ stopped: value.id });
  if (value instanceof Uint8Array) return `bytes ${[...value].join()}`;
  if (isRecord(value)) {
    // A record without a prototype answers `'toString' in record` in another way.
    const bare = Object.getPrototypeOf(value) === null ? 'bare' : '';
    return `${bare}{${Object.keys(value).map((key) => `${JSON.stringify(key)}:${textOf(value[key])}`)}}`;
  }
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'bigint') return `${value}n`;
  // JSON writes -0 as 0, but a machine can tell them apart.
  return Object.is(value, -0) ? '-0' : String(value);
}

/** The values without those whose text came before. */
export function distinct<T>(values: readonly T[]): T[] {
  const texts = values.map(textOf);
  return values.filter((_, i) => texts.indexOf(texts[i] ?? '') === i);
}

/** Data of an actor, as the checker tells them: with markers in place of actors. */
export function withMarkers(value: unknown, holder: Live): unknown {
  if (isActor(value)) {
    if (!isListed(value)) return { xstate$$type: 1, id: value.id, stopped: true };
    if (value._parent === holder) return { xstate$$type: 1, id: value.id };
    return { xstate$$type: 1, id: value._parent === undefined ? '' : value.id, path: pathOf(value) };
  }
  if (Array.isArray(value)) return value.map((item) => withMarkers(item, holder));
  if (!isRecord(value) || Object.getPrototypeOf(value) !== Object.prototype) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withMarkers(item, holder)]));
}

function isActor(value: unknown): value is Live {
  return typeof value === 'object' && value !== null && '_processingStatus' in value;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
