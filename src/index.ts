/**
 * What a model is written with, and checked with.
 *
 * The names that only some users need stand in entries of their own: `allways/vitest` (matchers), `allways/testing` (test paths, drivers,
 * logs), `allways/export` (pictures, other formats, all states at once), `allways/stepping` (one step after another) and
 * `allways/consistency` (objects that several use at once). What none of them exports may change without notice.
 *
 * @module allways
 */

// To write a model: what a user's file may say.

export { type AnyOf, anyOf } from './language/any-of.ts';
export {
  type AnyModel,
  type Assumption,
  defineModel,
  defineProtocol,
  type History,
  type Marks,
  type ModelDefinition,
  type NamedModel,
  type PropertyNameOf,
  type Protocol,
  propertiesOf,
  type System,
  type Variant,
  type VariantNameOf,
  type Verdict,
} from './language/definition.ts';
export {
  type ActorAnswers,
  type ChildState,
  type Endpoint,
  type EndpointOptions,
  type EnvironmentEvents,
  endpoint,
  type LocalState,
  type RunningActor,
} from './language/endpoint.ts';
export { ModelError } from './language/errors.ts';
export type {
  Calls,
  FairDeliveries,
  FairLoss,
  Fairness,
  FairnessKit,
  NamedFairness,
  StepFairness,
  TimePasses,
  TimersFire,
} from './language/long-run/fairness.ts';
export type { Connectives, Formula } from './language/long-run/formula.ts';
export type {
  ChannelOptions,
  NetworkOptions,
  PartitionOptions,
  SessionOptions,
} from './language/network/options.ts';
export {
  type Choice,
  oneOf,
  type ParameterSpecs,
  type ParameterValue,
  type ParameterValues,
} from './language/parameters.ts';
export type {
  Called,
  DeadlockFree,
  InTheLongRun,
  Invariant,
  LeadsTo,
  LivenessProperty,
  LongRun,
  Ltl,
  Predicate,
  Property,
  PropertyKit,
  Reachable,
  SafetyProperty,
  StepProperty,
} from './language/property.ts';
export type { TimeOptions } from './language/time.ts';
export type {
  Action,
  ChannelView,
  LinkNames,
  Message,
  Observation,
  Packet,
  PartitionView,
  StateView,
  StepView,
  UnfinishedStep,
} from './language/views.ts';

// To check it: an instance for one choice of its parameters, a search, and what came of it.

export { instantiate } from './composition/instantiate.ts';
export { type InstanceOptions, variantNames } from './language/resolve.ts';
export type { FairnessOutcome, LivenessProgress } from './liveness/liveness-search.ts';
export type { Bounds } from './model/bounds.ts';
export type { Instance } from './model/instance.ts';
export type { Model } from './model/model.ts';
export type { PropertyOutcome } from './property/outcome.ts';
export { REDUCTIONS, type ReductionName, type ReductionReport } from './reduction/report.ts';
export type { Ending, Outcome, Progress, SearchStatistics } from './search/outcome.ts';
export { check, Search } from './search/search.ts';
export type { SearchOptions } from './search/settings.ts';

// Paths: their replay strings, what happens on them, and what they decide.

export type { ActionPath, LassoPath } from './model/action-path.ts';
export { formatLasso, formatPath, parsePath, parseReplay, stepsOf } from './model/action-path.ts';
export { type Judgement, judge, judgeLasso, type LassoJudgement } from './trace/judge.ts';
export { replay, replayLasso } from './trace/replay.ts';
export type { NumberedPacket, Sent, Trace, TraceStart, TraceState, TraceStep } from './trace/trace.ts';
