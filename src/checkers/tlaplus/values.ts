/** A sequence, in lines that are not too long. */
export function sequence(items: readonly (number | string)[]): string {
  const lines: string[] = [];
  for (let at = 0; at < items.length; at += 24) lines.push(items.slice(at, at + 24).join(', '));
  return `<<${lines.join(',\n  ')}>>`;
}

export function bool(value: boolean): string {
  return value ? 'TRUE' : 'FALSE';
}

export function set(items: readonly number[]): string {
  return `{${items.join(', ')}}`;
}

export function text(string: string): string {
  return JSON.stringify(string);
}

/** TLA+'s integers have no infinity. */
export function bound(value: number): number {
  return value === Number.POSITIVE_INFINITY ? 1_000_000 : value;
}
