import { describe, expect, it } from 'vitest';
import { instantiate, judge, replay, Search, type Trace } from '../../src/index.ts';
import { stepCount } from '../../src/model/action-path.ts';
import { pathToInitial } from '../../src/model/beginnings.ts';
import type { Model } from '../../src/model/model.ts';
import { Steps, THROWN } from '../../src/model/steps.ts';
import { type CriterionName, type TestSuite, testPaths } from '../../src/testing.ts';
import { read, withoutGuards } from '../support/coverage/reading.ts';
import { scaled } from '../support/law.ts';
import { forRandomModels, type Sample } from '../support/random-models/run.ts';

const RUNS = scaled(100);
const CRITERIA = [
  'states',
  'local-states',
  'transitions',
  'pairs',
  'faults',
  'observations',
  'properties',
] as const;
/** Random walks of a model, and the steps of each. */
const WALKS = 20;
const STEPS = 25;

describe('test paths of random models', () => {
  it('reach what they are said to reach, as their traces show', () => {
    let goals = 0;
    forRandomModels(RUNS, (sample) => {
      const suite = suiteOf(sample);
      for (const path of suite.paths) {
        const { possible } = read(path.trace());
        const decided = new Set(judge(sample.instance, path.path).map(({ name }) => name));
        for (const { criterion, name } of path.goals) {
          goals++;
          if (criterion === 'properties') expect(decided).toContain(propertyOf(name));
          else expect([...possible]).toContain(`${criterion} ${withoutGuards(name)}`);
        }
      }
    });
    expect(goals).toBeGreaterThan(RUNS * 20);
  });

  it('reach all that random walks reach: what is said to be unreachable is not found', () => {
    let found = 0;
    const byCriterion = new Map<string, number>();
    forRandomModels(RUNS, (sample) => {
      const suite = suiteOf(sample);
      const reached = reachedBy(suite);
      const seen = new Set(walksOf(sample).flatMap((trace) => [...read(trace).sure]));
      for (const goal of seen) {
        expect([...reached]).toContain(goal);
        found++;
        const [criterion = ''] = goal.split(' ');
        byCriterion.set(criterion, (byCriterion.get(criterion) ?? 0) + 1);
      }
    });
    expect(found).toBeGreaterThan(RUNS * 10);
    for (const criterion of CRITERIA.filter((each) => each !== 'properties')) {
      expect(byCriterion.get(criterion) ?? 0).toBeGreaterThan(RUNS / 10);
    }
  });

  it('reach all that any step of any state reaches, and any path of few steps', () => {
    let goals = 0;
    let models = 0;
    forRandomModels(RUNS, (sample) => {
      if (sample.outcome.statistics.transitions > 120) return;
      models++;
      const { model } = instantiate(sample.model, sample.options);
      const reached = reachedBy(suiteOf(sample));
      const all = new Set(everyPath(model).flatMap((path) => [...read(replay(model, path)).sure]));
      goals += all.size;
      expect([...all].filter((goal) => !reached.has(goal))).toEqual([]);
    });
    expect(models).toBeGreaterThan(RUNS / 10);
    expect(goals).toBeGreaterThan(models * 5);
  });

  it('leave no goal open where steps can be told apart, and reach every property that the search decides', () => {
    let open = 0;
    forRandomModels(RUNS, (sample) => {
      const { goals, complete, paths } = suiteOf(sample);
      // Two timers of one name, of which one does nothing that shows: nobody can say which of them has expired.
      const doubtful = goals.unknown.filter(({ criterion }) =>
        ['transitions', 'pairs', 'faults'].includes(criterion),
      );
      if (doubtful.length > 0) open++;
      expect(goals.unknown).toEqual(doubtful);
      expect(complete).toBe(doubtful.length === 0);
      expect(goals.reached + goals.unreachable.length + doubtful.length).toBe(goals.total);
      const decided = sample.outcome.properties
        .filter((property) => 'path' in property)
        .map(({ name }) => name);
      const witnessed = paths.flatMap((path) =>
        path.goals.filter(({ criterion }) => criterion === 'properties'),
      );
      expect(new Set(witnessed.map(({ name }) => propertyOf(name)))).toEqual(new Set(decided));
    });
    expect(open).toBeLessThan(RUNS / 20);
  });

  it('are together within their lower bounds, and no goal needs a longer path than the longest', () => {
    forRandomModels(RUNS, (sample) => {
      const { paths, steps, longest, lowerBound, goals } = suiteOf(sample);
      expect(lowerBound.paths).toBeLessThanOrEqual(paths.length);
      expect(lowerBound.steps).toBeLessThanOrEqual(steps);
      const distances = goals.all.flatMap((goal) => (goal.status === 'reached' ? [goal.distance] : []));
      expect(longest).toBe(Math.max(0, ...distances));
      expect(lowerBound.longest).toBe(longest);
    });
  });

  it('are the same when they are made again', () => {
    forRandomModels(RUNS / 4, (sample) => {
      const [first, second] = [suiteOf(sample), suiteOf(sample)];
      expect(second.paths.map(({ replay }) => replay)).toEqual(first.paths.map(({ replay }) => replay));
      expect(second.goals).toEqual(first.goals);
    });
  });
});

function suiteOf({ model, options }: Pick<Sample, 'model' | 'options'>): TestSuite {
  const criteria: readonly Exclude<CriterionName, 'simple-paths'>[] = CRITERIA;
  return testPaths(model, criteria, options);
}

function reachedBy({ paths }: TestSuite): ReadonlySet<string> {
  return new Set(
    paths.flatMap(({ goals }) => goals.map(({ criterion, name }) => `${criterion} ${withoutGuards(name)}`)),
  );
}

function propertyOf(goal: string): string {
  return /^violation of "(.*)"$/.exec(goal)?.[1] ?? goal;
}

function walksOf({ model, options }: Sample): Trace[] {
  return Array.from({ length: WALKS }, (_, i) => {
    const instance = instantiate(model, options);
    const search = new Search(instance, { order: 'random', seed: i + 1, walkLength: STEPS, properties: [] });
    while (!search.advance(1000));
    return replay(instance.model, search.walk());
  });
}

/** A shortest path to every state and on by each of its steps, and every path of four steps at most. */
function everyPath(model: Model): (readonly number[])[] {
  const steps = new Steps(model.width);
  const seen = new Set(model.initials.map((initial) => initial.join()));
  const paths: (readonly number[])[] = model.initials.map((_, i) => pathToInitial(model, i));
  const queue: { readonly path: readonly number[]; readonly state: Uint32Array }[] = model.initials.map(
    (state, i) => ({ path: pathToInitial(model, i), state }),
  );
  for (const { path, state } of queue) {
    model.expand(state, steps);
    for (let k = 0; k < steps.count; k++) {
      const vector = steps.vector(k);
      const after = vector.slice(model.width, model.width * 2);
      const next = [...path, k];
      paths.push(next);
      const isNew = !seen.has(after.join());
      seen.add(after.join());
      if (vector[model.width * 2 + THROWN] === 0 && (isNew || stepCount(next) < 4))
        queue.push({ path: next, state: after });
    }
  }
  return paths;
}
