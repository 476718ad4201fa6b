import { copyFileSync, cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeEach, expect, it } from 'vitest';
import { allways, folderOf } from '../cli/command.ts';
import { whatCounts } from '../disk/search.ts';
import { install, pack, root, run } from '../package/npm.ts';
import { NO_SPARK, submitted } from './spark.ts';

const folder = folderOf({});
afterAll(() => folder.remove());
beforeEach((test) => {
  if (NO_SPARK !== null) test.skip(NO_SPARK);
});

const MODEL = 'machines/toys/two-phase-commit';

/** What is in this folder, as an archive. */
async function packed(name: string): Promise<string> {
  const archive = `${name}.tgz`;
  const { status, stderr } = await run(folder.path, 'tar', '-czf', archive, '-C', name, '.');
  expect(status, stderr).toBe(0);
  return `${archive}#${name}`;
}

it('a search on Spark finds Node, Allways and the model in archives that each executor unpacks', async (test) => {
  const project = join(folder.path, 'project');
  cpSync(join(root, MODEL), project, { recursive: true });
  writeFileSync(join(project, 'package.json'), '{ "type": "module" }');
  const { filename } = await pack(folder.path);
  const missing = await install(project, join(folder.path, filename), 'xstate');
  if (missing !== null) test.skip(missing);
  mkdirSync(join(folder.path, 'node/bin'), { recursive: true });
  copyFileSync(process.execPath, join(folder.path, 'node/bin/node'));
  const archives = [await packed('node'), await packed('project')].map((each) => join(folder.path, each));
  const states = ['--dir', `file://${folder.path}/states`, '--buckets', '2'];
  const command = 'node/bin/node project/node_modules/allways/dist/cli/main.js';
  const { ended } = submitted(
    ['--model', 'project/model.ts', ...states, '--allways', command, '--json'],
    ['--archives', archives.join()],
  );
  const { status, stdout, said } = await ended;
  const expected = await allways(['check', `${MODEL}/model.ts`, '--json']);
  expect(status, said).toBe(expected.status);
  const found = whatCounts(stdout);
  expect(found).toEqual(whatCounts(expected.stdout));
});
