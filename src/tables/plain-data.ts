/** JSON values: the only data that local states, messages, marks and history may hold. */
export type PlainData =
  | string
  | number
  | boolean
  | null
  | readonly PlainData[]
  | { readonly [key: string]: PlainData };

/** Something that is not plain data, with the path that leads to it (`context.peers[2].socket`). */
export class PlainDataError extends Error {
  readonly path: string;
  readonly found: string;

  constructor(path: string, found: string) {
    super(`${path} is ${found}`);
    this.name = 'PlainDataError';
    this.path = path;
    this.found = found;
  }
}

/**
 * The canonical text of a value: two values are the same state exactly if their texts are equal, whatever the
 * order in which their keys were written.
 *
 * @throws PlainDataError where the value holds anything but JSON values
 */
export function canonicalText(value: unknown, path = 'value'): string {
  return encode(value, path, []);
}

function encode(value: unknown, path: string, ancestors: readonly unknown[]): string {
  switch (typeof value) {
    case 'string':
      return JSON.stringify(value);
    case 'boolean':
      return value ? 'true' : 'false';
    case 'number':
      return encodeNumber(value, path);
    case 'object':
      return value === null ? 'null' : encodeObject(value, path, ancestors);
    case 'undefined':
      throw new PlainDataError(path, 'undefined (use null for "no value")');
    default:
      throw new PlainDataError(path, `a ${typeof value}`);
  }
}

function encodeNumber(value: number, path: string): string {
  if (!Number.isFinite(value)) throw new PlainDataError(path, `the number ${value}`);
  // A machine can tell -0 from 0 (by dividing), so the text must too.
  return Object.is(value, -0) ? '-0' : String(value);
}

function encodeObject(value: object, path: string, ancestors: readonly unknown[]): string {
  if (ancestors.includes(value)) throw new PlainDataError(path, 'a reference to an object that contains it');
  const inner = [...ancestors, value];
  if (Array.isArray(value)) {
    return `[${Array.from(value, (item, i) => encode(item, `${path}[${i}]`, inner)).join(',')}]`;
  }
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) {
    throw new PlainDataError(path, `an instance of ${value.constructor?.name ?? 'an unnamed class'}`);
  }
  if (Object.getOwnPropertySymbols(value).length > 0)
    throw new PlainDataError(path, 'an object with symbol keys');
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${encode(item, member(path, key), inner)}`).join(',')}}`;
}

function member(path: string, key: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(key) ? `${path}.${key}` : `${path}[${JSON.stringify(key)}]`;
}
