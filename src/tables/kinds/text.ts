import { type BuiltIn, builtInOf, classNameOf, errorParts, ownsItsMemory, type TypedArray } from './kind.ts';

/** Texts of objects that nobody can change any more, nor what is in them. */
const settledTexts = new WeakMap<object, string>();

/** The canonical text of a value; null if it is no data. */
export function dataText(value: unknown, ancestors: object[]): string | null {
  switch (typeof value) {
    case 'string':
      return JSON.stringify(value);
    case 'boolean':
      return value ? 'true' : 'false';
    case 'number':
      // A machine can tell -0 from 0 (by dividing), so the text must too.
      return Object.is(value, -0) ? '-0' : String(value);
    case 'object':
      return value === null ? 'null' : (settledTexts.get(value) ?? objectText(value, ancestors));
    case 'undefined':
      return 'undefined';
    case 'bigint':
      return `${value}n`;
    default:
      return null;
  }
}

/** Tells the canonical text of an object that cannot be changed, nor what is in it. */
export function settleText(value: object, text: string): void {
  settledTexts.set(value, text);
}

/** Whether the canonical text of an object is known for good. */
export function isSettled(value: object): boolean {
  return settledTexts.has(value);
}

function objectText(value: object, ancestors: object[]): string | null {
  if (ancestors.includes(value)) return null;
  const isList = Array.isArray(value);
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== (isList ? Array.prototype : Object.prototype) && prototype !== null) {
    const builtIn = isList ? null : builtInOf(value);
    return builtIn === null ? null : builtInText(builtIn, ancestors);
  }
  if (isList && prototype === null) return null;
  const keys = Reflect.ownKeys(value);
  // A list has its items, and its length as the last of its own keys.
  if (isList && keys.length !== value.length + 1) return null;
  const count = isList ? value.length : keys.length;
  let text = '';
  ancestors.push(value);
  for (let i = 0; i < count; i++) {
    const key = keys[i];
    if (typeof key !== 'string' || (isList && key !== String(i))) return null;
    const item = propertyText(value, key, ancestors);
    if (item === null) return null;
    text += `${i === 0 ? '' : ','}${isList ? '' : `${JSON.stringify(key)}:`}${item}`;
  }
  ancestors.pop();
  // Without a prototype, `'toString' in value` is false: code can tell.
  return isList ? `[${text}]` : prototype === null ? `~{${text}}` : `{${text}}`;
}

/** The text of a property that a copy would have, too. */
function propertyText(owner: object, key: string, ancestors: object[]): string | null {
  const property = Object.getOwnPropertyDescriptor(owner, key);
  if (property === undefined || !('value' in property) || property.enumerable !== true) return null;
  return dataText(property.value, ancestors);
}

function builtInText(value: BuiltIn, ancestors: object[]): string | null {
  ancestors.push(value);
  const inner = innerText(value, ancestors);
  ancestors.pop();
  return inner === null ? null : `${classNameOf(value)}(${inner}`;
}

function innerText(value: BuiltIn, ancestors: object[]): string | null {
  if (value instanceof Error) return errorText(value, ancestors);
  if (value instanceof Map || value instanceof Set || value instanceof Date) {
    if (Reflect.ownKeys(value).length > 0) return null;
    if (value instanceof Date) return `${value.getTime()})`;
    return value instanceof Map ? mapText(value, ancestors) : setText(value, ancestors);
  }
  return arrayText(value);
}

function mapText(map: ReadonlyMap<unknown, unknown>, ancestors: object[]): string | null {
  const texts: string[] = [];
  const objects = new Set<string>();
  for (const [key, item] of map) {
    const name = distinctText(key, ancestors, objects);
    const text = dataText(item, ancestors);
    if (name === null || text === null) return null;
    texts.push(`${name}=>${text}`);
  }
  return `${texts.join(',')})`;
}

function setText(set: ReadonlySet<unknown>, ancestors: object[]): string | null {
  const texts: string[] = [];
  const objects = new Set<string>();
  for (const item of set) {
    const text = distinctText(item, ancestors, objects);
    if (text === null) return null;
    texts.push(text);
  }
  return `${texts.join(',')})`;
}

/** What maps and sets tell apart by identity must differ as data, too: those that are equal would become one. */
function distinctText(key: unknown, ancestors: object[], objects: Set<string>): string | null {
  const text = dataText(key, ancestors);
  if (text === null || typeof key !== 'object' || key === null) return text;
  if (objects.has(text)) return null;
  objects.add(text);
  return text;
}

function errorText(error: Error, ancestors: object[]): string | null {
  const { own, added } = errorParts(error);
  const texts: string[] = [];
  for (const [name, value] of own) {
    const text = dataText(value, ancestors);
    if (text === null) return null;
    texts.push(`${name}:${text}`);
  }
  for (const key of added) {
    const text = typeof key === 'string' ? propertyText(error, key, ancestors) : null;
    if (text === null) return null;
    texts.push(`${JSON.stringify(key)}:${text}`);
  }
  return `${texts.join(',')})`;
}

function arrayText(array: TypedArray): string | null {
  if (!ownsItsMemory(array) || Reflect.ownKeys(array).length !== array.length) return null;
  return `${Array.from<number | bigint, string | null>(array, (item) => dataText(item, [])).join(',')})`;
}
