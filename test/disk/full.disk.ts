import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { afterAll, expect, it } from 'vitest';
import { folderOf } from '../cli/command.ts';
import { started, whatCounts } from './search.ts';

const folder = folderOf({});
afterAll(() => folder.remove());

const MODEL = ['machines/tcp-close/model.ts', '--variant', 'no-time-wait'];

it('a search on a disk that is full comes to no verdict, says so, and goes on when it is larger', async (test) => {
  const path = `${folder.path}/full`;
  mkdirSync(path);
  const mount = (...options: readonly string[]) => spawnSync('mount', [...options, path]).status === 0;
  if (!mount('-t', 'tmpfs', '-o', 'size=2m', 'tmpfs')) test.skip('only root can make a disk that is small');
  try {
    await expect(started([...MODEL, '--on-disk', path]).ended).rejects.toThrow(
      /^allways: the database in .* cannot go on: .*No space left on device.*go on with --resume\n$/,
    );
    expect(mount('-o', 'remount,size=100m')).toBe(true);
    const resumed = await started([...MODEL, '--on-disk', path, '--resume']).ended;
    expect(whatCounts(resumed)).toEqual(whatCounts(await started(MODEL).ended));
  } finally {
    spawnSync('umount', [path]);
  }
});
