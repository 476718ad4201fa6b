import { type Connectives, connectives, type Formula } from './long-run/formula.ts';
import type { EndpointMap, LinkNames, StateView, StepView } from './views.ts';

interface Named {
  /** Short and unique within the model. */
  readonly name: string;
  /** What is claimed, in one sentence. */
  readonly sentence: string;
  /** Where the claim comes from: an RFC section, a paper. */
  readonly source?: string;
}

/** A claim about every reachable state. */
export interface Invariant<E extends EndpointMap, H, M extends string, P, L extends LinkNames = LinkNames>
  extends Named {
  readonly kind: 'invariant';
  /** A pure function. */
  holds(state: StateView<E, H, M, L>, parameters: P): boolean;
  /**
   * A pure function: of a claim "if … then", whether the "if" is true in a state. A claim whose premise is true in no
   * reachable state holds of nothing, and is reported as such. It does not change what `holds` is asked.
   */
  premise?(state: StateView<E, H, M, L>, parameters: P): boolean;
  /** Says why a state violates it, for the end of a counterexample. */
  explain?(state: StateView<E, H, M, L>, parameters: P): string;
}

/** A claim about every transition. */
export interface StepProperty<E extends EndpointMap, H, M extends string, P, L extends LinkNames = LinkNames>
  extends Named {
  readonly kind: 'step';
  /** A pure function. */
  holds(step: StepView<E, H, M, L>, parameters: P): boolean;
  /** Says why a step violates it, for the end of a counterexample. */
  explain?(step: StepView<E, H, M, L>, parameters: P): string;
}

/** The claim that some action is enabled in every state outside the final ones. */
export interface DeadlockFree extends Named {
  readonly kind: 'deadlock-free';
}

/** The wish for a witness: a state, or a step, that shows that the model can do what it should. */
export interface Reachable<E extends EndpointMap, H, M extends string, P, L extends LinkNames = LinkNames>
  extends Named {
  readonly kind: 'reachable';
  /** A pure function: the state wanted. */
  state?(state: StateView<E, H, M, L>, parameters: P): boolean;
  /** A pure function: the step wanted. */
  step?(step: StepView<E, H, M, L>, parameters: P): boolean;
}

/** A claim that some path decides. */
export type SafetyProperty<E extends EndpointMap, H, M extends string, P, L extends LinkNames = LinkNames> =
  | Invariant<E, H, M, P, L>
  | StepProperty<E, H, M, P, L>
  | DeadlockFree
  | Reachable<E, H, M, P, L>;

/** A pure predicate: of states, or of steps. */
export type Predicate<E extends EndpointMap, H, M extends string, P, L extends LinkNames = LinkNames> =
  | { state(state: StateView<E, H, M, L>, parameters: P): boolean; readonly step?: never }
  | { step(step: StepView<E, H, M, L>, parameters: P): boolean; readonly state?: never };

/** What is claimed of one predicate in the long run. */
export type LongRun = 'eventually' | 'infinitely-often' | 'stabilizes' | 'recoverable';

/**
 * A claim about what happens in the long run, of one predicate:
 *
 * - `eventually`: in every fair behaviour there is such a state, or step;
 * - `infinitely-often`: there is one again and again, without end;
 * - `stabilizes`: from some point on, every state, or every step that is taken, is such a one;
 * - `recoverable`: from every reachable state, one can still be reached. That needs no fairness.
 */
export interface InTheLongRun<
  K extends LongRun,
  E extends EndpointMap,
  H,
  M extends string,
  P,
  L extends LinkNames = LinkNames,
> extends Named {
  readonly kind: K;
  /** A pure function: the state wanted. */
  state?(state: StateView<E, H, M, L>, parameters: P): boolean;
  /** A pure function: the step wanted. */
  step?(step: StepView<E, H, M, L>, parameters: P): boolean;
}

/**
 * The claim that whenever `from` happens, `to` happens later or at once: in every fair behaviour. A step comes after the
 * state that it leads from, and before the one that it leads to.
 */
