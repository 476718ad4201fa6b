import { afterAll, expect, it } from 'vitest';
import { folderOf } from '../cli/command.ts';
import { watched } from '../support/family.ts';
import { started, whatCounts } from './search.ts';

const folder = folderOf({});
afterAll(() => folder.remove());

const MEMORY = 680e6;

/** Values that are passed on: with these there are 13 million states, which take 2.8 GB on disk. CI has fewer. */
const WHOLE = 280;
const VALUES = Number(process.env.ALLWAYS_VALUES ?? WHOLE);
const isWhole = VALUES >= WHOLE;

const MODEL = ['test/fixtures/relays.ts', '--set', `values=${VALUES}`, '--set', 'relays=12'];

const claim = isWhole
  ? 'a search on disk whose states are four times its memory stays within that, all processes together'
  : 'a search on disk stays within its memory, all processes together';

it(`${claim}, and finds what one in memory finds`, async () => {
  const onDisk = ['--on-disk', folder.path, '--max-memory', `${MEMORY / 1e6}MB`];
  const { child, ended } = started([...MODEL, ...onDisk]);
  const [found, { peakMemoryBytes, diskBytes }] = await Promise.all([ended, watched(child, folder.path)]);
  process.stdout.write(
    `${Math.round(diskBytes / 1e6)} MB on disk, ${Math.round(peakMemoryBytes / 1e6)} MB in memory\n`,
  );
  expect(peakMemoryBytes).toBeGreaterThan(0);
  expect(peakMemoryBytes).toBeLessThan(MEMORY);
  if (isWhole) expect(diskBytes).toBeGreaterThan(4 * MEMORY);
  expect(whatCounts(found)).toEqual(whatCounts(await started(MODEL).ended));
});
