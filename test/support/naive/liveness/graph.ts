import type { AnyModel } from '../../../../src/language/definition.ts';
import type { AnyFairness } from '../../../../src/language/forgotten.ts';
import { type NaiveState, type NaiveStep, stateText } from '../state.ts';
import { initialStates, stepsFrom } from '../steps.ts';
import { type Choice, type NaiveSystem, systemOf } from '../system.ts';

/** A step of a naive graph; null instead of a step says that nothing happens any more. */
export interface Edge {
  readonly from: number;
  readonly to: number;
  readonly step: NaiveStep | null;
  readonly isIdle: boolean;
}

/** All that can be reached, with what changes nothing, and with stopping. */
export interface NaiveGraph {
  readonly system: NaiveSystem;
  readonly states: readonly NaiveState[];
  /** How many of them are initial: the first ones. */
  readonly initials: number;
  /** By state: what can happen there; stopping comes last. */
  readonly edges: readonly (readonly Edge[])[];
  /** By state: whether steps were cut off there, or machines threw. */
  readonly isCut: readonly boolean[];
  /** Whether some assumption of fairness speaks of what is possible. */
  readonly looksAtPossible: boolean;
}

/** The whole graph of a model; null if there are more states. */
export function graphOf(
  model: AnyModel,
  choice: Choice,
  maxStates: number,
  fairness: readonly (readonly [name: string, AnyFairness])[],
): NaiveGraph | null {
  const system = systemOf(model, choice);
  const states = [...initialStates(system)];
  const initials = states.length;
  const numbers = new Map(states.map((state, number) => [stateText(system, state), number]));
  const edges: Edge[][] = [];
  const isCut: boolean[] = [];
  const numberOf = (state: NaiveState): number => {
    const text = stateText(system, state);
    const known = numbers.get(text);
    if (known !== undefined) return known;
    numbers.set(text, states.length);
    return states.push(state) - 1;
  };
  for (let from = 0; from < states.length; from++) {
    const state = states[from];
    if (state === undefined || states.length > maxStates) return null;
    const { steps, idle, cuts, thrown } = stepsFrom(system, state);
    edges.push([
      ...steps.map((step) => ({ from, to: numberOf(step.after), step, isIdle: false })),
      ...idle.map((step) => ({ from, to: from, step, isIdle: true })),
      { from, to: from, step: null, isIdle: true },
    ]);
    isCut.push(cuts + thrown > 0);
  }
  const looksAtPossible = fairness.some(([, { kind }]) => kind !== 'fair-loss' && kind !== 'time-passes');
  return { system, states, initials, edges, isCut, looksAtPossible };
}
