import {
  type BuiltIn,
  builtInOf,
  classNameOf,
  errorParts,
  isTypedArray,
  ownsItsMemory,
} from './kinds/kind.ts';
import { dataText, isSettled } from './kinds/text.ts';

/** Something that is no data, with the path that leads to it (`context.peers[2].socket`). */
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
 * The canonical text of data: two values are the same exactly if their texts are equal. All that code can see is in it: the
 * order in which keys were written, too (`Object.keys(pending)[0]` is a common way to ask who came first), and that of maps and
 * sets. Data are JSON values, `undefined`, all numbers and bigints, and objects of the language that hold nothing but data: `Map`,
 * `Set`, `Date`, errors of the language's own classes, typed arrays. docs/soundness.md says what is refused, and why.
 *
 * @throws PlainDataError where the value holds anything else, or something that no text of it would show
 */
export function canonicalText(value: unknown, path = 'value'): string {
  // Where all is well, which is nearly always, no path need be told.
  const text = dataText(value, []);
  if (text !== null) return text;
  refuse(value, path, []);
  throw new PlainDataError(path, 'no data');
}

/** The canonical text of data; null for what holds anything else. */
export function plainText(value: unknown): string | null {
  return dataText(value, []);
}

/** Throws if the value is no data. */
function refuse(value: unknown, path: string, ancestors: readonly object[]): void {
  if (typeof value === 'function')
    throw new PlainDataError(
      path,
      'a function (keep what it decides by as data, and the function in setup())',
    );
  if (typeof value === 'symbol') throw new PlainDataError(path, 'a symbol (use a text)');
  if (typeof value !== 'object' || value === null || isSettled(value)) return;
  if (ancestors.includes(value)) throw new PlainDataError(path, 'a reference to an object that contains it');
  const inner = [...ancestors, value];
  const prototype: unknown = Object.getPrototypeOf(value);
  if (Array.isArray(value)) {
    if (prototype !== Array.prototype) throw new PlainDataError(path, instanceText(value));
    refuseInList(value, path, inner);
    return;
  }
  if (prototype === Object.prototype || prototype === null) {
    refuseInProperties(value, Reflect.ownKeys(value), 'an object', path, inner);
    return;
  }
  const builtIn = builtInOf(value);
  if (builtIn === null) throw new PlainDataError(path, instanceText(value));
  refuseInBuiltIn(builtIn, path, inner);
}

function instanceText(value: object): string {
  const made: unknown = Reflect.get(value, 'constructor');
  const name = typeof made === 'function' && made.name !== '' ? made.name : 'an unnamed class';
  return `an instance of ${name} (keep what is needed of it: in a plain object, a Map, a Set, a Date)`;
}

/** A list has items and a length, and nothing else that a copy of it would lack. */
function refuseInList(list: readonly unknown[], path: string, ancestors: readonly object[]): void {
  for (const key of Reflect.ownKeys(list)) {
    if (key === 'length') continue;
    if (typeof key === 'symbol') throw new PlainDataError(path, 'a list with symbol keys');
    const index = Number(key);
    if (!Number.isInteger(index) || String(index) !== key || index < 0) {
      throw new PlainDataError(member(path, key), 'a property of a list (use an object beside the list)');
    }
  }
  for (let i = 0; i < list.length; i++) {
    const at = `${path}[${i}]`;
    if (!Object.hasOwn(list, i))
      throw new PlainDataError(at, 'a hole in a list (put undefined or null there)');
    refuse(shownValue(list, String(i), at), at, ancestors);
  }
}

function refuseInProperties(
  owner: object,
  keys: readonly (string | symbol)[],
  what: string,
  path: string,
  ancestors: readonly object[],
): void {
  for (const key of keys) {
    if (typeof key === 'symbol') throw new PlainDataError(path, `${what} with symbol keys`);
    const at = member(path, key);
    refuse(shownValue(owner, key, at), at, ancestors);
  }
}

function refuseInBuiltIn(value: BuiltIn, path: string, ancestors: readonly object[]): void {
  if (value instanceof Error) {
    const { own, added } = errorParts(value);
    for (const [name, item] of own) refuse(item, `${path}.${name}`, ancestors);
    refuseInProperties(value, added, 'an error', path, ancestors);
    return;
  }
  const [key] = Reflect.ownKeys(value).slice(isTypedArray(value) ? value.length : 0);
  if (key !== undefined)
    throw new PlainDataError(path, `a ${classNameOf(value)} with a property of its own, ${String(key)}`);
  if (isTypedArray(value) && !ownsItsMemory(value))
    throw new PlainDataError(
      path,
      'a view of memory that others may change, too (make a copy, as with slice())',
    );
  if (value instanceof Map || value instanceof Set) refuseInCollection(value, path, ancestors);
}

function refuseInCollection(
  value: Map<unknown, unknown> | Set<unknown>,
  path: string,
  ancestors: readonly object[],
): void {
  const objects = new Set<string>();
  const name = value instanceof Map ? 'keys' : 'values';
  for (const [i, key] of [...value.keys()].entries()) {
    const at = `${path}.${name}()[${i}]`;
    refuse(key, at, ancestors);
    if (typeof key === 'object' && key !== null) {
      const text = canonicalText(key);
      if (objects.has(text))
        throw new PlainDataError(
          at,
          'equal to one before it, and only its identity, which is no data, tells them apart',
        );
      objects.add(text);
    }
    if (value instanceof Map) refuse(value.get(key), entryPath(path, key), ancestors);
  }
}

/** The path to what a map has under a key. */
function entryPath(path: string, key: unknown): string {
  return `${path}.get(${canonicalText(key)})`;
}

/** The value of a property that a copy would have, too. */
function shownValue(owner: object, key: string, path: string): unknown {
  const property = Object.getOwnPropertyDescriptor(owner, key);
  if (property === undefined || !('value' in property)) throw new PlainDataError(path, 'a getter or setter');
  if (property.enumerable !== true) throw new PlainDataError(path, 'a hidden property (not enumerable)');
  return property.value;
}

function member(path: string, key: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(key) ? `${path}.${key}` : `${path}[${JSON.stringify(key)}]`;
}
