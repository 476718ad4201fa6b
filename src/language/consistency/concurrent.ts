import { canonicalText } from '../../tables/plain-data.ts';
import { ModelError } from '../errors.ts';
import type { SequentialObject } from './objects.ts';

/** An operation that has returned. */
export interface Completed<Op, Result> {
  readonly operation: Op;
  readonly result: Result;
  /** How many operations of other processes had returned when it was invoked, by process; those with none are left out. */
  readonly after: Readonly<Record<string, number>>;
}

/** An operation that was invoked and has not returned. */
export type Pending<Op> = Omit<Completed<Op, never>, 'result'>;

/** The operations of concurrent processes on one object, as far as their order matters. */
export interface OperationHistory<Op, Result> {
  /** By process, in the order in which they returned. */
  readonly completed: Readonly<Record<string, readonly Completed<Op, Result>[]>>;
  /** By process: each has one at a time. */
  readonly pending: Readonly<Record<string, Pending<Op>>>;
}

/** What happens to operations in one step. */
export interface OperationEvents<Op, Result> {
  readonly returned?: readonly { readonly process: string; readonly result: Result }[];
  readonly invoked?: readonly { readonly process: string; readonly operation: Op }[];
}

/** A condition of consistency for one object: the history that it needs, and the property that it is. */
export interface Consistency<Op, Result> {
  /** The history before any operation. */
  readonly initial: OperationHistory<Op, Result>;
  /**
   * The history after a step in which operations return, and then others are invoked.
   *
   * @throws ModelError if a process returns from nothing, or invokes an operation before the last one has returned
   */
  update(
    history: OperationHistory<Op, Result>,
    events: OperationEvents<Op, Result>,
  ): OperationHistory<Op, Result>;
  /** Whether the operations could have been done one after another, each giving what it gave. Remembered by history. */
  holds(history: OperationHistory<Op, Result>): boolean;
  /** Such an order, as lines of text; null if there is none. */
  order(history: OperationHistory<Op, Result>): readonly string[] | null;
}

/**
 * Linearizability (Herlihy and Wing, 1990): there is an order of the operations in which each gives what it gave, that keeps the order
 * of operations that did not overlap. A pending operation may have taken effect, or not.
 *
 * Found by the search of Wing and Gong (1993), with what was tried before remembered as Lowe (2017) does. A history holds
 * each operation until the end, so a model must bound how many there are.
 */
export function linearizability<S, Op, Result>(
  object: SequentialObject<S, Op, Result>,
): Consistency<Op, Result> {
  return new OrderOfOperations(object, true);
}

/** Sequential consistency (Lamport, 1979): the same, but only the order of each process is kept. */
export function sequentialConsistency<S, Op, Result>(
  object: SequentialObject<S, Op, Result>,
): Consistency<Op, Result> {
  return new OrderOfOperations(object, false);
}

/** One process: its completed operations, then the pending one, if there is one. */
interface Lane<Op, Result> {
  readonly process: string;
  readonly completed: readonly Completed<Op, Result>[];
  readonly pending: Pending<Op> | null;
}

class OrderOfOperations<S, Op, Result> implements Consistency<Op, Result> {
  readonly initial: OperationHistory<Op, Result> = { completed: {}, pending: {} };
  readonly #object: SequentialObject<S, Op, Result>;
  readonly #realTime: boolean;
  readonly #known = new WeakMap<OperationHistory<Op, Result>, readonly string[] | 'none'>();

  constructor(object: SequentialObject<S, Op, Result>, realTime: boolean) {
    this.#object = object;
    this.#realTime = realTime;
  }

  update(
    history: OperationHistory<Op, Result>,
    { returned = [], invoked = [] }: OperationEvents<Op, Result>,
  ): OperationHistory<Op, Result> {
    let after = history;
    for (const { process: by, result } of returned) after = this.#returned(after, by, result);
    for (const { process: by, operation } of invoked) after = this.#invoked(after, by, operation);
    return after;
  }

  holds(history: OperationHistory<Op, Result>): boolean {
    return this.order(history) !== null;
  }

