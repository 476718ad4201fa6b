import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { allways, folderOf } from '../cli/command.ts';
import { whatCounts } from '../disk/search.ts';
import { commandOf, familyOf } from '../support/family.ts';
import { ALLWAYS, NO_SPARK, type Submitted, searchArguments, submitted } from './spark.ts';

const folder = folderOf({});
afterAll(() => folder.remove());
beforeEach((test) => {
  if (NO_SPARK !== null) test.skip(NO_SPARK);
});

const SEARCH = ['machines/raft-election/model.ts', '--variant', 'votes for all', '--json'];

async function expectSame({ status, stdout, said }: Submitted): Promise<void> {
  const inMemory = await allways(['check', ...SEARCH]);
  expect(status, said).toBe(inMemory.status);
  expect(whatCounts(stdout)).toEqual(whatCounts(inMemory.stdout));
}

/** Waits until a level is whole. */
async function untilLevel(path: string, level: number): Promise<void> {
  const name = `${String(level).padStart(8, '0')}.json`;
  const isThere = () =>
    existsSync(`${path}/saved`) && readdirSync(`${path}/saved`).some((each) => each >= name);
  await expect.poll(isThere, { timeout: 3_600_000, interval: 200 }).toBe(true);
}

/** The executors of a session, by their process. */
function executorsOf(pid: number): readonly number[] {
  return familyOf(pid).filter((each) => commandOf(each).includes('CoarseGrainedExecutorBackend'));
}

/** The command of workers that do not end well. */
function unreliable(how: string, times: number, name: string): readonly string[] {
  const counted = `${folder.path}/${name}-processes`;
  mkdirSync(counted);
  const script = fileURLToPath(new URL('unreliable.mjs', import.meta.url));
  const command = `${process.execPath} ${script} ${how} ${times} ${counted} ${ALLWAYS}`;
  return ['--allways', command, '--driver-allways', ALLWAYS];
}

describe('a search on Spark comes to the same result', () => {
  it('when an executor is killed in three levels', async () => {
    const path = `${folder.path}/executors`;
    const { child, ended } = submitted(searchArguments(path, SEARCH));
    for (const level of [2, 4, 6]) {
      await untilLevel(path, level);
      const [executor] = executorsOf(child.pid ?? 0);
      expect(executor).toBeDefined();
      process.kill(executor ?? 0, 'SIGKILL');
    }
    await expectSame(await ended);
  });

  it.each(['killed', 'changed'])('when workers are %s', async (how) => {
    const path = `${folder.path}/${how}`;
    const args = [...searchArguments(path, SEARCH), ...unreliable(how, 2, how)];
    await expectSame(await submitted(args).ended);
    expect(readdirSync(`${folder.path}/${how}-processes`).length).toBeGreaterThan(2);
  });

  it('when the driver is killed, and another one goes on', async () => {
    const path = `${folder.path}/driver`;
    const { child, ended } = submitted(searchArguments(path, SEARCH));
    await untilLevel(path, 3);
    for (const pid of familyOf(child.pid ?? 0)) process.kill(pid, 'SIGKILL');
    await ended;
    const unasked = await submitted(searchArguments(path, SEARCH)).ended;
    expect(unasked.status).toBe(2);
    expect(unasked.said).toMatch(/holds this search up to level \d+: go on with --resume/);
    await expectSame(await submitted([...searchArguments(path, SEARCH), '--resume']).ended);
  });
});

describe('a search on Spark comes to no verdict', () => {
  it('when no worker has a frame that is right', async () => {
    const args = [
      ...searchArguments(`${folder.path}/wrong`, SEARCH),
      ...unreliable('changed', 1000, 'wrong'),
    ];
    const { status, stdout, said } = await submitted(args).ended;
    expect(status).toBe(2);
    expect(stdout).toBe('');
    expect(said).toContain(
      'workers end again and again: a frame does not have the checksum that it says it has',
    );
  });

  it('when the disk is full, and goes on when it is larger', async (test) => {
    const path = `${folder.path}/full`;
    mkdirSync(path);
    const mount = (...options: readonly string[]) => spawnSync('mount', [...options, path]).status === 0;
    if (!mount('-t', 'tmpfs', '-o', 'size=400k', 'tmpfs'))
      test.skip('only root can make a disk that is small');
    try {
      const { status, stdout, said } = await submitted(searchArguments(path, SEARCH)).ended;
      expect(status).toBe(2);
      expect(stdout).toBe('');
      expect(said).toContain('No space left on device');
      expect(mount('-o', 'remount,size=100m')).toBe(true);
      await expectSame(await submitted([...searchArguments(path, SEARCH), '--resume']).ended);
    } finally {
      spawnSync('umount', [path]);
    }
  });
});
