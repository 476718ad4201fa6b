import { afterAll, expect, it } from 'vitest';
import { whatCounts } from '../disk/search.ts';
import { allways, folderOf } from './command.ts';

const TCP_CLOSE = 'machines/tcp-close/model.ts';

const folder = folderOf({});
afterAll(() => folder.remove());

it.each([
  [['--variant', 'no-time-wait', '--first'], [], 'first'],
  [['--set', 'capacity=2'], ['--workers', '2'], 'workers'],
])('check --on-disk finds what a search in memory finds, to the letter: %j %j', async (more, way, name) => {
  const args = ['check', TCP_CLOSE, ...more, '--json'];
  const memory = await allways(args);
  const disk = await allways([...args, ...way, '--on-disk', `${folder.path}/${name}`]);
  expect(disk.stderr).toBe('');
  expect(whatCounts(disk.stdout)).toEqual(whatCounts(memory.stdout));
  expect(disk.status).toBe(memory.status);
});
