import { describe, expect, it } from 'vitest';
import { check, instantiate } from '../../src/index.ts';
import { testPaths } from '../../src/testing.ts';
import { bench } from './command.ts';
import dials from './models/dials.ts';
import { runAllwaysPaths } from './paths/allways.ts';
import type { PathsMeasurement } from './paths/measurement.ts';
import { pathTasksOf } from './paths/plan.ts';
import { pathsRowOf } from './paths/row.ts';
import { pathSubjects } from './paths/subjects.ts';
import { runXstatePaths, shortestPaths, testModelPaths } from './paths/xstate.ts';
import { pathSheets } from './report/paths.ts';
import { pathsText } from './report/text.ts';

const [subject] = pathSubjects;
if (subject === undefined) throw new Error('no subject');

const run: PathsMeasurement = {
  criteria: ['transitions'],
  distinctStates: 100,
  searchedStates: 300,
  goals: 40,
  reached: 30,
  paths: 10,
  steps: 120,
  longest: 20,
  lowerBound: { paths: 2, steps: 35, longest: 20 },
  wallSeconds: 2,
  cpuSeconds: 3,
  startSeconds: 1,
  peakMemoryBytes: 1e6,
};

describe('bench --paths --json', () => {
  it('lists rows with these figures', async () => {
    const { status, stdout } = await bench([
      ...['--paths', '--json', '--runs', '1'],
      ...['--model', 'tcp-close-capacity-2', '--engine', 'allways'],
    ]);
    expect(status).toBe(0);
    const [row, ...others] = JSON.parse(stdout) as readonly Record<string, unknown>[];
    expect(others).toEqual([]);
    expect(row).toEqual({
      model: 'tcp-close-capacity-2',
      engine: 'allways',
      criteria: ['transitions', 'states'],
      distinctStates: 2185,
      searchedStates: 2185,
      goals: 73,
      reached: 46,
      paths: expect.any(Number),
      steps: expect.any(Number),
      longest: 16,
      lowerBound: { paths: expect.any(Number), steps: expect.any(Number), longest: 16 },
      wallSeconds: expect.any(Number),
      cpuSeconds: expect.any(Number),
      startSeconds: expect.any(Number),
      goalsPerSecond: 73 / Number(row?.wallSeconds),
      pathsPerSecond: Number(row?.paths) / Number(row?.wallSeconds),
      peakMemoryBytes: expect.any(Number),
      runs: 1,
      spread: {
        wallSeconds: [row?.wallSeconds, row?.wallSeconds],
        cpuSeconds: [row?.cpuSeconds, row?.cpuSeconds],
      },
    });
  });
});

describe('the paths of other engines', () => {
  const job = { file: 'machines/tcp-close/model.ts', set: { capacity: 2, incarnations: 1 }, criteria: [] };
  const own = runAllwaysPaths({ engine: 'paths by allways', subject: { ...job, criteria: ['pairs'] } });
  const graph = runXstatePaths({ engine: 'paths by xstate-graph', subject: job }, shortestPaths);
  const test = runXstatePaths({ engine: 'paths by xstate-test', subject: job }, testModelPaths);

  it('lead to the states that ours do, also where ours remember more', async () => {
    const { distinctStates, searchedStates } = await own;
    expect(searchedStates).toBeGreaterThan(distinctStates);
    for (const each of [await graph, await test]) {
      expect(each).toMatchObject({
        criteria: ['every-state'],
        distinctStates,
        searchedStates: distinctStates,
        goals: distinctStates,
        reached: distinctStates,
        lowerBound: null,
      });
    }
  });

  it('are fewer without those that others begin with', async () => {
    expect((await graph).paths).toBe((await own).distinctStates);
    expect((await test).paths).toBeLessThan((await graph).paths);
    expect((await test).longest).toBe((await graph).longest);
  });
});

describe('a row of test paths', () => {
  const task = { subject, engine: 'allways' as const };
  const measurements = [4, 2, 9].map((wallSeconds) => ({ ...run, wallSeconds }));
  const [first = run, ...others] = measurements;

  it('has medians, rates of the median, and the spread', () => {
    expect(pathsRowOf({ task, measurements: [first, ...others] })).toMatchObject({
      model: 'tcp',
      engine: 'allways',
      wallSeconds: 4,
      cpuSeconds: 3,
      goalsPerSecond: 10,
      pathsPerSecond: 2.5,
      runs: 3,
      spread: { wallSeconds: [2, 9], cpuSeconds: [3, 3] },
    });
  });

  it('stands above those of other engines, which are compared with it', () => {
    const slow = { ...run, wallSeconds: 20, cpuSeconds: 15, searchedStates: 100, lowerBound: null };
    const rows = [
      pathsRowOf({ task, measurements: [run] }),
      pathsRowOf({ task: { ...task, engine: 'xstate-test' }, measurements: [slow] }),
    ];
    const [sheet] = pathSheets(rows);
    expect(sheet?.rows.map(([engine]) => engine)).toEqual(['allways', 'xstate-test']);
    expect(sheet?.remarks[0]).toContain('100 states (300 searched); at least 2 paths and 35 steps');
    expect(sheet?.remarks[1]).toContain('10.0× the wall time of allways (CPU time: 5.00×)');
  });

  it('fits into 100 columns', () => {
    const large = {
      ...run,
      goals: 54_578,
      reached: 54_578,
      paths: 54_578,
      steps: 1_350_107,
      wallSeconds: 120,
    };
    const rows = [
      pathsRowOf({ task, measurements: [run] }),
      pathsRowOf({ task: { ...task, engine: 'xstate-graph' }, measurements: [large] }),
    ];
    const lines = pathsText(rows).split('\n');
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(100);
    expect(lines.find((line) => line.startsWith('xstate-graph '))).toContain('1,350,107');
  });
});

describe('the choice of test paths to measure', () => {
  const chosen = (quick: boolean, models: readonly string[] = []) =>
    pathTasksOf({ quick, models, engines: [] }).map((each) => `${each.subject.name}, ${each.engine}`);

  it('has other engines where the model is small enough for them', () => {
    expect(chosen(true, ['tcp-close'])).toEqual([
      'tcp-close, allways',
      'tcp-close, xstate-graph',
      'tcp-close, xstate-test',
    ]);
    expect(chosen(true, ['dials'])).toEqual(['dials, allways']);
  });

  it('leaves what takes long out of a quick bench', () => {
    expect(chosen(true)).not.toContain('tcp-close, xstate-test');
    expect(chosen(false)).toContain('tcp-close, xstate-test');
  });
});

describe('the dials', () => {
  it.each([2, 5])('with %d positions have the states, transitions and goals of the formula', (positions) => {
    const { statistics } = check(instantiate(dials, { set: { positions } }));
    expect(statistics.distinctStates).toBe(positions ** 3);
    expect(statistics.transitions).toBe(3 * positions ** 2 * (positions - 1));
    const { goals } = testPaths(dials, 'local-states', { set: { positions } });
    expect([goals.total, goals.reached]).toEqual([positions ** 2 + positions, positions ** 2 + positions]);
  });
});
