import { type BuiltIn, builtInOf, classNameOf, setBehind, type TypedArray } from './kind.ts';

/** What changes an object of the language in place. */
const CHANGING: ReadonlySet<unknown> = new Set([
  'add',
  'clear',
  'copyWithin',
  'delete',
  'fill',
  'reverse',
  'set',
  'sort',
]);

/**
 * Makes an object that nobody else has one that cannot be changed, its inner parts apart. Objects and lists are frozen. A frozen
 * `Map`, `Set` or `Date` would still change, so the methods that change it are covered by some that throw; of a typed array, which
 * cannot be frozen, a proxy is given.
 */
export function protectedData(made: object): object {
  const builtIn = Array.isArray(made) ? null : builtInOf(made);
  if (builtIn === null || builtIn instanceof Error) return Object.freeze(made);
  if (builtIn instanceof Map || builtIn instanceof Set || builtIn instanceof Date) {
    const prototype: object = Object.getPrototypeOf(builtIn);
    for (const key of Object.getOwnPropertyNames(prototype)) {
      if (isChanging(key)) Object.defineProperty(builtIn, key, { value: refusing(builtIn, key) });
    }
    return Object.freeze(builtIn);
  }
  return protectedArray(builtIn);
}

/** Those of a date are called `setTime`, `setUTCHours` and so on. */
function isChanging(method: string): boolean {
  return CHANGING.has(method) || /^set[A-Z]/.test(method);
}

function refusing(value: BuiltIn, method: string): () => never {
  return () => {
    throw new TypeError(`${method}() on a ${classNameOf(value)} that is read-only`);
  };
}

function protectedArray(array: TypedArray): object {
  const refuse = () => {
    throw new TypeError(`a change to a ${classNameOf(array)} that is read-only`);
  };
  const proxy = new Proxy(array, {
    get: (target, key): unknown => {
      if (typeof key === 'string' && isChanging(key)) return refusing(target, key);
      // What is given away is a copy: it could be changed.
      if (key === 'buffer') return target.buffer.slice(0);
      const value: unknown = Reflect.get(target, key, target);
      if (typeof value !== 'function' || key === 'constructor') return value;
      return (...args: readonly unknown[]): unknown => Reflect.apply(value, target.slice(), args);
    },
    set: refuse,
    defineProperty: refuse,
    deleteProperty: refuse,
    preventExtensions: refuse,
    setPrototypeOf: refuse,
  });
  setBehind(proxy, array);
  return proxy;
}
