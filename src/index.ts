/**
 * The public names of the package, by what they are for. What is not exported here, or by `allways/vitest`, may change without notice.
 */

// To write a model: what a user's file may say.

export {
  type Consistency,
  linearizability,
  type OperationEvents,
  type OperationHistory,
  sequentialConsistency,
} from './language/consistency/concurrent.ts';
export {
  keyValueStore,
  type QueueOperation,
  queue,
  type RegisterOperation,
  register,
  type SequentialObject,
  type StoreOperation,
} from './language/consistency/objects.ts';
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
  LinkView,
  Message,
  Observation,
  Packet,
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
export { formatLasso, formatPath, parsePath, parseReplay } from './model/action-path.ts';
export { type Judgement, judge, judgeLasso, type LassoJudgement } from './trace/judge.ts';
export { replay, replayLasso } from './trace/replay.ts';
export type { NumberedPacket, Sent, Trace, TraceState, TraceStep } from './trace/trace.ts';

// Test paths: few and short ones that reach every goal of a criterion.

export type { LowerBound } from './paths/cover/lower-bound.ts';
export type { SimplePathsCriterion, TestCriterion } from './paths/criteria/criteria.ts';
export type { CriterionName, Goal } from './paths/goals/goals.ts';
export type { GoalOutcome, TestPath, TestSuite } from './paths/suite.ts';
export { TestPathSearch, type TestPathsOptions, testPaths } from './paths/test-paths.ts';

// Implementations: along test paths, by a driver; or by what they have logged. (Expectations of vitest stand in `allways/vitest`.)

export { type ActorDriverOptions, actorDriver, type Implementation } from './drivers/actors.ts';
export { type Capture, readCapture } from './drivers/captures/capture.ts';
export type {
  Driver,
  DriverAction,
  EndpointReport,
  LinkChangeAction,
  Outgoing,
  Reports,
  ShownChild,
  ShownTimer,
} from './drivers/driver.ts';
export { readJsonLines } from './drivers/logs/json-lines.ts';
export type { LogOptions } from './drivers/logs/log-search.ts';
export { validateLog } from './drivers/logs/validate.ts';
export {
  type RunResult,
  runSuite,
  runSuiteSync,
  runTrace,
  runTraceSync,
  type SuiteResult,
  type Traces,
} from './drivers/run.ts';
export { assertSuite, assertTrace } from './drivers/run-assert.ts';
export { withIgnored } from './drivers/run-ignored.ts';
export {
  type ComposedLogic,
  composedLogic,
  type PathEvent,
  type PathSnapshot,
  type StatePath,
  toStatePath,
  toStatePaths,
} from './drivers/state-paths.ts';
export type {
  CapturedPacket,
  CaptureReading,
  Fields,
  Log,
  Sight,
  Sighting,
  SightKind,
} from './language/log.ts';
export { type DifferenceOptions, differenceReport } from './report/ladders/difference.ts';
export type { Difference } from './trace/difference.ts';
export type { Stopped, Validation } from './trace/validation.ts';

// Pictures and files: pure functions, one for each format.

export { dotToSvg } from './export/drawing/graphviz.ts';
export type { Theme } from './export/drawing/theme.ts';
export { ladderMarkdown } from './export/ladders/ladder-markdown.ts';
export { type LadderSvgOptions, ladderSvg } from './export/ladders/ladder-svg.ts';
export { toMermaidSequence } from './export/ladders/sequence.ts';
export { type Chart, chartOf } from './export/machines/chart.ts';
export type { ChartOptions } from './export/machines/chart-options.ts';
export { type Selection, select } from './export/machines/chart-select.ts';
export { type DotOptions, toDot } from './export/machines/dot-state.ts';
export { toMermaid } from './export/machines/mermaid-state.ts';
export { toPlantUml } from './export/machines/plantuml.ts';
export { toScxml } from './export/scxml/scxml.ts';
export { jointDot } from './export/spaces/joint-dot.ts';
export { type JointSvgOptions, jointSvg } from './export/spaces/joint-grid.ts';
export { spaceAut, spaceDot, spaceGraphMl, spaceJson } from './export/spaces/space.ts';
export { fromTaggedJson, type Json, taggedJson } from './trace/tagged-json.ts';

// All states at once, and what of the machines is ever taken.

export { type JointGraph, type JointOptions, jointGraph } from './survey/joint.ts';
export { type Reach, reachOf } from './survey/reached.ts';
export { type StateSpace, stateSpace } from './survey/space.ts';
