/** Text of plain data that is the same whatever the order in which keys were written. */
export function textOf(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(textOf).join()}]`;
  if (isRecord(value)) {
    const keys = Object.keys(value).sort();
    return `{${keys.map((key) => `${JSON.stringify(key)}:${textOf(value[key])}`).join()}}`;
  }
  // JSON writes -0 as 0, but a machine can tell them apart.
  return Object.is(value, -0) ? '-0' : (JSON.stringify(value) ?? 'undefined');
}

/** The values without those whose text came before. */
export function distinct<T>(values: readonly T[]): T[] {
  const texts = values.map(textOf);
  return values.filter((_, i) => texts.indexOf(texts[i] ?? '') === i);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
