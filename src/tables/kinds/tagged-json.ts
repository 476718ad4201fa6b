import { define, emptyError, withPlainStack } from './copy.ts';
import { builtInOf, classNameOf, errorClass, errorParts, typedArrayMaker } from './kind.ts';

/** What JSON can say. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/**
 * Data as JSON, so that nothing of them is lost. What JSON has is written as it is. The rest is an object with one key, a tag:
 *
 * - `{"$undefined": true}`, `{"$number": "NaN"}` (`"Infinity"`, `"-Infinity"`, `"-0"`), `{"$bigint": "12"}`
 * - `{"$date": "1970-01-01T00:00:00.000Z"}`, null for an invalid one
 * - `{"$map": [[key, value], …]}`, `{"$set": [item, …]}`, in their order
 * - `{"$array": ["Uint8Array", [1, 2]]}`
 * - `{"$error": {"class": "TypeError", "message": "…", "cause": …, "added": {…}}}`, of which only what is there is written
 * - `{"$bare": {…}}` for an object without a prototype
 *
 * An object of the user's own with a single key that begins with `$` gets one `$` more: `{"$map": 1}` is written `{"$$map": 1}`.
 */
export function taggedJson(value: unknown): Json {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return value;
    case 'number':
      return Number.isFinite(value) && !Object.is(value, -0)
        ? value
        : { $number: Object.is(value, -0) ? '-0' : String(value) };
    case 'bigint':
      return { $bigint: String(value) };
    case 'object':
      return value === null ? null : objectJson(value);
    default:
      return { $undefined: true };
  }
}

function objectJson(value: object): Json {
  if (Array.isArray(value)) return value.map(taggedJson);
  const builtIn = builtInOf(value);
  if (builtIn === null) return entriesJson(value);
  if (builtIn instanceof Map) return { $map: Array.from(builtIn, (entry) => entry.map(taggedJson)) };
  if (builtIn instanceof Set) return { $set: Array.from(builtIn, taggedJson) };
  if (builtIn instanceof Date)
    return { $date: Number.isNaN(builtIn.getTime()) ? null : builtIn.toISOString() };
  if (builtIn instanceof Error) return { $error: errorJson(builtIn) };
  return { $array: [classNameOf(builtIn), Array.from<number | bigint, Json>(builtIn, taggedJson)] };
}

function errorJson(error: Error): Json {
  const { own, added } = errorParts(error);
  const parts = Object.fromEntries(own.map(([name, value]) => [name, taggedJson(value)]));
  const rest = ownEntries(added.map((key) => [String(key), taggedJson(Reflect.get(error, key))]));
  return { class: classNameOf(error), ...parts, ...(added.length > 0 && { added: rest }) };
}

function entriesJson(value: object): Json {
  const entries = Object.entries(value);
  const [key = ''] = Object.keys(value);
  const isBare = Object.getPrototypeOf(value) === null;
  const isTaken = !isBare && entries.length === 1 && key.startsWith('$');
  const object = ownEntries(entries.map(([name, item]) => [isTaken ? `$${name}` : name, taggedJson(item)]));
  return isBare ? { $bare: object } : object;
}

/** An object with these entries, whatever they are called. */
function ownEntries<T>(entries: readonly (readonly [key: string, value: T])[]): { [key: string]: T } {
  const object: { [key: string]: T } = {};
  for (const [key, value] of entries) define(object, key, value, true);
  return object;
}

/**
 * The data that JSON stands for (`taggedJson`). An object whose only key is no known tag is what it seems to be.
 *
 * @throws TypeError for a tag with something that cannot stand there
 */
export function fromTaggedJson(json: unknown): unknown {
  if (typeof json !== 'object' || json === null) return json;
  if (Array.isArray(json)) return json.map(fromTaggedJson);
  const entries = Object.entries(json);
  const [[tag, inner] = ['', undefined]] = entries;
  if (entries.length === 1 && tag.startsWith('$$'))
    return ownEntries([[tag.slice(1), fromTaggedJson(inner)]]);
  const read = entries.length === 1 ? readers.get(tag) : undefined;
  if (read !== undefined) return read(inner, tag);
  return ownEntries(entries.map(([key, item]) => [key, fromTaggedJson(item)]));
}

const readers: ReadonlyMap<string, (inner: unknown, tag: string) => unknown> = new Map([
  ['$undefined', () => undefined],
  ['$number', (inner: unknown) => Number(textIn(inner, '$number'))],
  ['$bigint', (inner: unknown) => BigInt(textIn(inner, '$bigint'))],
  ['$date', (inner: unknown) => new Date(inner === null ? Number.NaN : textIn(inner, '$date'))],
  ['$map', (inner: unknown) => new Map(listIn(inner, '$map').map((entry) => pairIn(entry, '$map')))],
  ['$set', (inner: unknown) => new Set(listIn(inner, '$set').map(fromTaggedJson))],
  ['$array', arrayIn],
  ['$error', errorIn],
  [
    '$bare',
    (inner: unknown) => {
      const object: object = Object.create(null);
      for (const [key, item] of Object.entries(objectIn(inner, '$bare')))
        define(object, key, fromTaggedJson(item), true);
      return object;
    },
  ],
]);

function arrayIn(inner: unknown): unknown {
  const [name, items] = pairIn(inner, '$array');
  const make = typedArrayMaker(String(name));
  if (make === undefined) throw new TypeError(`$array: nothing is called ${String(name)}`);
  return make(listIn(items, '$array'));
}

function errorIn(inner: unknown): unknown {
  const { class: name, added = {}, ...own } = objectIn(inner, '$error');
  if (errorClass(String(name)) === undefined)
    throw new TypeError(`$error: no class of errors is called ${String(name)}`);
  const error = emptyError(String(name));
  for (const [key, value] of Object.entries(own)) define(error, key, fromTaggedJson(value), false);
  for (const [key, value] of Object.entries(objectIn(added, '$error')))
    define(error, key, fromTaggedJson(value), true);
  return withPlainStack(error);
}

function textIn(inner: unknown, tag: string): string {
  if (typeof inner === 'string') return inner;
  throw new TypeError(`${tag} stands for a text`);
}

function listIn(inner: unknown, tag: string): readonly unknown[] {
  if (Array.isArray(inner)) return inner;
  throw new TypeError(`${tag} stands for a list`);
}

function pairIn(inner: unknown, tag: string): readonly [unknown, unknown] {
  const list = listIn(inner, tag);
  if (list.length !== 2) throw new TypeError(`${tag} has pairs`);
  return [fromTaggedJson(list[0]), fromTaggedJson(list[1])];
}

function objectIn(inner: unknown, tag: string): Readonly<Record<string, unknown>> {
  if (typeof inner === 'object' && inner !== null && !Array.isArray(inner)) return { ...inner };
  throw new TypeError(`${tag} stands for an object`);
}
