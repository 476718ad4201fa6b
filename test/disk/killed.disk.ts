import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, expect, it } from 'vitest';
import { folderOf } from '../cli/command.ts';
import { commandOf, familyOf } from '../support/family.ts';
import { started, whatCounts } from './search.ts';

const folder = folderOf({});
afterAll(() => folder.remove());

/** How often a search is killed. */
const KILLS = Number(process.env.ALLWAYS_KILLS ?? 10);

const MODEL = ['machines/tcp-close/model.ts', '--variant', 'no-time-wait'];

it(`a search on disk that is killed ${KILLS} times, whenever, finds what one finds that is not`, async () => {
  const onDisk = [...MODEL, '--on-disk', `${folder.path}/killed`];
  let kills = 0;
  let found: string | null = null;
  while (found === null) {
    const { child, ended } = started(kills === 0 ? onDisk : [...onDisk, '--resume']);
    if (kills < KILLS) {
      await Promise.race([ended, sleep(500 + Math.random() * 6000)]);
      const family = familyOf(child.pid ?? 0);
      if (child.exitCode === null && child.kill('SIGKILL')) kills++;
      await ended;
      await expect.poll(() => family.filter(isAlive), { timeout: 60_000 }).toEqual([]);
    }
    found = await ended;
    if (found !== null && kills < KILLS)
      throw new Error(`it has ended after ${kills} kills: it is too small`);
  }
  expect(whatCounts(found)).toEqual(whatCounts(await started(MODEL).ended));
});

/** Whether a process still runs: workers end by themselves when nobody asks them any more. */
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** Whether a process expands states. */
function isWorker(pid: number): boolean {
  return commandOf(pid).split('\0').includes('expand');
}

it('a search goes on when a worker is killed, as soon as it has started, too', async () => {
  const { child, ended } = started([...MODEL, '--on-disk', `${folder.path}/worker`]);
  let killed = 0;
  const killing = (async () => {
    while (child.exitCode === null && killed < 2) {
      await sleep(killed === 0 ? 10 : 1500);
      const worker = familyOf(child.pid ?? 0).find(isWorker);
      if (worker !== undefined && isAlive(worker)) {
        process.kill(worker, 'SIGKILL');
        killed++;
      }
    }
  })();
  const found = await ended;
  await killing;
  expect(killed).toBeGreaterThan(0);
  expect(whatCounts(found)).toEqual(whatCounts(await started(MODEL).ended));
});
