import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Consistency,
  keyValueStore,
  linearizability,
  type OperationEvents,
  queue,
  type RegisterOperation,
  register,
  sequentialConsistency,
} from '../../../../src/consistency.ts';
import { scaled } from '../../../support/law.ts';

type Event = OperationEvents<RegisterOperation<number>, number | boolean | null>;

const write = (process: string, value: number): Event => ({
  invoked: [{ process, operation: { op: 'write', value } }],
});
const read = (process: string): Event => ({ invoked: [{ process, operation: { op: 'read' } }] });
const gives = (process: string, result: number | boolean | null): Event => ({
  returned: [{ process, result }],
});

function following<Op, Result>(
  consistency: Consistency<Op, Result>,
  events: readonly NoInfer<OperationEvents<Op, Result>>[],
) {
  return events.reduce((history, event) => consistency.update(history, event), consistency.initial);
}

describe('linearizability of a register', () => {
  const strict = linearizability(register(0));
  const loose = sequentialConsistency(register(0));

  it('lets a pending write be seen, or not', () => {
    expect(strict.holds(following(strict, [write('a', 1), read('b'), gives('b', 1)]))).toBe(true);
    expect(strict.holds(following(strict, [write('a', 1), read('b'), gives('b', 0)]))).toBe(true);
    expect(strict.holds(following(strict, [write('a', 1), read('b'), gives('b', 2)]))).toBe(false);
  });

  it('forbids to read what was overwritten before the read began, which sequential consistency allows', () => {
    const events = [write('a', 1), gives('a', null), read('b'), gives('b', 0)];
    expect(strict.holds(following(strict, events))).toBe(false);
    expect(loose.holds(following(loose, events))).toBe(true);
  });

  it('forbids that one process reads new, then old', () => {
    const events = [write('a', 1), read('b'), gives('b', 1), read('b'), gives('b', 0)];
    expect(strict.holds(following(strict, events))).toBe(false);
    expect(loose.holds(following(loose, events))).toBe(false);
  });

  it('tells the order that it found', () => {
    expect(strict.order(following(strict, [write('a', 1), read('b'), gives('b', 1)]))).toEqual([
      'a: {"op":"write","value":1} (pending)',
      'b: {"op":"read"} gives 1',
    ]);
  });

  it('compares and sets for one of two only', () => {
    const set = (process: string): Event => ({
      invoked: [{ process, operation: { op: 'compare-and-set', expected: 0, value: 1 } }],
    });
    const both = (a: boolean, b: boolean) => [set('a'), set('b'), gives('a', a), gives('b', b)];
    expect(strict.holds(following(strict, both(true, false)))).toBe(true);
    expect(strict.holds(following(strict, both(true, true)))).toBe(false);
  });

  it('refuses histories that are none', () => {
    expect(() => following(strict, [gives('a', 1)])).toThrow(
      'the process "a" returns 1 from no operation: none of its operations is pending',
    );
    expect(() => following(strict, [read('a'), read('a')])).toThrow(
      'the process "a" invokes {"op":"read"} before its last operation has returned; a process has one at a time',
    );
  });

  it('is the same as trying all orders, on random histories', () => {
    const [held, refused] = [
      { strict: 0, loose: 0 },
      { strict: 0, loose: 0 },
    ];
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat({ max: 2 }), fc.nat({ max: 2 })), { maxLength: 9 }), (draws) => {
        const events = eventsOf(draws);
        for (const [name, consistency] of Object.entries({ strict, loose }) as ['strict', typeof strict][]) {
          const expected = holdsNaively(events, name === 'strict');
          expect(consistency.holds(following(consistency, events))).toBe(expected);
          (expected ? held : refused)[name]++;
        }
      }),
      { seed: 20260, numRuns: scaled(1000) },
    );
    for (const many of [...Object.values(held), ...Object.values(refused)])
      expect(many).toBeGreaterThan(scaled(40));
  });
});

