import type { GoalSets } from '../goals/goal-sets.ts';
import type { Witnesses } from '../goals/witnesses.ts';
import { incompatible, sumOf } from './incompatible.ts';
import type { LocalGraphs } from './local-graphs.ts';

/**
 * What no suite can undercut whose longest path is as short as it can be.
 *
 * The longest path of any suite has at least as many steps as the goal that is farthest away: `longest`. The other two
 * bounds are those of all suites whose longest path is no longer than that.
 */
export interface LowerBound {
  readonly paths: number;
  readonly steps: number;
  /** Steps of the longest path; exact. */
  readonly longest: number;
}

/**
 * The lower bounds that follow from the goals of one search, as far as they are reached by steps, not by states.
 *
 * Give each goal a weight such that the goals that any one step reaches weigh no more than 1 together; here, one over
 * the size of the largest set of (the goals looked at) that some step reaches with it. Then a suite needs at least as
 * many steps as all goals weigh. A path of at most L steps reaches the goals whose distance is at least d in its last
 * L − d + 1 steps only, so they weigh no more than that on one path: if they weigh w, at least ⌈w / (L − d + 1)⌉ paths
 * must go as far, each with d − 1 steps before them. The best of these bounds, over all d, is taken.
 *
 * @param longest L: steps of the longest path that the suite needs
 */
export function lowerBoundOf(places: Witnesses, sets: GoalSets, longest: number): LowerBound {
  const bySteps = new Set(places.sets().flatMap((set) => sets.goals(set)));
  const goals = places.goals().filter((goal) => bySteps.has(goal) && (places.distance(goal) ?? 0) > 0);
  let bound: LowerBound = { paths: goals.length > 0 ? 1 : 0, steps: 0, longest };
  for (const distance of new Set(goals.map((goal) => places.distance(goal) ?? 0))) {
    const far = new Set(goals.filter((goal) => (places.distance(goal) ?? 0) >= distance));
    const weight = weightOf(far, places, sets);
    const paths = Math.ceil(weight / (longest - distance + 1) - ROUNDING);
    const steps = paths * (distance - 1) + Math.ceil(weight - ROUNDING);
    bound = { paths: Math.max(bound.paths, paths), steps: Math.max(bound.steps, steps), longest };
  }
  return bound;
}

/**
 * The lower bounds that follow from goals of which no two are on one path (see `incompatible`): each takes a path of its
 * own, with at least as many steps as the goal is away.
 */
export function boundByIncompatible(
  graphs: LocalGraphs,
  places: Witnesses,
  sets: GoalSets,
  longest: number,
): LowerBound {
  const setsOf = new Map<number, number[]>();
  for (const set of places.sets()) {
    for (const goal of sets.goals(set)) {
      const known = setsOf.get(goal);
      if (known === undefined) setsOf.set(goal, [set]);
      else known.push(set);
    }
  }
  const distance = (goal: number) => places.distance(goal) ?? 0;
  const goals = incompatible(graphs, { distance, setsOf: (goal) => setsOf.get(goal) ?? [], longest });
  return { paths: goals.length, steps: sumOf(goals, { distance }), longest };
}

/** What the sum of many fractions may be too large by. */
const ROUNDING = 1e-6;

function weightOf(goals: ReadonlySet<number>, places: Witnesses, sets: GoalSets): number {
  const largest = new Map<number, number>();
  for (const set of places.sets()) {
    const together = sets.goals(set).filter((goal) => goals.has(goal));
    for (const goal of together) largest.set(goal, Math.max(largest.get(goal) ?? 0, together.length));
  }
  let weight = 0;
  for (const goal of goals) weight += 1 / (largest.get(goal) ?? 1);
  return weight;
}

/** Bounds that hold together, of suites for several sorts of goals. */
export function together(bounds: readonly LowerBound[]): LowerBound {
  const most = (of: (bound: LowerBound) => number) => Math.max(0, ...bounds.map(of));
  return {
    paths: most(({ paths }) => paths),
    steps: most(({ steps }) => steps),
    longest: most(({ longest }) => longest),
  };
}
