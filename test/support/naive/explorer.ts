import type { AnyModel, Verdict } from '../../../src/language/definition.ts';
import { ModelError } from '../../../src/language/errors.ts';
import { PropertyLog } from './properties.ts';
import { type NaiveState, stateText } from './state.ts';
import { initialStates, isWithin, stepsFrom } from './steps.ts';
import { type Choice, systemOf } from './system.ts';

/** What the naive explorer says of a property: `length` is the number of steps of the shortest path. */
export interface NaiveVerdict {
  readonly name: string;
  readonly verdict: Verdict;
  readonly length: number | null;
}

export interface NaiveOutcome {
  readonly distinctStates: number;
  readonly transitions: number;
  /** Messages that found no room. */
  readonly overflows: number;
  /** Steps that were cut off because such a message may not be lost. */
  readonly cuts: number;
  /** Steps that lead beyond the states to which an assumption confines the search. */
  readonly beyond: number;
  /** The built-in property comes last. */
  readonly properties: readonly NaiveVerdict[];
}

export interface NaiveLimits {
  readonly maxStates?: number;
  readonly maxTransitions?: number;
}

/**
 * Explores all interleavings of a model, breadth first, in the simplest way that can be: plain objects, states told
 * apart by their JSON text, nothing remembered but the texts. Null beyond the limits.
 */
export function exploreNaively(
  model: AnyModel,
  choice: Choice = {},
  { maxStates = Number.POSITIVE_INFINITY, maxTransitions = Number.POSITIVE_INFINITY }: NaiveLimits = {},
): NaiveOutcome | null {
  const system = systemOf(model, choice);
  const log = new PropertyLog(system);
  const first = initialStates(system);
  const seen = new Set(first.map((state) => stateText(system, state)));
  let [transitions, overflows, cuts, beyond] = [0, 0, 0, 0];
  if (!first.every((state) => isWithin(system, state))) throw new ModelError('an initial state is beyond');
  let level: readonly NaiveState[] = first;
  for (let depth = 0; level.length > 0; depth++) {
    const next: NaiveState[] = [];
    for (const state of level) {
      const found = stepsFrom(system, state);
      log.state(state, found, depth);
      transitions += found.steps.length;
      overflows += found.overflows;
      cuts += found.cuts;
      beyond += found.beyond.length;
      for (const step of found.beyond) {
        log.step(step, depth + 1);
        log.judge(step.after, depth + 1);
      }
      for (const step of found.steps) {
        log.step(step, depth + 1);
        const text = stateText(system, step.after);
        if (seen.has(text)) continue;
        seen.add(text);
        if (seen.size > maxStates || transitions > maxTransitions) return null;
        next.push(step.after);
      }
    }
    level = next;
  }
  return { distinctStates: seen.size, transitions, overflows, cuts, beyond, properties: log.verdicts() };
}