describe('other objects', () => {
  it('a queue gives each item once, first in, first out', () => {
    const consistency = linearizability(queue<string>());
    const put = { invoked: [{ process: 'a', operation: { op: 'put', value: 'x' } as const }] };
    const done = { returned: [{ process: 'a', result: null }] };
    const take = (process: string) => ({ invoked: [{ process, operation: { op: 'take' } as const }] });
    const gets = (process: string, result: string | null) => ({ returned: [{ process, result }] });
    const twice = [put, done, take('b'), take('c'), gets('b', 'x')];
    expect(consistency.holds(following(consistency, [...twice, gets('c', null)]))).toBe(true);
    expect(consistency.holds(following(consistency, [...twice, gets('c', 'x')]))).toBe(false);
  });

  it('a key-value store keeps keys apart', () => {
    const consistency = linearizability(keyValueStore<number>());
    const run = (result: number | null) =>
      following(consistency, [
        { invoked: [{ process: 'a', operation: { op: 'put', key: 'k', value: 1 } }] },
        { returned: [{ process: 'a', result: null }] },
        { invoked: [{ process: 'a', operation: { op: 'delete', key: 'k' } }] },
        { returned: [{ process: 'a', result: null }] },
        { invoked: [{ process: 'b', operation: { op: 'get', key: 'k' } }] },
        { returned: [{ process: 'b', result }] },
      ]);
    expect(consistency.holds(run(null))).toBe(true);
    expect(consistency.holds(run(1))).toBe(false);
  });
});

/** Each draw is a process and a number: it returns from its operation, if it has one, or invokes one. */
function eventsOf(draws: readonly (readonly [number, number])[]): Event[] {
  const pending = new Map<string, 'read' | 'write'>();
  return draws.map(([which, value]) => {
    const process = 'abc'[which] ?? 'a';
    const open = pending.get(process);
    if (open !== undefined) {
      pending.delete(process);
      return gives(process, open === 'write' ? null : value);
    }
    const op = value === 0 ? 'read' : 'write';
    pending.set(process, op);
    return op === 'read' ? read(process) : write(process, value);
  });
}

interface Done {
  readonly process: string;
  readonly operation: RegisterOperation<number>;
  readonly begin: number;
  end: number;
  result: number | boolean | null | 'pending';
}

/** Tries all orders of all operations, with each choice of the pending ones. */
function holdsNaively(events: readonly Event[], realTime: boolean): boolean {
  const all: Done[] = [];
  for (const [at, { invoked = [], returned = [] }] of events.entries()) {
    for (const { process, result } of returned) {
      const own = all.findLast((each) => each.process === process);
      if (own !== undefined) Object.assign(own, { end: at, result });
    }
    for (const { process, operation } of invoked)
      all.push({ process, operation, begin: at, end: Number.POSITIVE_INFINITY, result: 'pending' });
  }
  return subsets(all.filter(({ result }) => result === 'pending')).some((taken) => {
    const chosen = [...all.filter(({ result }) => result !== 'pending'), ...taken];
    return permutations(chosen).some((order) => isOrder(order, realTime) && givesThat(order));
  });
}

function isOrder(order: readonly Done[], realTime: boolean): boolean {
  return order.every((later, i) =>
    order
      .slice(0, i)
      .every((earlier) => (realTime || earlier.process === later.process ? earlier.begin < later.end : true)),
  );
}

function givesThat(order: readonly Done[]): boolean {
  let held = 0;
  return order.every(({ operation, result }) => {
    if (operation.op === 'write') held = operation.value;
    return result === 'pending' || result === (operation.op === 'write' ? null : held);
  });
}

function subsets<T>(items: readonly T[]): T[][] {
  const [first, ...others] = items;
  if (first === undefined) return [[]];
  return subsets(others).flatMap((set) => [set, [first, ...set]]);
}

function permutations<T>(items: readonly T[]): T[][] {
  if (items.length === 0) return [[]];
  return items.flatMap((item, i) => permutations(items.toSpliced(i, 1)).map((rest) => [item, ...rest]));
}