export interface LeadsTo<E extends EndpointMap, H, M extends string, P, L extends LinkNames = LinkNames>
  extends Named {
  readonly kind: 'leads-to';
  readonly from: Predicate<E, H, M, P, L>;
  readonly to: Predicate<E, H, M, P, L>;
}

/**
 * The claim that every fair behaviour satisfies a formula. A behaviour has a position for each of its steps: there, predicates
 * of states speak of the state before the step, and those of steps of the step. Where it has stopped there is no step, and
 * they are false.
 */
export interface Ltl<E extends EndpointMap, H, M extends string, P, L extends LinkNames = LinkNames>
  extends Named {
  readonly kind: 'ltl';
  readonly predicates: Readonly<Record<string, Predicate<E, H, M, P, L>>>;
  readonly formula: Formula<string>;
}

/** A claim that only whole behaviours decide, or all paths together. */
export type LivenessProperty<E extends EndpointMap, H, M extends string, P, L extends LinkNames = LinkNames> =
  | InTheLongRun<'eventually', E, H, M, P, L>
  | InTheLongRun<'infinitely-often', E, H, M, P, L>
  | InTheLongRun<'stabilizes', E, H, M, P, L>
  | InTheLongRun<'recoverable', E, H, M, P, L>
  | LeadsTo<E, H, M, P, L>
  | Ltl<E, H, M, P, L>;

/** A property of a model, of any kind. */
export type Property<E extends EndpointMap, H, M extends string, P, L extends LinkNames = LinkNames> =
  | SafetyProperty<E, H, M, P, L>
  | LivenessProperty<E, H, M, P, L>;

type Options<T> = Omit<T, 'kind'>;
type PredicateOptions<
  E extends EndpointMap,
  H,
  M extends string,
  P,
  L extends LinkNames = LinkNames,
> = Named & Predicate<E, H, M, P, L>;

type LtlOptions<
  K extends string,
  E extends EndpointMap,
  H,
  M extends string,
  P,
  L extends LinkNames,
> = Named & {
  /** What the formula speaks of, by name. */
  readonly predicates: Readonly<Record<K, Predicate<E, H, M, P, L>>>;
  formula(connectives: Connectives<NoInfer<K>>): Formula<NoInfer<K>>;
};

/** What is called `N`: so the compiler knows the names of a model's properties. */
export type Called<N extends string, T> = T & { readonly name: N };

/** Makers of properties that know the types of one protocol. */
export interface PropertyKit<E extends EndpointMap, H, M extends string, P, L extends LinkNames = LinkNames> {
  /** A claim about every reachable state. */
  invariant<const N extends string>(
    options: Called<N, Options<Invariant<E, H, M, P, L>>>,
  ): Called<N, Invariant<E, H, M, P, L>>;
  /** A claim about every transition. */
  step<const N extends string>(
    options: Called<N, Options<StepProperty<E, H, M, P, L>>>,
  ): Called<N, StepProperty<E, H, M, P, L>>;
  /** The claim that some action is enabled in every state that is not final. Its name is `no deadlock`, unless another is given. */
  deadlockFree(options?: Partial<Omit<DeadlockFree, 'kind' | 'name'>>): Called<'no deadlock', DeadlockFree>;
  deadlockFree<const N extends string>(
    options: Called<N, Partial<Options<DeadlockFree>>>,
  ): Called<N, DeadlockFree>;
  /** The wish for a witness: a state, or a step, that shows that the model can do what it should. */
  reachable<const N extends string>(
    options: Called<N, PredicateOptions<E, H, M, P, L>>,
  ): Called<N, Reachable<E, H, M, P, L>>;
  /** In every fair behaviour there is such a state, or step. */
  eventually<const N extends string>(
    options: Called<N, PredicateOptions<E, H, M, P, L>>,
  ): Called<N, InTheLongRun<'eventually', E, H, M, P, L>>;
  /** In every fair behaviour there is such a state, or step, again and again, without end. */
  infinitelyOften<const N extends string>(
    options: Called<N, PredicateOptions<E, H, M, P, L>>,
  ): Called<N, InTheLongRun<'infinitely-often', E, H, M, P, L>>;
  /** In every fair behaviour, from some point on, every state, or every step that is taken, is such a one. */
  stabilizes<const N extends string>(
    options: Called<N, PredicateOptions<E, H, M, P, L>>,
  ): Called<N, InTheLongRun<'stabilizes', E, H, M, P, L>>;
  /** From every reachable state, such a state, or step, can still be reached. It needs no fairness. */
  recoverable<const N extends string>(
    options: Called<N, PredicateOptions<E, H, M, P, L>>,
  ): Called<N, InTheLongRun<'recoverable', E, H, M, P, L>>;
  /** Whenever `from` happens, `to` happens later or at once, in every fair behaviour. */
  leadsTo<const N extends string>(
    options: Called<N, Options<LeadsTo<E, H, M, P, L>>>,
  ): Called<N, LeadsTo<E, H, M, P, L>>;
  /** Every fair behaviour satisfies a formula of linear temporal logic. */
  ltl<const K extends string, const N extends string>(
    options: Called<N, LtlOptions<K, E, H, M, P, L>>,
  ): Called<N, Ltl<E, H, M, P, L>>;
}

