import type { Model } from '../model/model.ts';
import { Steps } from '../model/steps.ts';
import { VisitedStates } from '../store/visited.ts';

/** One state with all its steps. Its arrays are used again for the next one. */
export interface Expansion {
  /** Number of the state, in order of discovery: the initial ones come first. */
  readonly index: number;
  readonly state: Uint32Array;
  /** The enabled steps, findings (where a machine throws) among them. */
  readonly steps: Steps;
  /** Number of the state that step `k` leads to; NOWHERE if a machine throws. */
  target(k: number): number;
  /** Number of distinct states found so far. */
  readonly found: number;
}

/** A step in which a machine throws leads to no state. */
export const NOWHERE = -1;

/**
 * Expands the reachable states of a model one after another, breadth first: for those who want to see all of the
 * state space, and no verdicts. Two walks give every state the same number.
 */
export function* expansions(model: Model): Generator<Expansion, void> {
  const { width } = model;
  const visited = new VisitedStates(width);
  const steps = new Steps(width);
  const state = new Uint32Array(width);
  let targets = new Int32Array(64);
  const expansion = {
    index: 0,
    state,
    steps,
    target: (k: number) => {
      const added = targets[k] ?? NOWHERE;
      return steps.throws(k) ? NOWHERE : added >= 0 ? added : ~added;
    },
    found: 0,
  };
  for (const initial of model.initials) visited.add(initial, 0);
  for (let index = 0; index < visited.size; index++) {
    visited.read(index, state);
    model.expand(state, steps);
    if (steps.count > targets.length) targets = new Int32Array(steps.count * 2);
    visited.addAll(steps, targets);
    expansion.index = index;
    expansion.found = visited.size;
    yield expansion;
  }
}

/** Sees every state and every step of a model. Vectors are used again for the next call. */
export interface StateVisitor {
  state?(index: number, state: Uint32Array): void;
  /** `step` is a vector of `Steps`. */
  step?(from: number, to: number, step: Uint32Array): void;
  /** No action is enabled. */
  deadEnd?(index: number, state: Uint32Array): void;
  /** Now and then, for those who wait. */
  progress?: WalkProgress | undefined;
}

/** Is told where a walk stands: how many states have been expanded, of how many that are known so far. */
export type WalkProgress = (expanded: number, found: number) => void;

/** States between two reports of progress. */
const REPORT_EVERY = 256;

/** How much of the state space there is. */
export interface StateCount {
  readonly states: number;
  readonly transitions: number;
  /** Steps cut off because a message found no room and may not be lost. */
  readonly cuts: number;
  /** False if there are more states than were asked for. */
  readonly complete: boolean;
}

/**
 * Shows the whole state space of a model to a visitor.
 *
 * @param maxStates the walk ends when more states than this have been found
 */
export function visitStates(
  model: Model,
  visitor: StateVisitor,
  maxStates = Number.POSITIVE_INFINITY,
): StateCount {
  let transitions = 0;
  let cuts = 0;
  let states = 0;
  for (const { index, state, steps, target, found } of expansions(model)) {
    states = found;
    if (index % REPORT_EVERY === 0) visitor.progress?.(index, found);
    if (found > maxStates) return { states, transitions, cuts, complete: false };
    cuts += steps.cuts;
    visitor.state?.(index, state);
    if (steps.isDeadEnd) visitor.deadEnd?.(index, state);
    for (let k = 0; k < steps.count; k++) {
      const to = target(k);
      if (to === NOWHERE) continue;
      transitions++;
      visitor.step?.(index, to, steps.vector(k));
    }
  }
  return { states, transitions, cuts, complete: true };
}
