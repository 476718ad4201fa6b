import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { whatCounts } from '../disk/search.ts';
import { allways, fixture, folderOf } from './command.ts';

const TCP_CLOSE = 'machines/tcp-close/model.ts';
const TOY = 'machines/toys/two-phase-commit/model.ts';

const folder = folderOf({});
afterAll(() => folder.remove());

const inFolder = (name: string) => join(folder.path, name);

describe.concurrent('check --on-disk', () => {
  it('finds what a search in memory finds, to the letter', async () => {
    const args = ['check', TCP_CLOSE, '--variant', 'no-time-wait', '--json'];
    const [memory, disk] = await Promise.all([
      allways(args),
      allways([...args, '--on-disk', inFolder('equal')]),
    ]);
    expect(disk.stderr).toBe('');
    expect(whatCounts(disk.stdout)).toEqual(whatCounts(memory.stdout));
    expect(disk.status).toBe(memory.status);
  });

  it('finds the same from several initial states, also where it was broken off in between', async () => {
    const args = ['check', fixture('beginnings.ts'), '--json'];
    const on = ['--on-disk', inFolder('beginnings')];
    const memory = await allways(args);
    expect(memory.stdout).toContain('"initialStates"');
    const limited = await allways([...args, ...on, '--max-states', '20']);
    expect(JSON.parse(limited.stdout)).toMatchObject({ complete: false, ending: 'max-states' });
    const disk = await allways([...args, ...on, '--resume', '--workers', '2']);
    expect(disk.stderr).toBe('');
    expect(whatCounts(disk.stdout)).toEqual(whatCounts(memory.stdout));
    expect(disk.status).toBe(memory.status);
  });

  it('goes on where a limit has ended it, and not unasked', async () => {
    const on = ['--on-disk', inFolder('resumed'), '--set', 'managers=4'];
    const limited = await allways(['check', TOY, ...on, '--max-states', '100']);
    expect(limited.status).toBe(3);
    expect(limited.stdout).toContain('stopped by its limit of states (--max-states)');
    const unasked = await allways(['check', TOY, ...on]);
    expect(unasked.status).toBe(2);
    expect(unasked.stderr).toMatch(/holds this search up to level \d+: go on with --resume/);
    const other = await allways(['check', TOY, '--on-disk', inFolder('resumed'), '--resume']);
    expect(other.status).toBe(2);
    expect(other.stderr).toContain('holds another search');
    const [resumed, whole] = await Promise.all([
      allways(['check', TOY, ...on, '--resume', '--json']),
      allways(['check', TOY, '--set', 'managers=4', '--json']),
    ]);
    expect(whatCounts(resumed.stdout)).toEqual(whatCounts(whole.stdout));
  });

  it('tells a mistake that shows only on the way with the path to it, as a search in memory does', async () => {
    const args = ['check', fixture('throwing-history.ts')];
    const [memory, disk] = await Promise.all([
      allways(args),
      allways([...args, '--on-disk', inFolder('mistake'), '--workers', '2']),
    ]);
    expect(disk).toEqual(memory);
    expect(disk.stderr).toContain('--path 0');
  });

  it('takes as much memory as it says that it needs at least', async () => {
    const on = ['check', TOY, '--on-disk', inFolder('least'), '--max-memory'];
    const refused = await allways([...on, '100MB']);
    const [, least = ''] = /takes (\d+ MB) at least/.exec(refused.stderr) ?? [];
    const { status, stderr } = await allways([...on, least.replace(' ', '')]);
    expect(stderr).toBe('');
    expect(status).toBe(0);
  });

  it('refuses what needs all states at once, and what needs another order, saying what to leave out', async () => {
    const results = await Promise.all(
      [
        [TOY, '--search', 'dfs'],
        [TOY, '--reduce', 'symmetry'],
        [TOY, '--max-memory', '300MB'],
        ['machines/upload/model.ts'],
      ].map(([model = '', ...more]) => allways(['check', model, ...more, '--on-disk', inFolder('refused')])),
    );
    for (const { status } of results) expect(status).toBe(2);
    expect(results.map(({ stderr }) => stderr)).toEqual([
      expect.stringContaining('--search'),
      expect.stringContaining('--reduce'),
      expect.stringContaining('--max-memory 300 MB is too little for a search on disk with one worker'),
      expect.stringContaining('property "uploaded" is about whole behaviours'),
    ]);
    expect(existsSync(inFolder('refused'))).toBe(false);
  });
});
