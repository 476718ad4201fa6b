import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { allways, folderOf } from './command.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const execute = promisify(execFile);

/** What the sources of the package need, which stand here for its declarations. */
const OF_SOURCES = ['--typeRoots', join(root, 'node_modules/@types'), '--types', 'node', '--lib', 'es2023'];

let folder = folderOf({});
beforeEach(() => {
  folder = folderOf({});
});
afterEach(() => folder.remove());

const inFolder = (name: string) => join(folder.path, name);
const manifest = (name = 'package.json') => JSON.parse(readFileSync(inFolder(name), 'utf8')) as unknown;

/** As if what package.json names had been installed. */
function installed(project: string): void {
  mkdirSync(join(project, 'node_modules'));
  symlinkSync(root, join(project, 'node_modules/allways'), 'dir');
  for (const name of ['xstate', 'vitest'])
    symlinkSync(join(root, 'node_modules', name), join(project, 'node_modules', name), 'dir');
  const resolve = "{ conditions: ['@allways/source'] }";
  writeFileSync(
    join(project, 'vitest.config.mjs'),
    `export default { resolve: ${resolve}, ssr: { resolve: ${resolve} } };`,
  );
}

describe('allways init', () => {
  it('writes a project whose types are right, whose tests pass, and whose verdicts are as expected', async () => {
    const { status, stdout } = await allways(['init', 'my-protocol'], { cwd: folder.path });
    expect({ status, stdout }).toEqual({
      status: 0,
      stdout: expect.stringContaining('cd my-protocol\n  npm install\n  npm test'),
    });
    const project = inFolder('my-protocol');
    installed(project);
    const tsc = join(root, 'node_modules/typescript/bin/tsc');
    await execute(process.execPath, [
      tsc,
      '-p',
      project,
      '--customConditions',
      '@allways/source',
      ...OF_SOURCES,
    ]);
    const vitest = join(root, 'node_modules/vitest/vitest.mjs');
    const { stdout: tests } = await execute(process.execPath, [vitest, 'run'], {
      cwd: project,
      env: { ...process.env, NO_COLOR: '1' },
    });
    expect(tests).toMatch(/Tests {2}\d+ passed/);
    expect(await allways(['matrix', join(project, 'model.ts')])).toMatchObject({ status: 0 });
    expect(await allways(['check', join(project, 'model.ts'), '--variant', 'hasty'])).toMatchObject({
      status: 1,
    });
  });

  it('names the project after its folder, and the packages in the versions that are tested', async () => {
    await allways(['init', 'My Protocol!'], { cwd: folder.path });
    expect(manifest('My Protocol!/package.json')).toMatchObject({
      name: 'my-protocol',
      scripts: { test: 'vitest run', check: 'allways matrix model.ts', types: 'tsc --noEmit' },
      devDependencies: { allways: expect.stringMatching(/^\^\d/), vitest: expect.stringMatching(/^\^4/) },
      dependencies: { xstate: expect.stringMatching(/^\^5/) },
    });
  });

  it('adds to a package.json what it does not have, and leaves other files as they are', async () => {
    const own = {
      name: 'mine',
      scripts: { check: 'mine', test: 'echo "Error: no test specified" && exit 1' },
      dependencies: { allways: 'file:x.tgz' },
    };
    writeFileSync(inFolder('package.json'), JSON.stringify(own));
    writeFileSync(inFolder('tsconfig.json'), '{}');
    const { status, stdout } = await allways(['init'], { cwd: folder.path });
    expect({ status, stdout }).toEqual({
      status: 0,
      stdout: expect.stringContaining('As it was: tsconfig.json.'),
    });
    expect(manifest()).toMatchObject({
      name: 'mine',
      scripts: { check: 'mine', test: 'vitest run' },
      dependencies: { allways: 'file:x.tgz', xstate: expect.any(String) },
    });
    expect(manifest()).not.toHaveProperty('devDependencies.allways');
    expect(manifest()).not.toHaveProperty('type');
    expect(readFileSync(inFolder('tsconfig.json'), 'utf8')).toBe('{}');
    expect(existsSync(inFolder('.gitignore'))).toBe(true);
  });

  it('writes nothing if a file is in the way', async () => {
    writeFileSync(inFolder('model.ts'), '');
    const { status, stderr } = await allways(['init'], { cwd: folder.path });
    expect({ status, stderr }).toEqual({
      status: 2,
      stderr: expect.stringContaining('has model.ts; nothing was written'),
    });
    expect(readdirSync(folder.path)).toEqual(['model.ts']);
    expect(await allways(['init', 'other', '--dry-run'], { cwd: folder.path })).toMatchObject({ status: 0 });
    expect(readdirSync(folder.path)).toEqual(['model.ts']);
    expect(await allways(['init', 'model.ts'], { cwd: folder.path })).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('is a file'),
    });
    writeFileSync(inFolder('package.json'), 'no JSON');
    expect(await allways(['init', '.'], { cwd: folder.path })).toMatchObject({ status: 2 });
  });
});
