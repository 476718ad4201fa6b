/** Text of data, as far as a machine can tell: it may ask which key was written first, and what came first into a map. */
export function textOf(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(textOf).join()}]`;
  if (value instanceof Map) return `map ${textOf([...value])}`;
  if (value instanceof Set) return `set ${textOf([...value])}`;
  if (value instanceof Date) return `date ${value.getTime()}`;
  if (value instanceof Error) return `${value.name} ${textOf([value.message, { cause: value.cause }])}`;
  // What stands in a context for an actor is its id.
  if (isActor(value)) return textOf({ xstate$$type: 1, id: value.id });
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

function isActor(value: unknown): value is { readonly id: string } {
  return typeof value === 'object' && value !== null && '_processingStatus' in value;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
