import type { EndpointMap, StateView, StepView } from './views.ts';

interface Named {
  /** Short and unique within the model. */
  readonly name: string;
  /** What is claimed, in one sentence. */
  readonly sentence: string;
  /** Where the claim comes from: an RFC section, a paper. */
  readonly source?: string;
}

/** A claim about every reachable state. */
export interface Invariant<E extends EndpointMap, H, M extends string, P> extends Named {
  readonly kind: 'invariant';
  /** A pure function. */
  holds(state: StateView<E, H, M>, parameters: P): boolean;
  /** Says why a state violates it, for the end of a counterexample. */
  explain?(state: StateView<E, H, M>, parameters: P): string;
}

/** A claim about every transition. */
export interface StepProperty<E extends EndpointMap, H, M extends string, P> extends Named {
  readonly kind: 'step';
  /** A pure function. */
  holds(step: StepView<E, H, M>, parameters: P): boolean;
  /** Says why a step violates it, for the end of a counterexample. */
  explain?(step: StepView<E, H, M>, parameters: P): string;
}

/** The claim that some action is enabled in every state outside the final ones. */
export interface DeadlockFree extends Named {
  readonly kind: 'deadlock-free';
}

/** The wish for a witness: a state, or a step, that shows that the model can do what it should. */
export interface Reachable<E extends EndpointMap, H, M extends string, P> extends Named {
  readonly kind: 'reachable';
  /** A pure function: the state wanted. */
  state?(state: StateView<E, H, M>, parameters: P): boolean;
  /** A pure function: the step wanted. */
  step?(step: StepView<E, H, M>, parameters: P): boolean;
}

export type Property<E extends EndpointMap, H, M extends string, P> =
  | Invariant<E, H, M, P>
  | StepProperty<E, H, M, P>
  | DeadlockFree
  | Reachable<E, H, M, P>;

type Options<T> = Omit<T, 'kind'>;
type ReachableOptions<E extends EndpointMap, H, M extends string, P> = Named &
  (
    | { state(state: StateView<E, H, M>, parameters: P): boolean; step?: never }
    | { step(step: StepView<E, H, M>, parameters: P): boolean; state?: never }
  );

/** Makers of properties that know the types of one protocol. */
export interface PropertyKit<E extends EndpointMap, H, M extends string, P> {
  invariant(options: Options<Invariant<E, H, M, P>>): Invariant<E, H, M, P>;
  step(options: Options<StepProperty<E, H, M, P>>): StepProperty<E, H, M, P>;
  deadlockFree(options?: Partial<Options<DeadlockFree>>): DeadlockFree;
  reachable(options: ReachableOptions<E, H, M, P>): Reachable<E, H, M, P>;
}

/** The makers of properties. */
export function propertyKit<E extends EndpointMap, H, M extends string, P>(): PropertyKit<E, H, M, P> {
  return {
    invariant: (options) => ({ kind: 'invariant', ...options }),
    step: (options) => ({ kind: 'step', ...options }),
    deadlockFree: (options) => ({
      kind: 'deadlock-free',
      name: 'no deadlock',
      sentence: 'Some action is enabled in every state that is not final.',
      ...options,
    }),
    reachable: (options) => ({ kind: 'reachable', ...options }) as Reachable<E, H, M, P>,
  };
}
