import type { Assumption, History, Marks } from './definition.ts';
import type { ChildState, LocalState, UnnamedChildren } from './endpoint.ts';
import type { Fairness } from './long-run/fairness.ts';
import type { EventObject, StateValue } from './machine.ts';
import type { ParameterValue } from './parameters.ts';
import type { LivenessProperty, Predicate, Property, SafetyProperty } from './property.ts';
import type { Action, EndpointMap, Message, Observation, Packet, StateView, StepView } from './views.ts';

/**
 * What users write and see, with the types of their machines forgotten: so does the checker know it. `defineModel` is
 * where types are forgotten.
 */
export type AnyParameters = Readonly<Record<string, ParameterValue>>;
export type AnyLocalState = LocalState<StateValue, unknown, string>;
export type AnyChildState = ChildState<StateValue | undefined, unknown, string, UnnamedChildren>;
export type AnyStateView = StateView<EndpointMap, unknown, string>;
export type AnyStepView = StepView<EndpointMap, unknown, string>;
export type AnyAction = Action<EndpointMap, string>;
export type AnyMessage = Message<EndpointMap, string> & { readonly event: EventObject };
export type AnyPacket = Packet<EndpointMap, string> & { readonly event: EventObject };
export type AnyObservation = Observation<EndpointMap> & { readonly effect: EventObject };
/** A history whose initial values are known: one, or several if it is left open which. */
export type AnyHistory = Omit<History<EndpointMap, unknown, string, AnyParameters>, 'initial' | 'marks'> & {
  readonly initials: readonly unknown[];
  readonly marks?: AnyMarks;
};
export type AnyMarks = Omit<Marks<EndpointMap, unknown, string, AnyParameters>, 'initial'> & {
  readonly initial: string;
};
export type AnyAssumption = Assumption<EndpointMap, unknown, string, AnyParameters>;
export type AnyProperty = Property<EndpointMap, unknown, string, AnyParameters>;
export type AnySafetyProperty = SafetyProperty<EndpointMap, unknown, string, AnyParameters>;
export type AnyLivenessProperty = LivenessProperty<EndpointMap, unknown, string, AnyParameters>;
export type AnyPredicate = Predicate<EndpointMap, unknown, string, AnyParameters>;
export type AnyFairness = Fairness<EndpointMap, unknown, string, AnyParameters>;
