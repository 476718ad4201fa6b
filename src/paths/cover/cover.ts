import { stepCount } from '../../model/action-path.ts';
import type { PathGoals } from './path-goals.ts';

/** Makes a chosen path longer, so that it reaches some of the goals that are not covered yet. */
export type Grow = (path: PathGoals, covered: ReadonlySet<number>) => PathGoals;

/**
 * Few paths that together reach all goals that the candidates reach: the greedy choice for set cover, made in several
 * ways, of which the one with the smallest sum of steps and paths is taken; then without those paths that the others
 * make superfluous. The same candidates, in whatever order, give the same paths.
 */
export function cover(candidates: readonly PathGoals[], grow: Grow): readonly PathGoals[] {
  const sorted = withoutRepetitions(candidates);
  const asTheyAre: Grow = (path) => path;
  const choices = [byDistance(sorted, grow), byDistance(sorted, asTheyAre), byGain(sorted, asTheyAre)];
  const [best = []] = choices.map(withoutSuperfluous).sort((a, b) => costOf(a) - costOf(b));
  return best.toSorted(comparePaths);
}

/** Each path is to be started anew: that counts like a step. */
function costOf(paths: readonly PathGoals[]): number {
  return paths.reduce((sum, { path }) => sum + stepCount(path) + 1, 0);
}

/** The longest path first: whatever is chosen must reach its end, and much of the rest is on its way. */
function byDistance(candidates: readonly PathGoals[], grow: Grow): readonly PathGoals[] {
  const covered = new Set<number>();
  const chosen: PathGoals[] = [];
  const lengths = [...new Set(candidates.map(({ path }) => stepCount(path)))].sort((a, b) => b - a);
  const shortest = shortestLengths(candidates);
  for (const length of lengths) {
    const level = candidates.filter(({ path }) => stepCount(path) === length);
    // Only what no shorter candidate reaches must be reached here.
    chooseBest(level, (goal) => shortest.get(goal) === length, grow, covered, chosen);
  }
  // Where the shortest path to a goal is only the beginning of a candidate, no level has asked for it.
  chooseBest(candidates, () => true, grow, covered, chosen);
  return chosen;
}

/** Per goal: the steps of the shortest beginning of a candidate that reaches it. */
export function shortestLengths(candidates: readonly PathGoals[]): ReadonlyMap<number, number> {
  const shortest = new Map<number, number>();
  for (const { goals, distances } of candidates) {
    for (const [i, goal] of goals.entries()) {
      const known = shortest.get(goal);
      const steps = distances[i] ?? 0;
      if (known === undefined || steps < known) shortest.set(goal, steps);
    }
  }
  return shortest;
}

/** The path that reaches most new goals first. */
function byGain(candidates: readonly PathGoals[], grow: Grow): readonly PathGoals[] {
  const chosen: PathGoals[] = [];
  chooseBest(candidates, () => true, grow, new Set(), chosen);
  return chosen;
}

/**
 * Chooses, again and again, the candidate that reaches most goals that are wanted and not covered; among equals the
 * first. A gain can only shrink, so a candidate is looked at again only when its last known gain is the largest.
 */
function chooseBest(
  candidates: readonly PathGoals[],
  isWanted: (goal: number) => boolean,
  grow: Grow,
  covered: Set<number>,
  chosen: PathGoals[],
): void {
  const gainOf = ({ goals }: PathGoals) => {
    let gain = 0;
    for (const goal of goals) if (!covered.has(goal) && isWanted(goal)) gain++;
    return gain;
  };
  const waiting = new Map<number, PathGoals[]>();
  const put = (candidate: PathGoals, gain: number) => {
    const others = waiting.get(gain);
    if (others === undefined) waiting.set(gain, [candidate]);
    else others.push(candidate);
  };
  for (const candidate of candidates) put(candidate, gainOf(candidate));
  for (let gain = Math.max(0, ...waiting.keys()); gain > 0; gain--) {
    for (const candidate of waiting.get(gain) ?? []) {
      const now = gainOf(candidate);
      if (now < gain) put(candidate, now);
      else {
        for (const goal of candidate.goals) covered.add(goal);
        const path = grow(candidate, covered);
        for (const goal of path.goals) covered.add(goal);
        chosen.push(path);
      }
    }
    waiting.delete(gain);
  }
}

/** Takes paths away, the longest first, as long as the others reach all that they reach. */
function withoutSuperfluous(paths: readonly PathGoals[]): readonly PathGoals[] {
  const times = new Map<number, number>();
  for (const { goals } of paths) for (const goal of goals) times.set(goal, (times.get(goal) ?? 0) + 1);
  const kept = new Set(paths);
  for (const each of paths.toSorted((a, b) => b.path.length - a.path.length || comparePaths(a, b))) {
    if (!each.goals.every((goal) => (times.get(goal) ?? 0) > 1)) continue;
    kept.delete(each);
    for (const goal of each.goals) times.set(goal, (times.get(goal) ?? 0) - 1);
  }
  return [...kept];
}

function withoutRepetitions(candidates: readonly PathGoals[]): readonly PathGoals[] {
  const byText = new Map(candidates.map((each) => [each.path.join('/'), each]));
  return [...byText.values()].sort((a, b) => a.path.length - b.path.length || comparePaths(a, b));
}

/** In the order of their actions; a path comes before those that continue it. */
function comparePaths(a: PathGoals, b: PathGoals): number {
  const length = Math.min(a.path.length, b.path.length);
  for (let i = 0; i < length; i++) {
    const difference = (a.path[i] ?? 0) - (b.path[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return a.path.length - b.path.length;
}
