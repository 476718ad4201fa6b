import { answered } from '../language/form/answer.ts';
import { pureCall } from '../language/pure.ts';
import { formatPath, stepCount } from '../model/action-path.ts';
import type { Model } from '../model/model.ts';
import type { Ending, Progress } from '../search/outcome.ts';
import { replay } from '../trace/replay.ts';
import { cover, type Grow, shortestLengths } from './cover/cover.ts';
import type { LocalGraphs } from './cover/local-graphs.ts';
import { boundByIncompatible, type LowerBound, lowerBoundOf, together } from './cover/lower-bound.ts';
import { Coverage, type PathGoals } from './cover/path-goals.ts';
import { grown } from './cover/path-growth.ts';
import { nameOf, type SimplePathsCriterion, type TestCriterion } from './criteria/criteria.ts';
import type { Criterion } from './criteria/criterion.ts';
import { farthest, type GoalSearch, isComplete, pathTo } from './goal-search.ts';
import type { Setting } from './setting.ts';
import { simplePaths } from './simple-paths.ts';
import type { GoalOutcome, TestPath, TestSuite } from './suite.ts';

/** What the searches have found, and all that a suite is made of. */
export interface Findings {
  readonly setting: Setting;
  /** The model that tells the paths: another one, so that traces can be made while the suite is used. */
  readonly told: Model;
  readonly wanted: readonly TestCriterion[];
  readonly criteria: readonly Criterion[];
  /** The first is that of the states; the others remember something of the path. */
  readonly searches: readonly GoalSearch[];
  /** Goals of searches that have not begun. */
  readonly notBegun: readonly number[];
  readonly graphs: LocalGraphs;
  /** Why a search ended before it had seen all; null if none did. */
  readonly limit: Ending | null;
  readonly progress: Progress;
  readonly report?: SuiteProgress | undefined;
}

/** Is told how far the choice of paths is: how many were read from the searches, how many are chosen so far. */
export type SuiteProgress = (candidates: number, chosen: number) => void;

/** States that are looked at for one continuation of a path, at most, and for those of all paths, about. */
const MOST_LOOKED_AT = 3000;
const ALL_LOOKED_AT = 300_000;

/** Steps of shortest paths to all goals together, up to which each of these paths is a candidate of its own. */
const MOST_STEPS = 4_000_000;

/** Simple paths that are listed if nothing else is said, and states that are looked at to find them. */
const MOST_SIMPLE_PATHS = 10_000;
const MOST_SIMPLE_STATES = 1_000_000;

/** Few, short paths that reach all goals that were found. */
export function suiteOf(findings: Findings): TestSuite {
  const { setting, wanted, criteria, limit, progress, report } = findings;
  for (const each of criteria) each.declare?.();
  const coverage = new Coverage(setting, criteria);
  const simple = wanted.flatMap((each) => (typeof each === 'object' ? simplePathsOf(coverage, each) : []));
  const candidates = [...candidatesOf(findings, coverage), ...simple];
  const paths = pathsOf(findings, cover(candidates, growing(coverage, candidates, report)));
  const all = outcomesOf(findings, candidates);
  const withStatus = (status: GoalOutcome['status']) => all.filter((goal) => goal.status === status);
  const longest = Math.max(0, ...paths.map(({ path }) => stepCount(path)));
  const unknown = withStatus('unknown');
  const { name, variant, parameters } = setting.instance;
  return {
    model: name,
    variant,
    parameters,
    endpoints: setting.reader.endpoints,
    criteria: wanted.map(nameOf),
    goals: {
      total: all.length,
      reached: withStatus('reached').length,
      unreachable: withStatus('unreachable'),
      unknown,
      all,
    },
    paths,
    steps: stepsOf(paths),
    longest,
    lowerBound: lowerBound(findings, simple, longest),
    complete: unknown.length === 0 && limit === null,
    ending: limit ?? 'exhausted',
    search: progress,
    bounds: setting.model.bounds,
    *traces() {
      for (const path of paths) yield path.trace();
    },
  };
}

/**
 * The paths to the places of all goals, each with all that it reaches. Where these are so many and long that there is no room for all, those
 * with which others begin are left out: what they reach, the others reach as soon.
 */
function candidatesOf({ searches, report }: Findings, coverage: Coverage): readonly PathGoals[] {
  const paths = new Map<string, readonly number[]>();
  for (const each of searches) {
    const places = each.witnesses.all();
    for (const place of each.witnesses.steps > MOST_STEPS ? farthest(each, places) : places) {
      const path = pathTo(each, place);
      paths.set(formatPath(path), path);
    }
  }
  return [...paths.values()].map((path, i) => {
    report?.(i, 0);
    return coverage.of(path);
  });
}

