import { type ActionPath, stepCount } from '../../model/action-path.ts';
import { beginningIn } from '../../model/beginnings.ts';
import { Steps, THROWN } from '../../model/steps.ts';
import { walkPath } from '../../trace/walk.ts';
import type { PathFollower } from '../criteria/criterion.ts';
import type { Coverage, PathGoals } from './path-goals.ts';

/** What there still is to reach, and what it costs to reach it by a path of its own. */
export interface Wanted {
  /** Steps of a shortest path to a goal; 0 if it is not wanted any more. */
  distance(goal: number): number;
}

/** How far a path may be made longer. */
export interface GrowthLimits {
  /** Most steps of a path. */
  readonly longest: number;
  /** States that are looked at for one continuation. */
  readonly states: number;
}

/** A place in the search for a continuation. */
interface Place {
  readonly state: Uint32Array;
  /** The way here from the end of the path. */
  readonly way: readonly number[];
  readonly followers: readonly PathFollower[];
}

interface Continuation {
  readonly way: readonly number[];
  readonly set: number;
}

/**
 * Makes a path longer, as long as the next goal that is wanted is nearer to its end than to the initial state: that
 * saves steps, and a path. It looks around only so far, so it may miss a continuation; the suite is then longer than
 * need be, and no less complete.
 */
export function grown(coverage: Coverage, path: ActionPath, wanted: Wanted, limits: GrowthLimits): PathGoals {
  let now = path;
  for (;;) {
    const whole = coverage.of(now);
    const reached = new Set(whole.goals);
    const open: Wanted = { distance: (goal) => (reached.has(goal) ? 0 : wanted.distance(goal)) };
    const continuation = nearest(coverage, whole.path, open, limits);
    if (continuation === null) return whole;
    now = [...whole.path, ...continuation.way];
  }
}

/** The shortest way on to goals that are wanted; of several as short, the one that reaches most. */
function nearest(
  coverage: Coverage,
  path: ActionPath,
  wanted: Wanted,
  { longest, states }: GrowthLimits,
): Continuation | null {
  const start = endOf(coverage, path);
  if (start === null) return null;
  const { sets, model } = coverage.setting;
  const seen = new Set([start.state.join()]);
  const queue: Place[] = [start];
  const steps = new Steps(model.width);
  const gainOf = (set: number, length: number) =>
    sets.goals(set).filter((goal) => wanted.distance(goal) >= length).length;
  let best: Continuation | null = null;
  let bestGain = 0;
  for (let at = 0; at < queue.length && at < states; at++) {
    const { state, way, followers } = queue[at] ?? start;
    const length = way.length + 1;
    if (stepCount(path) + length > longest || (best !== null && length > best.way.length)) break;
    model.expand(state, steps);
    for (let k = 0; k < steps.count; k++) {
      const vector = steps.vector(k);
      const forks = followers.map((each) => each.fork());
      const set = coverage.step(vector, forks);
      const gain = gainOf(set, length);
      if (gain > bestGain) {
        best = { way: [...way, k], set };
        bestGain = gain;
      }
      if (best !== null || vector[model.width * 2 + THROWN] !== 0) continue;
      const after = vector.slice(model.width, model.width * 2);
      const text = after.join();
      if (seen.has(text)) continue;
      seen.add(text);
      queue.push({ state: after, way: [...way, k], followers: forks });
    }
  }
  return best;
}

/** Where a path ends; null if nothing can follow, because a machine has thrown. */
function endOf(coverage: Coverage, path: ActionPath): Place | null {
  const { model } = coverage.setting;
  let { state } = beginningIn(model, path);
  const followers = coverage.followers(state);
  let threw = false;
  walkPath(model, path, (vector) => {
    coverage.step(vector, followers);
    if (vector[model.width * 2 + THROWN] === 0) state = vector.slice(model.width, model.width * 2);
    else threw = true;
  });
  return threw ? null : { state, way: [], followers };
}
