import { describe, expect, it } from 'vitest';
import { bench } from './command.ts';
import { startText } from './report/start.ts';
import { startRows } from './start/bench.ts';

const node = { name: 'this Node', executable: process.execPath };
const start = (code: string) => ({ name: 'a start', runtime: node, args: ['-e', code], status: 0, most: 1 });

describe('bench --start', () => {
  it('counts each run but the first of each start, by wall and CPU time', async () => {
    const notes: string[] = [];
    const [row] = await startRows([start('0')], 2, (text) => notes.push(text));
    expect(row).toMatchObject({ start: 'a start', node: `node ${process.versions.node}`, most: 1, runs: 2 });
    expect(row?.wallSeconds).toEqual([expect.any(Number), expect.any(Number)]);
    expect(row?.wallSeconds[0]).toBeGreaterThan(0);
    expect(row?.wallSeconds[0]).toBeLessThanOrEqual(row?.wallSeconds[1] ?? 0);
    expect(notes[0]).toBe('a start by this Node, to warm up');
  });

  it('counts what the process computes', async () => {
    const busy = 'const end = process.cpuUsage(); while (process.cpuUsage(end).user < 300000);';
    const [row] = await startRows([start(busy)], 1, () => undefined);
    if (process.platform !== 'win32') expect(row?.cpuSeconds?.[0]).toBeGreaterThanOrEqual(0.3);
  });

  it('fails if the command line does', async () => {
    await expect(startRows([start('process.exit(3)')], 1, () => undefined)).rejects.toThrow(
      'a start by this Node ended with 3',
    );
  });

  it('prints a table with the targets and the load', () => {
    const row = { start: '--help, built', node: 'node-22', most: 0.3, runs: 5 };
    const text = startText([{ ...row, wallSeconds: [0.101, 0.2], cpuSeconds: [0.09, 0.126] }]);
    expect(text).toContain(', load ');
    expect(text).toMatch(/--help, built +node-22 +0\.10 +0\.20 +0\.09 +0\.13 +≤ 0\.3 +5/);
  });

  it('is no measurement of models or paths', async () => {
    expect(await bench(['--start', '--paths'])).toMatchObject({ status: 2 });
    expect(await bench(['--start', '--large'])).toMatchObject({ status: 2 });
  });
});
