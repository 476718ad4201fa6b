import { describe, expect, it, vi } from 'vitest';
import { bench, benchCommand } from './command.ts';
import { missingTools } from './spin/tools.ts';

const small = ['--quick', '--runs', '1', '--model', 'two-phase-commit-5'];

describe('bench --json', () => {
  it('lists rows with these figures, on which the engines agree', async () => {
    // The others must be made first, which takes long, or need what is mostly not there.
    const engines = ['allways', 'spin', 'spin-por', 'xstate-graph'].flatMap((engine) => ['--engine', engine]);
    const { status, stdout } = await bench(['--json', ...small, ...engines]);
    expect(status).toBe(0);
    const rows = JSON.parse(stdout) as readonly Record<string, unknown>[];
    const spin = missingTools().length === 0 ? ['spin', 'spin-por'] : [];
    expect(rows.map(({ engine }) => engine)).toEqual(['allways', ...spin, 'xstate-graph']);
    for (const row of rows) {
      expect(row).toMatchObject({
        model: 'two-phase-commit-5',
        cpuSeconds: expect.any(Number),
        wallSeconds: expect.any(Number),
        statesPerSecond: expect.any(Number),
        transitionsPerSecond: expect.any(Number),
        bytesPerState: expect.any(Number),
        peakMemoryBytes: expect.any(Number),
        runs: 1,
      });
      if (row.engine === 'spin-por') continue;
      expect(row).toMatchObject({ distinctStates: 8832, transitions: 37_345 });
      expect(Number(row.statesPerSecond)).toBeCloseTo(8832 / Number(row.wallSeconds), 3);
    }
  });

  it('tells the pace of a large run', async () => {
    const { stdout } = await bench(['--json', '--large', '--model', 'two-phase-commit-6']);
    const { model, marks } = JSON.parse(stdout) as { model: string; marks: { distinctStates: number }[] };
    expect(model).toBe('two-phase-commit-6');
    expect(marks.map(({ distinctStates }) => distinctStates)).toEqual([expect.any(Number), 50_816]);
    expect(marks[0]?.distinctStates).toBeGreaterThanOrEqual(10_000);
  });
});

describe('bench', () => {
  it('without spin and gcc leaves their rows out, and says so', async () => {
    vi.stubEnv('PATH', '');
    const { status, stdout, stderr } = await bench([
      ...['--json', ...small],
      ...['--engine', 'spin', '--engine', 'allways'],
    ]);
    vi.unstubAllEnvs();
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toEqual([expect.objectContaining({ engine: 'allways' })]);
    expect(stderr).toContain("Spin's rows are left out: spin and gcc are not installed");
  });

  it('ends with status 2 where its usage is wrong', async () => {
    const { status, stdout, stderr } = await benchCommand(['--modle', 'x']);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toMatch(/^error: unknown option '--modle'/);
  });

  it.each([
    [['--modle', 'x'], "unknown option '--modle'"],
    [['--model', 'tpc'], 'there is no model "tpc"; there are two-phase-commit-5, '],
    [['--large', '--model', 'tcp'], 'there is no model "tcp"'],
    [['--large', '--model', 'a', '--model', 'b'], '--large measures one model'],
    [['--runs', 'few'], 'It must be a whole number of at least 1.'],
    [
      ['--engine', 'murphi'],
      'It must be one of allways, allways-workers-1, allways-workers-2, allways-workers-4, spin, spin-por, stateright, tlc, xstate-graph, xstate-test, in-memory, two-workers, bitstate, on-disk, on-spark.',
    ],
    [['--model', 'tcp-10m', '--engine', 'spin'], 'spin cannot run tcp-10m'],
    [['--paths', '--large'], "cannot be used with option '--large'"],
    [['--paths', '--model', 'tcp-1m'], 'there is no model "tcp-1m"; there are tcp, tcp-faults, '],
    [['--engine', 'xstate-test'], 'xstate-test cannot run any of these models'],
    [['--json', '--markdown'], "cannot be used with option '--json'"],
    [['quick'], 'too many arguments'],
  ])('%j is wrong usage', async (args, complaint) => {
    const { status, stdout, stderr } = await bench(args);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toContain(complaint);
  });
});
