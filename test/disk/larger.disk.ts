import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, expect, it } from 'vitest';
import { folderOf } from '../cli/command.ts';
import { familyOf, memoryOf, started } from './search.ts';

const folder = folderOf({});
afterAll(() => folder.remove());

const MEMORY = 600e6;

/** Managers of a two-phase commit: 10 of them make a database of more than four times the memory, which takes an hour. */
const MANAGERS = Number(process.env.ALLWAYS_MANAGERS ?? 7);

it('a search on disk stays within the memory of all its processes together', async () => {
  const { child, ended } = started([
    'machines/toys/two-phase-commit/model.ts',
    ...['--set', `managers=${MANAGERS}`, '--property', 'consistency'],
    ...['--on-disk', folder.path, '--max-memory', `${MEMORY / 1e6}MB`],
  ]);
  let peak = 0;
  while (child.exitCode === null && child.signalCode === null) {
    const memory = familyOf(child.pid ?? 0).reduce((sum, pid) => sum + memoryOf(pid), 0);
    peak = Math.max(peak, memory);
    await sleep(50);
  }
  const { stats } = JSON.parse((await ended) ?? '') as {
    readonly stats: { readonly distinctStates: number; readonly memory: { readonly store: number } };
  };
  process.stdout.write(
    `${stats.distinctStates} states, ${Math.round(stats.memory.store / 1e6)} MB on disk, ${Math.round(peak / 1e6)} MB in memory\n`,
  );
  expect(peak).toBeGreaterThan(0);
  expect(peak).toBeLessThan(MEMORY);
});