/** The makers of properties. */
export function propertyKit<
  E extends EndpointMap,
  H,
  M extends string,
  P,
  L extends LinkNames = LinkNames,
>(): PropertyKit<E, H, M, P, L> {
  return {
    invariant: (options) => ({ kind: 'invariant', ...options }),
    step: (options) => ({ kind: 'step', ...options }),
    deadlockFree,
    reachable: (options) => ({ kind: 'reachable', ...options }),
    eventually: (options) => ({ kind: 'eventually', ...options }),
    infinitelyOften: (options) => ({ kind: 'infinitely-often', ...options }),
    stabilizes: (options) => ({ kind: 'stabilizes', ...options }),
    recoverable: (options) => ({ kind: 'recoverable', ...options }),
    leadsTo: (options) => ({ kind: 'leads-to', ...options }),
    ltl: ({ formula, ...options }) => ({
      kind: 'ltl',
      ...options,
      formula: typeof formula === 'function' ? formula(connectives()) : formula,
    }),
  };
}

const NO_DEADLOCK = {
  kind: 'deadlock-free',
  name: 'no deadlock',
  sentence: 'Some action is enabled in every state that is not final.',
} as const;

function deadlockFree(options?: Partial<Omit<DeadlockFree, 'kind' | 'name'>>): typeof NO_DEADLOCK;
function deadlockFree<N extends string>(
  options: Called<N, Partial<Options<DeadlockFree>>>,
): Called<N, DeadlockFree>;
function deadlockFree(options?: Partial<Options<DeadlockFree>>): DeadlockFree {
  return { ...NO_DEADLOCK, ...options };
}

/** Whether a property is about whole behaviours, or all paths together: a path alone never decides it. */
export function isLiveness<E extends EndpointMap, H, M extends string, P, L extends LinkNames = LinkNames>(
  property: Property<E, H, M, P, L>,
): property is LivenessProperty<E, H, M, P, L> {
  switch (property.kind) {
    case 'invariant':
    case 'step':
    case 'deadlock-free':
    case 'reachable':
      return false;
    case 'eventually':
    case 'infinitely-often':
    case 'stabilizes':
    case 'recoverable':
    case 'leads-to':
    case 'ltl':
      return true;
  }
}

/** Whether a path may decide a property. */
export function isSafety<E extends EndpointMap, H, M extends string, P, L extends LinkNames = LinkNames>(
  property: Property<E, H, M, P, L>,
): property is SafetyProperty<E, H, M, P, L> {
  return !isLiveness(property);
}
