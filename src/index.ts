export { type JointGraph, type JointOptions, jointGraph } from './explore/joint.ts';
export type { Ending, Outcome, Progress, SearchStatistics } from './explore/outcome.ts';
export { type Reach, reachOf } from './explore/reached.ts';
export { check, Search, type SearchOptions } from './explore/search.ts';
export { type StateSpace, stateSpace } from './explore/space.ts';
export { type Chart, chartOf } from './export/chart.ts';
export type { ChartOptions } from './export/chart-options.ts';
export { type Selection, select } from './export/chart-select.ts';
export { type DotOptions, toDot } from './export/dot-state.ts';
export { dotToSvg } from './export/graphviz.ts';
export { jointDot } from './export/joint-dot.ts';
export { type JointSvgOptions, jointSvg } from './export/joint-grid.ts';
export { ladderMarkdown } from './export/ladder-markdown.ts';
export { type LadderSvgOptions, ladderSvg } from './export/ladder-svg.ts';
export { toMermaid } from './export/mermaid-state.ts';
export { toPlantUml } from './export/plantuml.ts';
export { toScxml } from './export/scxml.ts';
export { toMermaidSequence } from './export/sequence.ts';
export { spaceAut, spaceDot, spaceGraphMl, spaceJson } from './export/space.ts';
export type { Theme } from './export/theme.ts';
export type { ActionPath } from './model/action-path.ts';
export { formatPath, parsePath } from './model/action-path.ts';
export type { Bounds } from './model/bounds.ts';
export {
  type AnyModel,
  type Assumption,
  defineModel,
  defineProtocol,
  type History,
  type Marks,
  type ModelDefinition,
  type Protocol,
  propertiesOf,
  type System,
  type Variant,
  type Verdict,
} from './model/definition.ts';
export {
  type Endpoint,
  type EndpointOptions,
  type EnvironmentEvents,
  endpoint,
  type LocalState,
} from './model/endpoint.ts';
export { ModelError } from './model/errors.ts';
export type { Instance } from './model/instance.ts';
export { instantiate } from './model/instantiate.ts';
export type { Model } from './model/model.ts';
export type { NetworkOptions } from './model/network-options.ts';
export {
  type Choice,
  oneOf,
  type ParameterSpecs,
  type ParameterValue,
  type ParameterValues,
} from './model/parameters.ts';
export type {
  DeadlockFree,
  Invariant,
  Property,
  PropertyKit,
  Reachable,
  StepProperty,
} from './model/property.ts';
export { type InstanceOptions, variantNames } from './model/resolve.ts';
export type { TimeOptions } from './model/time.ts';
export type {
  Action,
  Message,
  Observation,
  Packet,
  StateView,
  StepView,
  UnfinishedStep,
} from './model/views.ts';
export type { PropertyOutcome } from './property/outcome.ts';
export { REDUCTIONS, type ReductionName, type ReductionReport } from './reduce/report.ts';
export { type DifferenceOptions, differenceReport } from './report/difference.ts';
export { type ActorDriverOptions, actorDriver, type Implementation } from './testing/actors.ts';
export type { SimplePathsCriterion, TestCriterion } from './testing/criteria.ts';
export type {
  Driver,
  DriverAction,
  EndpointReport,
  Outgoing,
  Reports,
  ShownTimer,
} from './testing/driver.ts';
export type { CriterionName, Goal } from './testing/goals.ts';
export type { LowerBound } from './testing/lower-bound.ts';
export {
  type RunResult,
  runSuite,
  runSuiteSync,
  runTrace,
  runTraceSync,
  type SuiteResult,
  type Traces,
} from './testing/run.ts';
export { assertSuite, assertTrace } from './testing/run-assert.ts';
export { withIgnored } from './testing/run-ignored.ts';
export {
  type ComposedLogic,
  composedLogic,
  type PathEvent,
  type PathSnapshot,
  type StatePath,
  toStatePath,
  toStatePaths,
} from './testing/state-paths.ts';
export type { GoalOutcome, TestPath, TestSuite } from './testing/suite.ts';
export { TestPathSearch, type TestPathsOptions, testPaths } from './testing/test-paths.ts';
export type { Difference } from './trace/difference.ts';
export { type Judgement, judge } from './trace/judge.ts';
export { replay } from './trace/replay.ts';
export type { NumberedPacket, Sent, Trace, TraceState, TraceStep } from './trace/trace.ts';
