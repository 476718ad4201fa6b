import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cover } from '../../../../src/paths/cover/cover.ts';
import { lowerBoundOf, together } from '../../../../src/paths/cover/lower-bound.ts';
import type { PathGoals } from '../../../../src/paths/cover/path-goals.ts';
import { GoalSets } from '../../../../src/paths/goals/goal-sets.ts';
import { Witnesses } from '../../../../src/paths/goals/witnesses.ts';

const asItIs = (path: PathGoals): PathGoals => path;
const candidate = (path: readonly number[], ...goals: number[]): PathGoals => ({
  path,
  goals,
  distances: goals.map(() => path.length),
});
const chosen = (...candidates: PathGoals[]): string[] =>
  cover(candidates, asItIs).map(({ path }) => path.join('/'));

describe('a cover', () => {
  it('needs no path that another one continues', () => {
    expect(chosen(candidate([0], 1), candidate([0, 1], 1, 2))).toEqual(['0/1']);
  });

  it('takes the path that reaches most', () => {
    expect(chosen(candidate([0, 0], 1, 2), candidate([1, 0], 1, 2, 3), candidate([2, 0], 3))).toEqual([
      '1/0',
    ]);
  });

  it('drops a path that two others make superfluous', () => {
    const paths = [
      candidate([0, 0, 0], 1, 2, 3, 4),
      candidate([1, 0, 0], 1, 2, 5),
      candidate([2, 0, 0], 3, 4, 6),
    ];
    expect(chosen(...paths)).toEqual(['1/0/0', '2/0/0']);
  });

  it('is in the order of the actions', () => {
    expect(chosen(candidate([2], 1), candidate([10], 2), candidate([0, 3], 3))).toEqual(['0/3', '2', '10']);
  });

  it('of nothing is nothing', () => {
    expect(chosen()).toEqual([]);
  });

  // Some goals are reached on the way, to where no other candidate leads.
  const candidates = fc.array(
    fc
      .record({
        path: fc.array(fc.nat(3), { maxLength: 4 }),
        goals: fc.uniqueArray(fc.nat(12), { minLength: 1, maxLength: 5 }),
        sooner: fc.nat(4),
      })
      .map(({ path, goals, sooner }): PathGoals => {
        return { path, goals, distances: goals.map((_, i) => Math.max(0, path.length - i * sooner)) };
      }),
    { maxLength: 25 },
  );

  it('reaches all that the candidates reach, in whatever order they come', () => {
    fc.assert(
      fc.property(candidates, (drawn) => {
        const all = drawn.filter(
          (each, i) => drawn.findIndex(({ path }) => path.join() === each.path.join()) === i,
        );
        const first = cover(all, asItIs);
        expect(new Set(first.flatMap(({ goals }) => goals))).toEqual(
          new Set(all.flatMap(({ goals }) => goals)),
        );
        expect(cover(all.toReversed(), asItIs)).toEqual(first);
        for (const each of first) {
          const others = new Set(first.filter((other) => other !== each).flatMap(({ goals }) => goals));
          expect(each.goals.every((goal) => others.has(goal))).toBe(false);
        }
      }),
      { seed: 20260, numRuns: 300 },
    );
  });
});

describe('a lower bound', () => {
  /** Places as a search would note them: sets of goals, each with the distance at which a step first reaches it. */
  function placesOf(...steps: readonly (readonly [distance: number, ...goals: number[]])[]) {
    const sets = new GoalSets();
    const places = new Witnesses(sets);
    places.found(0, 0, 0);
    for (const [distance, ...goals] of steps) places.noteStep(sets.of(goals), 0, 0, distance);
    return { places, sets };
  }

  it('of goals that are all as far as can be: each needs a path, unless one step reaches both', () => {
    const apart = placesOf([3, 1], [3, 2]);
    expect(lowerBoundOf(apart.places, apart.sets, 3)).toEqual({ paths: 2, steps: 6, longest: 3 });
    const same = placesOf([3, 1, 2]);
    expect(lowerBoundOf(same.places, same.sets, 3)).toEqual({ paths: 1, steps: 3, longest: 3 });
  });

  it('counts a step that reaches several goals once', () => {
    const { places, sets } = placesOf([1, 1, 2], [1, 3]);
    expect(lowerBoundOf(places, sets, 5).steps).toBe(2);
  });

  it('of nothing is nothing, and of several searches the largest', () => {
    const { places, sets } = placesOf();
    const none = lowerBoundOf(places, sets, 0);
    expect(none).toEqual({ paths: 0, steps: 0, longest: 0 });
    expect(together([none, { paths: 2, steps: 3, longest: 2 }, { paths: 1, steps: 5, longest: 2 }])).toEqual({
      paths: 2,
      steps: 5,
      longest: 2,
    });
  });
});
