import { canonicalText } from '../../tables/plain-data.ts';

/**
 * What operations on an object do and return where one comes after another: what a history of concurrent ones is compared with.
 * States, operations and results are plain data.
 */
export interface SequentialObject<S, Op, Result> {
  readonly initial: S;
  /** The state after an operation, and what it returns. */
  apply(state: S, operation: Op): readonly [state: S, result: Result];
}

/** An operation on a register: what is called, and what it answers. */
export type RegisterOperation<V> =
  | { readonly op: 'write'; readonly value: V }
  | { readonly op: 'read' }
  /** Writes `value` if it holds `expected`; returns whether it did. */
  | { readonly op: 'compare-and-set'; readonly expected: V; readonly value: V };

/** A register: a write returns null, a read what was written last. */
export function register<V>(initial: V): SequentialObject<V, RegisterOperation<V>, V | boolean | null> {
  return {
    initial,
    apply: (held, operation) => {
      switch (operation.op) {
        case 'write':
          return [operation.value, null];
        case 'read':
          return [held, held];
        case 'compare-and-set':
          return isEqual(held, operation.expected) ? [operation.value, true] : [held, false];
      }
    },
  };
}

/** An operation on a queue: what is called, and what it answers. */
export type QueueOperation<V> = { readonly op: 'put'; readonly value: V } | { readonly op: 'take' };

/** A queue, first in, first out: a put returns null, a take the first item, or null if there is none. */
export function queue<V>(): SequentialObject<readonly V[], QueueOperation<V>, V | null> {
  return {
    initial: [],
    apply: (items, operation) => {
      if (operation.op === 'put') return [[...items, operation.value], null];
      const [first, ...others] = items;
      return first === undefined ? [items, null] : [others, first];
    },
  };
}

/** An operation on a key-value store: what is called, and what it answers. */
export type StoreOperation<V> =
  | { readonly op: 'put'; readonly key: string; readonly value: V }
  | { readonly op: 'get' | 'delete'; readonly key: string };

/** A key-value store: a get returns what was put last under the key, or null; a put and a delete return null. */
export function keyValueStore<V>(): SequentialObject<
  Readonly<Record<string, V>>,
  StoreOperation<V>,
  V | null
> {
  return {
    initial: {},
    apply: (held, operation) => {
      const { op, key } = operation;
      if (op === 'get') return [held, Object.hasOwn(held, key) ? (held[key] ?? null) : null];
      const { [key]: _, ...others } = held;
      return [op === 'put' ? sorted({ ...others, [key]: operation.value }) : others, null];
    },
  };
}

/** In the order of keys, so that what is held does not tell the order of writing. */
function sorted<V>(held: Readonly<Record<string, V>>): Readonly<Record<string, V>> {
  return Object.fromEntries(Object.entries(held).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function isEqual(a: unknown, b: unknown): boolean {
  return canonicalText(a) === canonicalText(b);
}
