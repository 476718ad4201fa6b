/**
 * Tests of implementations that a model gives: test paths, drivers that follow them, and logs that are read as behaviours. Expectations
 * of vitest about models stand in `allways/vitest`.
 *
 * @module allways/testing
 */

// Test paths: few and short ones that reach every goal of a criterion.

export type { LowerBound } from './paths/cover/lower-bound.ts';
export type { SimplePathsCriterion, TestCriterion } from './paths/criteria/criteria.ts';
export type { CriterionName, Goal } from './paths/goals/goals.ts';
export type { GoalOutcome, TestPath, TestSuite } from './paths/suite.ts';
export { TestPathSearch, type TestPathsOptions, testPaths } from './paths/test-paths.ts';

// Implementations: along test paths, by a driver; or by what they have logged.

export { type ActorDriverOptions, actorDriver, type Implementation } from './drivers/actors.ts';
export { type Capture, readCapture } from './drivers/captures/capture.ts';
export type {
  Driver,
  DriverAction,
  DriverStart,
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
