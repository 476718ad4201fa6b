import { describe, expect, it } from 'vitest';
import { disagreements } from './agreement.ts';
import type { Measurement } from './measurement.ts';
import { tasksOf } from './plan.ts';
import { targetSheet } from './report/targets.ts';
import { benchText } from './report/text.ts';
import { type Row, rowOf } from './row.ts';
import { readPan } from './spin/pan-output.ts';
import { type Engine, subjects } from './subjects.ts';

const run: Measurement = {
  distinctStates: 100,
  transitions: 400,
  wallSeconds: 2,
  cpuSeconds: 3,
  bytesPerState: 16,
  peakMemoryBytes: 1e6,
  startSeconds: 1,
  buildSeconds: null,
  memory: null,
  asleep: null,
  xstateCalls: 5,
  xstateShare: null,
};

const row = (engine: Engine, figures: Partial<Measurement> = {}, model = 'two-phase-commit-7'): Row =>
  rowOf(model, engine, [{ ...run, ...figures }]);

describe('a row', () => {
  it('has medians, rates of the median, and the spread', () => {
    const runs = [4, 2, 9].map((wallSeconds) => ({ ...run, wallSeconds, startSeconds: wallSeconds / 2 }));
    const [first = run, ...others] = runs;
    expect(rowOf('m', 'allways', [first, ...others])).toMatchObject({
      wallSeconds: 4,
      startSeconds: 2,
      statesPerSecond: 25,
      transitionsPerSecond: 100,
      runs: 3,
      spread: { wallSeconds: [2, 9], cpuSeconds: [3, 3] },
    });
    expect(rowOf('m', 'allways', [first, { ...run, wallSeconds: 2 }]).wallSeconds).toBe(3);
  });
});

describe('engines that disagree', () => {
  const [subject] = subjects;
  if (subject === undefined) throw new Error('no subject');
  const agreed = { distinctStates: subject.distinctStates ?? 0 };

  it('are found out, in states and in transitions', () => {
    expect(disagreements(subject, [row('allways', agreed), row('spin', agreed)])).toEqual([]);
    expect(disagreements(subject, [row('allways', agreed), row('spin', { distinctStates: 8833 })])).toEqual([
      'two-phase-commit-5: spin finds 8833 distinct states, but there are 8832',
    ]);
    expect(
      disagreements(subject, [row('allways', agreed), row('xstate-graph', { ...agreed, transitions: 401 })]),
    ).toEqual(['two-phase-commit-5: xstate-graph finds 401 transitions, but there are 400']);
  });

  it('may do so with a reduction', () => {
    expect(disagreements(subject, [row('allways', agreed), row('spin-por', { distinctStates: 7 })])).toEqual(
      [],
    );
  });
});

describe('the targets', () => {
  it('are ratios of the rows of one model, and of xstate/graph at its largest size', () => {
    const rows = [
      row('allways', { wallSeconds: 1 }),
      row('spin', { wallSeconds: 3 }),
      row('stateright', { wallSeconds: 2 }),
      row('spin-por', { wallSeconds: 4, cpuSeconds: 0, distinctStates: 10 }),
      row('xstate-graph', { distinctStates: 50, wallSeconds: 100 }, 'two-phase-commit-6'),
      row('xstate-graph', { distinctStates: 5, wallSeconds: 1 }, 'two-phase-commit-5'),
      row('spin', { wallSeconds: 9 }, 'anti-replay-11'),
    ];
    expect(targetSheet(rows).rows.slice(2)).toEqual([
      ['two-phase-commit-7', '3.00 (1.00)', '0.25 (–)', '2.00 (1.00)', '200 (2.00)', '16.0', '–'],
    ]);
  });
});

describe('the tables', () => {
  it('have no more than 100 columns, and say what is wanted', () => {
    const text = benchText([row('allways', { distinctStates: 1_745_408, transitions: 11_657_217 })]);
    expect(text).toMatch(/^engine +states +transitions .*peak MB$/m);
    expect(text).toMatch(/^must +≥ 1.5 +≤ 1 +≥ 1.5 +≥ 50 +≤ 16 +≤ 5 %$/m);
    expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(100);
  });
});

describe('the choice of what to measure', () => {
  const names = (models: readonly string[], quick = false) => [
    ...new Set(tasksOf({ quick, models, engines: ['allways'] }).map(({ subject }) => subject.name)),
  ];

  it('takes a name, or the beginning of several', () => {
    expect(names(['two-phase-commit-10'], true)).toEqual(['two-phase-commit-10']);
    expect(names(['two-phase-commit'], true)).toEqual(['two-phase-commit-6', 'two-phase-commit-8']);
    expect(names(['tcp', 'anti-replay-7'])).toEqual(['tcp-1m', 'tcp-10m', 'anti-replay-7']);
  });

  it('leaves large models out unless they are named', () => {
    const measured = names([]);
    for (const { name, effort } of subjects) expect(measured.includes(name)).toBe(/quick|full/.test(effort));
  });
});

describe('the output of a verifier', () => {
  const output = `
State-vector 84 byte, depth reached 25, errors: 0
 11206357 states, stored
 93883084 states, matched
1.0508944e+08 transitions (= stored+matched)

Stats on memory usage (in Megabytes):
  512.986\tequivalent memory usage for states (stored*(State-vector + overhead))
  427.724\tactual memory usage for states (compression: 83.38%)
  256.000\tmemory used for hash table (-w25)
    4.578\tmemory used for DFS stack (-m100000)
  688.214\ttotal actual memory usage
`;

  it('is read to the last digit', () => {
    expect(readPan(output)).toMatchObject({ states: 11_206_357, transitions: 105_089_441, errors: 0 });
    expect(readPan(output).stateBytes).toBeCloseTo((427.724 + 256) * 2 ** 20, -3);
  });

  it.each(['error: max search depth too small', 'pan: out of memory'])(
    'is refused if it says "%s"',
    (sentence) => {
      expect(() => readPan(`${sentence}\n${output}`)).toThrow('Spin did not see every state');
    },
  );
});
