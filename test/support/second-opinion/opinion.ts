import { expect } from 'vitest';
import { closeSystem } from '../../../src/checkers/close.ts';
import type { ClosedSystem } from '../../../src/checkers/closed-system.ts';
import { type AnyModel, check, type InstanceOptions, instantiate, type Outcome } from '../../../src/index.ts';

/** What another checker says of a system. */
export interface Opinion {
  readonly distinctStates: number;
  readonly transitions: number;
  readonly errors: number;
  /** By the name of a property: whether its violation, or its witness, was found. */
  readonly found: Readonly<Record<string, boolean>>;
}

/** A model as the other checker gets it, and what we say of it. */
export interface Asked {
  readonly system: ClosedSystem;
  readonly ours: Outcome;
}

export function asked(model: AnyModel, options: InstanceOptions = {}): Asked {
  return { system: closeSystem(instantiate(model, options)), ours: check(instantiate(model, options)) };
}

/** Whether the other checker must have found what decides a property; null for claims about the long run. */
export function isFound({ kind, verdict }: Outcome['properties'][number]): boolean | null {
  const kinds = ['invariant', 'step', 'reachable', 'deadlock-free', 'no-throw'];
  return kinds.includes(kind) ? verdict === 'violated' || verdict === 'reached' : null;
}

/** Expects as many states and transitions, and the same verdicts. */
export function expectSame({ system, ours }: Asked, { distinctStates, transitions, found }: Opinion): void {
  const { statistics } = ours;
  expect({ distinctStates, transitions }).toEqual({
    distinctStates: system.distinctStates,
    transitions: system.transitions,
  });
  // A search that ended because all was decided has not counted everything.
  if (ours.complete) {
    const { distinctStates: states, transitions: steps } = statistics;
    expect({ distinctStates, transitions }).toEqual({ distinctStates: states, transitions: steps });
  }
  const wanted = ours.properties.flatMap((property) => {
    const is = isFound(property);
    return is === null ? [] : [[property.name, is] as const];
  });
  expect(found).toEqual(Object.fromEntries(wanted));
}
