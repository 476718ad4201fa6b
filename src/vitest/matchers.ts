import { type AnyModel, isModel, type PropertyNameOf, type Verdict } from '../language/definition.ts';
import { ModelError } from '../language/errors.ts';
import { stepCount } from '../model/action-path.ts';
import type { PropertyOutcome } from '../property/outcome.ts';
import { titleOf } from '../report/searches/check.ts';
import { sizeProblems, surprises } from '../report/searches/matrix.ts';
import { signOf } from '../report/searches/verdict.ts';
import type { Outcome } from '../search/outcome.ts';
import { CheckedModel, checked } from './checked.ts';
import { evidenceText, unknownText, verdictText } from './expectation-text.ts';
import { timeoutOfTest } from './test-timeout.ts';

/** What a matcher says: whether it is so, and what to print if that was not expected. */
export interface MatcherAnswer {
  readonly pass: boolean;
  message(): string;
}

/** What else is expected of a counterexample or a witness. */
export interface PathExpectation {
  /** Its length in steps; searched breadth first, it is the shortest there is. */
  readonly steps?: number;
}

/** The size of a state space. What is left out is not compared. */
export interface SizeExpectation {
  readonly distinctStates?: number;
  readonly transitions?: number;
}

/** The names of properties that expectations of a value may name. */
export type PropertyNameIn<T> =
  T extends CheckedModel<infer M> ? PropertyNameOf<M> : T extends AnyModel ? PropertyNameOf<T> : never;

/** What can be expected of a model. An unknown verdict meets no expectation, and no negation of one. */
export interface ModelMatchers<T> {
  /** The claim holds, in every reachable state and every step, or in every fair behaviour, within the model's bounds. */
  toHold(property: PropertyNameIn<T>): void;
  /** The claim is violated: there is a counterexample. */
  toBeViolated(property: PropertyNameIn<T>, path?: PathExpectation): void;
  /** What is wanted can be reached: there is a witness. */
  toBeReached(property: PropertyNameIn<T>, path?: PathExpectation): void;
  /** What is wanted can not be reached within the model's bounds. */
  toBeUnreachable(property: PropertyNameIn<T>): void;
  /** Its state space has so many distinct states, and transitions: what a change of the model changes, for good or ill. */
  toHaveSize(size: SizeExpectation): void;
  /** All verdicts, and the size where it is known, are what the variant expects. */
  toBeAsExpected(): void;
}

/**
 * Matcher of vitest's `expect`: a claim holds.
 *
 * @throws TypeError for what is no model, Error where the verdict is unknown, ModelError for options that make no sense
 */
export function toHold(received: unknown, property: string): MatcherAnswer {
  return answer(received, 'toHold', property, 'holds');
}

/**
 * Matcher of vitest's `expect`: a claim is violated.
 *
 * @throws TypeError for what is no model, Error where the verdict is unknown, ModelError for options that make no sense
 */
export function toBeViolated(received: unknown, property: string, path?: PathExpectation): MatcherAnswer {
  return answer(received, 'toBeViolated', property, 'violated', path);
}

/**
 * Matcher of vitest's `expect`: what is wanted is reached.
 *
 * @throws TypeError for what is no model, Error where the verdict is unknown, ModelError for options that make no sense
 */
export function toBeReached(received: unknown, property: string, path?: PathExpectation): MatcherAnswer {
  return answer(received, 'toBeReached', property, 'reached', path);
}

/**
 * Matcher of vitest's `expect`: what is wanted is not reached.
 *
 * @throws TypeError for what is no model, Error where the verdict is unknown, ModelError for options that make no sense
 */
export function toBeUnreachable(received: unknown, property: string): MatcherAnswer {
  return answer(received, 'toBeUnreachable', property, 'unreachable');
}

/**
 * Matcher of vitest's `expect`: a variant is what its author expects, in all verdicts and in size.
 *
 * @throws TypeError for what is no model, Error where the verdict is unknown, ModelError for options that make no sense
 */
