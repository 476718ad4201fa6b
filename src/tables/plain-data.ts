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
 * The canonical text of a value: two values are the same exactly if their texts are equal. All that code can see is in
 * it: the order in which keys were written, too (`Object.keys(pending)[0]` is a common way to ask who came first).
 *
 * @throws PlainDataError where the value holds anything but JSON values, or something that no text of it would show
 */
export function canonicalText(value: unknown, path = 'value'): string {
  // Where all is well, which is nearly always, no path need be told.
  return quickText(value, []) ?? encode(value, path, []);
}

/** Texts of objects that nobody can change any more, nor what is in them. */
const settledTexts = new WeakMap<object, string>();

/** Tells the canonical text of an object that is frozen, and all that is in it. */
export function settleText(value: object, text: string): void {
  settledTexts.set(value, text);
}

/** The canonical text; null if the value is no plain data, or it is not quickly seen to be. */
function quickText(value: unknown, ancestors: object[]): string | null {
  switch (typeof value) {
    case 'string':
      return JSON.stringify(value);
    case 'boolean':
      return value ? 'true' : 'false';
    case 'number':
      return Number.isFinite(value) ? (Object.is(value, -0) ? '-0' : String(value)) : null;
    case 'object':
      return value === null ? 'null' : (settledTexts.get(value) ?? quickObject(value, ancestors));
    default:
      return null;
  }
}

function quickObject(value: object, ancestors: object[]): string | null {
  if (ancestors.includes(value)) return null;
  const isList = Array.isArray(value);
  if (Object.getPrototypeOf(value) !== (isList ? Array.prototype : Object.prototype)) return null;
  const keys = Reflect.ownKeys(value);
  // A list has its items, and its length as the last of its own keys.
  if (isList && keys.length !== value.length + 1) return null;
  const count = isList ? value.length : keys.length;
  let text = '';
  ancestors.push(value);
  for (let i = 0; i < count; i++) {
    const key = keys[i];
    if (typeof key !== 'string' || (isList && key !== String(i))) return null;
    const property = Object.getOwnPropertyDescriptor(value, key);
    if (property === undefined || !('value' in property) || property.enumerable !== true) return null;
    const item = quickText(property.value, ancestors);
    if (item === null) return null;
    text += `${i === 0 ? '' : ','}${isList ? '' : `${JSON.stringify(key)}:`}${item}`;
  }
  ancestors.pop();
  return isList ? `[${text}]` : `{${text}}`;
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
  const prototype: unknown = Object.getPrototypeOf(value);
  if (Array.isArray(value)) {
    if (prototype !== Array.prototype) throw new PlainDataError(path, instanceText(value));
    refuseHiddenItems(value, path);
    return `[${Array.from(value, (item, i) => encode(item, `${path}[${i}]`, inner)).join(',')}]`;
  }
  if (prototype !== Object.prototype && prototype !== null) {
    throw new PlainDataError(path, instanceText(value));
  }
  const entries = Reflect.ownKeys(value).map((key) => {
    if (typeof key === 'symbol') throw new PlainDataError(path, 'an object with symbol keys');
    const at = member(path, key);
    return `${JSON.stringify(key)}:${encode(shownValue(value, key, at), at, inner)}`;
  });
  // Without a prototype, `'toString' in value` is false: code can tell.
  return `${prototype === null ? '~' : ''}{${entries.join(',')}}`;
}

function instanceText(value: object): string {
  return `an instance of ${value.constructor?.name ?? 'an unnamed class'}`;
}

/** A list has items and a length, and nothing else that a copy of it would lack. */
function refuseHiddenItems(list: readonly unknown[], path: string): void {
  const keys = Reflect.ownKeys(list);
  for (const key of keys) {
    if (key === 'length') continue;
    if (typeof key === 'symbol') throw new PlainDataError(path, 'a list with symbol keys');
    const index = Number(key);
    if (!Number.isInteger(index) || String(index) !== key || index < 0) {
      throw new PlainDataError(member(path, key), 'a property of a list (use an object beside the list)');
    }
    shownValue(list, key, `${path}[${key}]`);
  }
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
