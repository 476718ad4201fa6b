/** XState's state value: a name, or an object where states are nested or parallel. */
export type StateValueShape = string | { readonly [region: string]: StateValueShape | undefined };

/** A state's key, so that no dot in it reads like nesting: `1.5` is `1\.5`, as XState itself writes it. */
export function keyText(key: string): string {
  return key.replace(/[\\.]/g, '\\$&');
}

/** A state value on one line: nested states with dots (`open.half`), parallel ones in braces (`{a.x, b.y}`). */
export function valueText(value: StateValueShape): string {
  if (typeof value === 'string') return keyText(value);
  const parts = Object.entries(value).map(([name, inner]) => {
    const rest = inner === undefined ? '' : valueText(inner);
    return rest === '' || rest === '{}' ? keyText(name) : `${keyText(name)}.${rest}`;
  });
  return parts.length === 1 ? String(parts[0]) : `{${parts.join(', ')}}`;
}