export function toBeAsExpected(received: unknown): MatcherAnswer {
  const model = modelIn(received, 'toBeAsExpected');
  const { instance } = model;
  const { outcome, limit } = model.outcome(timeoutOfTest());
  const unknown = outcome.properties.find(({ verdict }) => verdict === 'unknown');
  if (unknown !== undefined) {
    throw new Error(
      `${verdictText(instance, unknown)}\n\n${unknownText(outcome, limit, becauseOf(unknown))}`,
    );
  }
  const found = surprises([{ instance, outcome }]);
  const problems = sizeProblems({ instance, outcome, size: model.expectedSize });
  const texts = found.map(
    ({ property, expected }) =>
      `${verdictText(instance, property)}, expected: ${expected}\n\n${evidenceText(model, property, outcome)}`,
  );
  return {
    pass: found.length + problems.length === 0,
    message: () =>
      [...problems, ...texts].join('\n\n') || 'all verdicts are as expected, and that was not expected',
  };
}

/**
 * Matcher of vitest's `expect`: the state space is of this size.
 *
 * @throws TypeError for what is no model, Error where the verdict is unknown, ModelError for options that make no sense
 */
export function toHaveSize(received: unknown, size: SizeExpectation): MatcherAnswer {
  const model = modelIn(received, 'toHaveSize');
  const { outcome, limit } = model.outcome(timeoutOfTest());
  const { complete, statistics } = outcome;
  const { distinctStates, transitions } = statistics;
  if (!complete) throw new Error(`${titleOf(model.instance)}: ${unknownText(outcome, limit, undefined)}`);
  return {
    pass:
      (size.distinctStates ?? distinctStates) === distinctStates &&
      (size.transitions ?? transitions) === transitions,
    message: () =>
      `${titleOf(model.instance)} has ${distinctStates} states and ${transitions} transitions, expected: ${JSON.stringify(size)}`,
  };
}

function answer(
  received: unknown,
  matcher: string,
  name: string,
  expected: Verdict,
  { steps }: PathExpectation = {},
): MatcherAnswer {
  const model = modelIn(received, matcher);
  const { instance } = model;
  const { property, outcome, limit } = model.property(name, timeoutOfTest());
  requireKind(property, matcher, expected);
  if (property.verdict === 'unknown') {
    throw new Error(
      `${verdictText(instance, property)}\n\n${unknownText(outcome, limit, becauseOf(property))}`,
    );
  }
  if (!('path' in property)) requireNoThrow(model, property, outcome);
  const wanted = steps === undefined ? expected : `${expected} in ${steps} steps`;
  const isInSteps = steps === undefined || ('path' in property && stepCount(property.path) === steps);
  return {
    pass: property.verdict === expected && isInSteps,
    message: () => {
      const sign = signOf(property.verdict);
      const title = `${sign} ${verdictText(instance, property)}, expected: ${wanted}`;
      return `${title}\n  ${property.sentence}\n\n${evidenceText(model, property, outcome)}`;
    },
  };
}

/**
 * After a step in which a machine throws nothing is searched: then a claim that holds, and nothing else to be seen, would say more than
 * is known. A variant may expect it.
 *
 * @throws Error with the path to the step
 */
function requireNoThrow(model: CheckedModel, property: PropertyOutcome, outcome: Outcome): void {
  const throwing = outcome.properties.find(
    ({ kind, verdict }) => kind === 'no-throw' && verdict === 'violated',
  );
  const { instance } = model;
  if (throwing === undefined || instance.expect[throwing.name] === 'violated') return;
  throw new Error(
    `${verdictText(instance, property)}, but a machine throws, and what follows was not searched\n\n${evidenceText(model, throwing, outcome)}`,
  );
}

function becauseOf(property: PropertyOutcome): string | undefined {
  return 'because' in property ? property.because : undefined;
}

/** @throws ModelError for an expectation that this kind of property can never meet */
function requireKind({ name, kind }: PropertyOutcome, matcher: string, expected: Verdict): void {
  const isWish = kind === 'reachable';
  if (isWish === (expected === 'reached' || expected === 'unreachable')) return;
  throw new ModelError(
    isWish
      ? `${matcher}: "${name}" is a wish for a witness, which is reached or unreachable; use toBeReached or toBeUnreachable`
      : `${matcher}: "${name}" is a claim, which holds or is violated; use toHold or toBeViolated`,
  );
}

/** @throws TypeError for what is no model */
function modelIn(received: unknown, matcher: string): CheckedModel {
  if (received instanceof CheckedModel) return received;
  if (isModel(received)) return checked(received);
  throw new TypeError(
    `${matcher}: expect(…) must be given a model that defineModel has made, or checked(model)`,
  );
}
