import type { ChildProcess } from 'node:child_process';
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
  const began = performance.now();
  const whole = whatCounts(await started([...MODEL, '--on-disk', `${folder.path}/whole`]).ended);
  const longest = (performance.now() - began) / 2;
  expect(whole).toEqual(whatCounts(await started(MODEL).ended));

  // A search that ends before it was killed often enough has found what it should; another one is killed for the rest.
  let kills = 0;
  for (let search = 1; kills < KILLS; search++) {
    const onDisk = [...MODEL, '--on-disk', `${folder.path}/killed-${search}`];
    let found: string | null = null;
    for (let run = 0; found === null; run++) {
      const { child, ended } = started(run === 0 ? onDisk : [...onDisk, '--resume']);
      if (kills < KILLS && (await isKilled(child, ended, Math.random() * longest))) kills++;
      found = await ended;
    }
    expect(whatCounts(found)).toEqual(whole);
  }
});

/** Kills a search after so many milliseconds, and waits for its workers' end; false if it has ended before. */
async function isKilled(
  child: ChildProcess,
  ended: Promise<string | null>,
  milliseconds: number,
): Promise<boolean> {
  await Promise.race([ended, sleep(milliseconds)]);
  const family = familyOf(child.pid ?? 0);
  if (child.exitCode !== null || !child.kill('SIGKILL')) return false;
  const found = await ended;
  await expect.poll(() => family.filter(isAlive), { timeout: 60_000 }).toEqual([]);
  return found === null;
}

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