  order(history: OperationHistory<Op, Result>): readonly string[] | null {
    let known = this.#known.get(history);
    if (known === undefined) {
      known = this.#find(history) ?? 'none';
      this.#known.set(history, known);
    }
    return known === 'none' ? null : known;
  }

  #returned(
    { completed, pending }: OperationHistory<Op, Result>,
    by: string,
    result: Result,
  ): OperationHistory<Op, Result> {
    const { [by]: own, ...others } = pending;
    if (own === undefined)
      throw new ModelError(
        `the process "${by}" returns ${canonicalText(result, 'result')} from no operation: none of its operations is pending`,
      );
    const list = [...(completed[by] ?? []), { ...own, result }];
    return { completed: withKey(completed, by, list), pending: others };
  }

  #invoked(
    { completed, pending }: OperationHistory<Op, Result>,
    by: string,
    operation: Op,
  ): OperationHistory<Op, Result> {
    if (pending[by] !== undefined)
      throw new ModelError(
        `the process "${by}" invokes ${canonicalText(operation, 'operation')} before its last operation has returned; a process has one at a time`,
      );
    const counts = this.#realTime
      ? Object.entries(completed)
          .filter(([other]) => other !== by)
          .map(([other, list]) => [other, list.length] as const)
      : [];
    return {
      completed,
      pending: withKey(pending, by, { operation, after: Object.fromEntries(counts) }),
    };
  }

  #find({ completed, pending }: OperationHistory<Op, Result>): readonly string[] | null {
    const names = [...new Set([...Object.keys(completed), ...Object.keys(pending)])].sort();
    const lanes = names.map(
      (name): Lane<Op, Result> => ({
        process: name,
        completed: completed[name] ?? [],
        pending: pending[name] ?? null,
      }),
    );
    return new Ordering(this.#object, lanes).from(
      lanes.map(() => 0),
      this.#object.initial,
    );
  }
}

/** The search for an order. */
class Ordering<S, Op, Result> {
  readonly #object: SequentialObject<S, Op, Result>;
  readonly #lanes: readonly Lane<Op, Result>[];
  /** What was tried in vain: how far each process was, and the state. */
  readonly #dead = new Set<string>();

  constructor(object: SequentialObject<S, Op, Result>, lanes: readonly Lane<Op, Result>[]) {
    this.#object = object;
    this.#lanes = lanes;
  }

  /** The rest of an order, where so many operations of each process are in it already; null if there is none. */
  from(done: readonly number[], state: S): readonly string[] | null {
    if (this.#lanes.every(({ completed }, i) => (done[i] ?? 0) >= completed.length)) return [];
    const text = `${done.join()} ${canonicalText(state, 'the state of the object')}`;
    if (this.#dead.has(text)) return null;
    for (const [i, lane] of this.#lanes.entries()) {
      const rest = this.#next(lane, i, done, state);
      if (rest !== null) return rest;
    }
    this.#dead.add(text);
    return null;
  }

  #next(lane: Lane<Op, Result>, i: number, done: readonly number[], state: S): readonly string[] | null {
    const at = done[i] ?? 0;
    const next = lane.completed[at];
    const pending = at === lane.completed.length ? lane.pending : null;
    const operation = next ?? pending;
    if (operation === null || operation === undefined || !this.#mayBeNext(operation, done)) return null;
    const [after, result] = this.#object.apply(state, operation.operation);
    if (next !== undefined && canonicalText(result) !== canonicalText(next.result)) return null;
    const rest = this.from(done.with(i, at + 1), after);
    if (rest === null) return null;
    const told = `${lane.process}: ${canonicalText(operation.operation)}`;
    return [next === undefined ? `${told} (pending)` : `${told} gives ${canonicalText(result)}`, ...rest];
  }

  /** Whether all that had returned when an operation was invoked stands before it. */
  #mayBeNext({ after }: Pending<Op>, done: readonly number[]): boolean {
    return this.#lanes.every((lane, i) => (done[i] ?? 0) >= (after[lane.process] ?? 0));
  }
}

/** With the keys in their own order, so that histories do not tell which process came first. */
function withKey<T>(record: Readonly<Record<string, T>>, key: string, value: T): Readonly<Record<string, T>> {
  const entries = Object.entries({ ...record, [key]: value });
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
}