/** The simple paths, each a goal of its own. */
function simplePathsOf(
  coverage: Coverage,
  { length, to, most = MOST_SIMPLE_PATHS }: SimplePathsCriterion,
): readonly PathGoals[] {
  const { model, instance, reader, goals } = coverage.setting;
  const isEnd = (state: Uint32Array) =>
    to !== undefined &&
    pureCall('to', () => answered('to', to(reader.state(state, 0, []), instance.parameters)));
  const found: PathGoals[] = [];
  const budget = { left: MOST_SIMPLE_STATES };
  for (const path of simplePaths(model, { length, ends: to === undefined ? null : isEnd }, budget)) {
    if (found.length === most) budget.left = 0;
    if (budget.left <= 0) break;
    const own = goals.id('simple-paths', formatPath(path), null);
    const { goals: others, distances } = coverage.of(path);
    found.push({
      path,
      goals: [...others, own],
      distances: [...distances, stepCount(path)],
      isFixed: true,
    });
  }
  if (budget.left <= 0) goals.id('simple-paths', `the others, beyond the first ${found.length}`, null);
  return found;
}

/** Makes paths longer, but none longer than the longest that there must be. */
function growing(coverage: Coverage, candidates: readonly PathGoals[], report?: SuiteProgress): Grow {
  const distances = shortestLengths(candidates);
  let longest = 0;
  for (const distance of distances.values()) longest = Math.max(longest, distance);
  const states = Math.min(MOST_LOOKED_AT, Math.ceil(ALL_LOOKED_AT / (distances.size + 1)));
  let chosen = 0;
  return (candidate, covered) => {
    report?.(candidates.length, ++chosen);
    if (candidate.isFixed) return candidate;
    const distance = (goal: number) => (covered.has(goal) ? 0 : (distances.get(goal) ?? 0));
    return grown(coverage, candidate.path, { distance }, { longest, states });
  };
}

function pathsOf({ setting, told }: Findings, chosen: readonly PathGoals[]): readonly TestPath[] {
  const covered = new Set<number>();
  return chosen.map(({ path, goals }, i) => {
    const first = goals.filter((goal) => !covered.has(goal));
    for (const goal of first) covered.add(goal);
    return {
      number: i + 1,
      replay: formatPath(path),
      path,
      goals: goals.map((goal) => setting.goals.goal(goal)),
      first: first.map((goal) => setting.goals.goal(goal)),
      trace: () => replay(told, path),
    };
  });
}

function outcomesOf(
  { setting, criteria, searches, notBegun }: Findings,
  candidates: readonly PathGoals[],
): readonly GoalOutcome[] {
  const lengths = shortestLengths(candidates);
  const [states] = searches;
  const isKnown = states !== undefined && isComplete(states);
  const incomplete = searches.filter((each) => !isComplete(each)).flatMap(({ wanted }) => wanted);
  const doubtful = criteria.flatMap((each) => each.doubtful ?? []);
  const open = new Set([...incomplete, ...notBegun, ...doubtful]);
  return Array.from({ length: setting.goals.size }, (_, id): GoalOutcome => {
    const goal = setting.goals.goal(id);
    const distance = lengths.get(id);
    if (distance !== undefined) return { ...goal, status: 'reached', distance };
    // A search may guess too much where messages cannot be told apart: then a goal was found, but by no path.
    const isFound = searches.some(({ witnesses: places }) => places.has(id));
    const isUnreachable = isKnown && !open.has(id) && !isFound && goal.criterion !== 'simple-paths';
    return { ...goal, status: isUnreachable ? 'unreachable' : 'unknown' };
  });
}

/** Where something was left out, a path may lead through it that reaches more than is known: then little can be said. */
function lowerBound(
  { setting, searches, graphs, limit }: Findings,
  simple: readonly PathGoals[],
  longest: number,
): LowerBound {
  // No simple path continues another one, so each takes a path of its own.
  const sure = [
    { paths: Math.min(1, longest), steps: longest, longest },
    { paths: simple.length, steps: stepsOf(simple), longest },
  ];
  const [states] = searches;
  if (states === undefined || limit !== null) return together(sure);
  const byWeight = searches.map(({ witnesses: places }) => lowerBoundOf(places, setting.sets, longest));
  const apart = boundByIncompatible(graphs, states.witnesses, setting.sets, longest);
  return together([...sure, apart, ...byWeight]);
}

function stepsOf(paths: readonly Pick<PathGoals, 'path'>[]): number {
  return paths.reduce((sum, { path }) => sum + stepCount(path), 0);
}
