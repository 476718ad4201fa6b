import type { ParameterValue } from '../../language/parameters.ts';
import type { Choice } from '../protocol/choice.ts';

/** What the address says behind its `#`: which choice, and which path. */
export interface Address {
  readonly choice: Choice;
  readonly replay: string;
}

/** The part of an address behind its `#`; nothing that is secret stands there. */
export function hashOf({ choice, replay }: Address): string {
  const parts = [
    ...(choice.variant === null ? [] : [`variant=${encodeURIComponent(choice.variant)}`]),
    ...Object.entries(choice.set).map(
      ([name, value]) => `set=${encodeURIComponent(name)}:${encodeURIComponent(JSON.stringify(value))}`,
    ),
    ...choice.without.map((name) => `without=${encodeURIComponent(name)}`),
    // A path consists of signs that may stand in an address as they are.
    `path=${replay}`,
  ];
  return `#${parts.join('&')}`;
}

/** What an address says; null if it says nothing. */
export function addressIn(hash: string): Address | null {
  const parts = hash.replace(/^#/, '').split('&').filter(Boolean);
  if (parts.length === 0) return null;
  let variant: string | null = null;
  let replay = '.';
  const set: Record<string, ParameterValue> = {};
  const without: string[] = [];
  for (const part of parts) {
    const at = part.indexOf('=');
    const [name, text] = [part.slice(0, at), part.slice(at + 1)];
    if (name === 'variant') variant = decoded(text);
    if (name === 'without') without.push(decoded(text));
    if (name === 'path') replay = decoded(text);
    if (name !== 'set') continue;
    const colon = text.indexOf(':');
    const value = parameterValue(decoded(text.slice(colon + 1)));
    if (colon > 0 && value !== null) set[decoded(text.slice(0, colon))] = value;
  }
  return { choice: { variant, set, without }, replay };
}

function parameterValue(text: string): ParameterValue | null {
  try {
    const value: unknown = JSON.parse(text);
    return ['number', 'boolean', 'string'].includes(typeof value) ? (value as ParameterValue) : null;
  } catch {
    return null;
  }
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
