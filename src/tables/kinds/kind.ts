/** Lists of numbers that stand for memory. */
export type TypedArray =
  | Int8Array
  | Uint8Array
  | Uint8ClampedArray
  | Int16Array
  | Uint16Array
  | Int32Array
  | Uint32Array
  | Float32Array
  | Float64Array
  | BigInt64Array
  | BigUint64Array;

/** Objects of the language that are data, though JSON has nothing like them. */
export type BuiltIn = Map<unknown, unknown> | Set<unknown> | Date | Error | TypedArray;

const typedArrays = [
  Int8Array,
  Uint8Array,
  Uint8ClampedArray,
  Int16Array,
  Uint16Array,
  Int32Array,
  Uint32Array,
  Float32Array,
  Float64Array,
  BigInt64Array,
  BigUint64Array,
];

/** The classes of errors that differ in nothing but their name. */
const errors = [Error, EvalError, RangeError, ReferenceError, SyntaxError, TypeError, URIError];

const nameByPrototype = new Map<unknown, string>(
  [Map, Set, Date, ...errors, ...typedArrays].map((made) => [made.prototype, made.name]),
);

const errorByName = new Map(errors.map((made) => [made.name, made]));
const typedArrayByName = new Map(typedArrays.map((made) => [made.name, made]));

/** The value, if it is one of these objects and no instance of a class derived from theirs; else null. */
export function builtInOf(value: object): BuiltIn | null {
  return nameByPrototype.has(Object.getPrototypeOf(value)) && isGenuine(value) ? (value as BuiltIn) : null;
}

/** Whether it is a typed array. */
export function isTypedArray(value: BuiltIn): value is TypedArray {
  return !(value instanceof Map || value instanceof Set || value instanceof Date || value instanceof Error);
}

/** The name of its class. */
export function classNameOf(value: BuiltIn): string {
  return nameByPrototype.get(Object.getPrototypeOf(value)) ?? '';
}

/** The class of errors that goes by this name. */
export function errorClass(name: string): ErrorConstructor | undefined {
  return errorByName.get(name);
}

/** Makes a typed array of a class out of what its items are; undefined if no class goes by this name. */
export function typedArrayMaker(name: string): ((items: readonly unknown[]) => TypedArray) | undefined {
  const made = typedArrayByName.get(name);
  return made && ((items) => Reflect.construct(made, [items]) as TypedArray);
}

/** An object that was merely given the prototype of such a class has nothing of what it promises. */
function isGenuine(value: object): boolean {
  try {
    if (value instanceof Map) Map.prototype.has.call(value, 0);
    else if (value instanceof Set) Set.prototype.has.call(value, 0);
    else if (value instanceof Date) Date.prototype.getTime.call(value);
    else if (value instanceof Error) return Object.prototype.toString.call(value) === '[object Error]';
    else return ArrayBuffer.isView(unprotected(value as TypedArray));
    return true;
  } catch {
    return false;
  }
}

/** The typed arrays behind those that are shown: what is shown of one is a proxy, since they cannot be frozen. */
const behind = new WeakMap<object, TypedArray>();

/** The typed array itself, where what is shown of it was given. */
export function unprotected(array: TypedArray): TypedArray {
  return behind.get(array) ?? array;
}

/** Tells which typed array stands behind a proxy. */
export function setBehind(proxy: object, array: TypedArray): void {
  behind.set(proxy, array);
}

/** What engines add to an error by themselves: where it was made, which is not the same in each run. */
const OF_ENGINES: ReadonlySet<unknown> = new Set(['stack', 'line', 'column', 'sourceURL']);

/** What an error says, as data: what its constructor was given, and what was added to it. */
export interface ErrorParts {
  /** `message` and `cause`, as far as it has them of its own and they are hidden, as its constructor leaves them. */
  readonly own: readonly (readonly [name: 'message' | 'cause', value: unknown])[];
  /** The keys of the properties that were added to it, in order, whatever they are. */
  readonly added: readonly (string | symbol)[];
}

/** What an error consists of. */
export function errorParts(error: Error): ErrorParts {
  const own = (['message', 'cause'] as const).flatMap((name) => {
    const property = Object.getOwnPropertyDescriptor(error, name);
    const isOwn = property !== undefined && property.enumerable === false && 'value' in property;
    return isOwn ? [[name, property.value] as const] : [];
  });
  const known = new Set<unknown>(own.map(([name]) => name));
  const added = Reflect.ownKeys(error).filter(
    (key) => !known.has(key) && !(OF_ENGINES.has(key) && !isShown(error, key)),
  );
  return { own, added };
}

function isShown(owner: object, key: string | symbol): boolean {
  return Object.getOwnPropertyDescriptor(owner, key)?.enumerable === true;
}

/** Whether a typed array has its memory for itself, all of it, and for good. */
export function ownsItsMemory(array: TypedArray): boolean {
  const { buffer, byteOffset, byteLength } = unprotected(array);
  return (
    buffer instanceof ArrayBuffer &&
    byteOffset === 0 &&
    byteLength === buffer.byteLength &&
    Reflect.get(buffer, 'resizable') !== true
  );
}
