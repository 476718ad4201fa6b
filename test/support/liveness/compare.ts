import { expect } from 'vitest';
import type { AnyModel, InstanceOptions, LassoPath, PropertyOutcome } from '../../../src/index.ts';
import * as ownChecker from '../../../src/index.ts';
import type { AnyLivenessProperty, AnyStateView } from '../../../src/language/forgotten.ts';
import { isLiveness } from '../../../src/language/property.ts';
import { beginningOf, stepCount } from '../../../src/model/action-path.ts';
import type { Instance } from '../../../src/model/instance.ts';
import type { Trace } from '../../../src/trace/trace.ts';
import { replayThroughActors } from '../actors.ts';
import { viewText } from '../naive/follow.ts';
import { claimFormula } from '../naive/liveness/claims.ts';
import { NaiveSearch, reach } from '../naive/liveness/decide.ts';
import { conditionsOf, isMet, type NaiveCondition } from '../naive/liveness/fairness.ts';
import { type Edge, graphOf, type NaiveGraph } from '../naive/liveness/graph.ts';
import { isTrueOf } from '../naive/liveness/words.ts';
import { stateView } from '../naive/state.ts';
import { textOf } from '../naive/text.ts';

/** A copy of the checker: this one, or one in which something is wrong. */
export type Checker = Pick<typeof ownChecker, 'check' | 'instantiate' | 'replay'>;

/** Models beyond this size are passed over, and those that ask the naive checker to guess too much. */
const MOST = { states: 80, sometimes: 6 } as const;

/** What was seen of a model: what each claim is, and what is said of it. */
export interface Compared {
  readonly kind: string;
  readonly verdict: string;
  readonly cycle: number | null;
}

/** Compares all verdicts on claims about the long run with the naive ones, and looks at every lasso. Null for too large a model. */
export function compareLiveness(
  model: AnyModel,
  options: InstanceOptions = {},
  checker: Checker = ownChecker,
): readonly Compared[] | null {
  const instance = checker.instantiate(model, options);
  const graph = graphOf(model, options, MOST.states, instance.fairness);
  if (graph === null) return null;
  const conditions = conditionsOf(graph, instance.fairness);
  const sometimes = conditions.filter(({ demand }) => demand === 'strong' || demand === 'if asked');
  if (sometimes.length > MOST.sometimes) return null;
  const outcome = checker.check(instance);
  if (!outcome.complete) return null;
  expectStuck(graph, conditions, outcome.fairness?.stuck?.states ?? 0, instance);
  return instance.properties.filter(isLiveness).map((property) => {
    const said = outcome.properties.find(({ name }) => name === property.name);
    if (said === undefined) throw new Error(`nothing is said of ${property.name}`);
    expect(said.verdict, `${property.kind} ${property.name}`).toBe(verdictOf(graph, property, conditions));
    if (said.verdict === 'violated') expectLasso(checker, instance, graph, property, said, conditions);
    if ('cycle' in said && said.cycle !== undefined)
      expectActors(model, instance, { stem: said.path, cycle: said.cycle });
    const cycle = 'cycle' in said && said.cycle !== undefined ? said.cycle.length : null;
    return { kind: property.kind, verdict: said.verdict, cycle };
  });
}

function verdictOf(
  graph: NaiveGraph,
  property: AnyLivenessProperty,
  conditions: readonly NaiveCondition[],
): string {
  const next = graph.edges.map((edges) => edges.map(({ to }) => to));
  if (property.kind === 'recoverable') {
    const { truth } = claimFormula({ ...property, kind: 'eventually' }, graph);
    const wanted = graph.edges.map((edges) => edges.some((edge) => truth('p', edge)));
    const trapped = graph.states.flatMap((_, s) => (reach([s], next).some((t) => wanted[t]) ? [] : [s]));
    if (trapped.length === 0) return 'holds';
    return trapped.some((s) => !reach([s], next).some((t) => graph.isCut[t])) ? 'violated' : 'unknown';
  }
  const claim = claimFormula(property, graph);
  if (new NaiveSearch(graph, claim, conditions, true).isViolated()) return 'violated';
  return new NaiveSearch(graph, claim, conditions, false).isViolated() ? 'unknown' : 'holds';
}

/** A fair behaviour must go on from every state, or it must be told. */
function expectStuck(
  graph: NaiveGraph,
  conditions: readonly NaiveCondition[],
  said: number,
  { properties }: Instance,
): void {
  if (!properties.some((property) => isLiveness(property) && property.kind !== 'recoverable')) return;
  const everything = { formula: 'p', truth: () => true };
  const goOn = new NaiveSearch(graph, everything, conditions, false).statesThatGoOn();
  const next = graph.edges.map((edges) => edges.map(({ to }) => to));
  const stuck = graph.states.flatMap((_, s) => {
    return goOn.has(s) || reach([s], next).some((t) => graph.isCut[t]) ? [] : [s];
  });
  expect(said, 'states from which no fair behaviour goes on').toBe(stuck.length);
}

/** The lasso must be a behaviour of the naive graph, fair, and violate the claim. */
function expectLasso(
  checker: Checker,
  instance: Instance,
  graph: NaiveGraph,
  property: AnyLivenessProperty,
  said: PropertyOutcome,
  conditions: readonly NaiveCondition[],
): void {
  if (!('path' in said)) throw new Error('there is no path');
  const { path, cycle } = said;
  const edges = follow(checker.replay(instance.model, [...path, ...(cycle ?? [])]), graph);
  const steps = stepCount(path);
  const end = steps === 0 ? (beginningOf(path) ?? 0) : (edges.at(steps - 1)?.to ?? 0);
  if (property.kind === 'recoverable') {
    expect(cycle).toBeUndefined();
    const next = graph.edges.map((each) => each.map(({ to }) => to));
    const { truth } = claimFormula({ ...property, kind: 'eventually' }, graph);
    expect(
      reach([end], next)
        .flatMap((s) => graph.edges[s] ?? [])
        .some((edge) => truth('p', edge)),
    ).toBe(false);
    return;
  }
  if (cycle === undefined) throw new Error('there is no cycle');
  const stem = edges.slice(0, steps);
  const stop = graph.edges[end]?.at(-1);
  const again = cycle.length === 0 ? (stop === undefined ? [] : [stop]) : edges.slice(steps);
  expect(again.length).toBeGreaterThan(0);
  expect(again.at(-1)?.to, 'the cycle leads back').toBe(end);
  for (const condition of conditions) expect(isMet(condition, again), condition.title).toBe(true);
  expect(isTrueOf(claimFormula(property, graph), stem, again), 'the claim is true of the lasso').toBe(false);
}

/** XState actors go round three times. */
function expectActors(model: AnyModel, instance: Instance, lasso: LassoPath): void {
  const trace = ownChecker.replayLasso(instance.model, lasso, 3);
  expect(replayThroughActors(model.build(instance.parameters), trace)).toEqual([]);
}

/** The naive edges of a path. */
function follow(trace: Trace, graph: NaiveGraph): readonly Edge[] {
  let at = trace.start?.number ?? 0;
  return trace.steps.map(({ index, action, after, observations }) => {
    const wanted = textOf([action, viewText(after), observations]);
    const edge = graph.edges[at]?.find(({ step, isIdle }) => {
      if (step === null || isIdle !== index < 0) return false;
      const view: AnyStateView = stateView(step.after);
      return textOf([step.action, viewText(view), step.observations]) === wanted;
    });
    if (edge === undefined) throw new Error(`step ${index} (${action.kind}) is no naive step`);
    at = edge.to;
    return edge;
  });
}
