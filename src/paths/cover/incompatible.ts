import type { LocalGraph, LocalGraphs } from './local-graphs.ts';

/** What is known of the goals that are compared. */
export interface Compared {
  /** Steps of a shortest path to a goal. */
  distance(goal: number): number;
  /** The sets of goals that steps reach, by goal. */
  setsOf(goal: number): readonly number[];
  /** Steps of the longest path that is allowed. */
  readonly longest: number;
}

/** Local states that are looked at, for all goals of one endpoint together. */
const MOST_LOOKED_AT = 5_000_000;

/**
 * Goals of which no two are on one path of at most `longest` steps: each needs a path of its own, as long as the goal
 * is far. There may be more such goals; these were found greedily, the farthest first.
 *
 * Two goals of one endpoint are on such a path together only if one step reaches both, or if the endpoint can come
 * from the one to the other in as many steps as are left after the first. The endpoint alone is looked at, and every step
 * of it takes a step of the path; so a way that is too long here is too long on every path.
 */
export function incompatible(graphs: LocalGraphs, compared: Compared): readonly number[] {
  let best: readonly number[] = [];
  for (let lane = 0; lane < graphs.size; lane++) {
    const graph = graphs.lane(lane);
    const found = graph === undefined ? [] : inLane(graph, compared);
    if (sumOf(found, compared) > sumOf(best, compared)) best = found;
  }
  return best;
}

export function sumOf(goals: readonly number[], { distance }: Pick<Compared, 'distance'>): number {
  return goals.reduce((sum, goal) => sum + distance(goal), 0);
}

function inLane(graph: LocalGraph, { distance, setsOf, longest }: Compared): readonly number[] {
  const goals = graph
    .goals()
    .filter((goal) => distance(goal) > 0)
    .sort((a, b) => distance(b) - distance(a) || a - b);
  const chosen: number[] = [];
  const chosenSets = new Set<number>();
  /** Local states in which a step begins that reaches a chosen goal. */
  const begins = new Set<number>();
  /** Local states to which the endpoint can come from a chosen goal in time. */
  const reached = new Set<number>();
  let left = MOST_LOOKED_AT;
  for (const goal of goals) {
    if (left <= 0) break;
    const places = graph.placesOf(goal);
    if (setsOf(goal).some((set) => chosenSets.has(set))) continue;
    if (places.some(({ before }) => reached.has(before))) continue;
    // One of the steps that are left is the one that reaches the other goal.
    const around = within(
      graph,
      places.map(({ after }) => after),
      longest - distance(goal) - 1,
    );
    left -= around.size + places.length;
    if ([...around].some((local) => begins.has(local))) continue;
    chosen.push(goal);
    for (const set of setsOf(goal)) chosenSets.add(set);
    for (const { before } of places) begins.add(before);
    for (const local of around) reached.add(local);
  }
  return chosen;
}

/** The local states to which the endpoint can come from some of these in at most so many of its steps. */
function within(graph: LocalGraph, from: readonly number[], steps: number): ReadonlySet<number> {
  if (steps < 0) return new Set();
  const seen = new Set(from);
  let level: readonly number[] = from;
  for (let step = 0; step < steps && level.length > 0; step++) {
    const next: number[] = [];
    for (const local of level) {
      for (const after of graph.nextOf(local)) {
        if (seen.has(after)) continue;
        seen.add(after);
        next.push(after);
      }
    }
    level = next;
  }
  return seen;
}
