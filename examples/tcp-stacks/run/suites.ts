import type { Trace } from 'allways';
import { type TestCriterion, testPaths } from 'allways/testing';
import model from '../../../machines/tcp/model.ts';
import type { Parameters } from '../../../machines/tcp/parameters.ts';

/** Test paths of machines/tcp: a criterion, and what is varied besides the habits of the stack. */
export interface Suite {
  readonly name: string;
  readonly criterion: Extract<TestCriterion, string>;
  readonly set: Partial<Parameters>;
}

/** Two segments in flight are enough where more is varied: the faults of three are in the first suites. */
const ROOM_FOR_TWO = { capacity: 2 } as const;

export const SUITES: readonly Suite[] = [
  { name: 'transitions', criterion: 'transitions', set: {} },
  { name: 'faults', criterion: 'faults', set: {} },
  { name: 'reactions', criterion: 'reactions', set: {} },
  { name: 'either closes', criterion: 'reactions', set: { closes: 'either', ...ROOM_FOR_TWO } },
  { name: 'text from both sides', criterion: 'reactions', set: { clientData: 1, ...ROOM_FOR_TWO } },
  { name: 'any calls', criterion: 'transitions', set: { calls: 'any', ...ROOM_FOR_TWO } },
];

const known = new Map<string, readonly Trace[]>();

/** The paths of a suite for a stack with these habits. */
export function tracesOf({ criterion, set }: Suite, habits: Partial<Parameters>): readonly Trace[] {
  const parameters = { ...habits, ...set };
  const key = JSON.stringify([criterion, parameters]);
  const traces = known.get(key) ?? [...testPaths(model, criterion, { set: parameters }).traces()];
  known.set(key, traces);
  return traces;
}
