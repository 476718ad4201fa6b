import { execFileSync, spawn } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  linkSync,
  lstatSync,
  openSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { parseOver } from '../../src/cli/arguments/over.ts';
import { requireOutput } from '../../src/cli/terminal/model-sources.ts';
import { writeWhole } from '../../src/cli/terminal/write-file.ts';
import { ModelError } from '../../src/language/errors.ts';
import { allways, fixture, folderOf } from './command.ts';

const COURIER = fixture('courier.ts');
const root = fileURLToPath(new URL('../..', import.meta.url));

const small = `import { defineModel, endpoint } from 'allways';
  import { machine } from './machine.js';
  export default defineModel({
    name: 'small', parameters: { capacity: 1, big: 0 },
    build: () => ({
      endpoints: { one: endpoint(machine, { events: [{ type: 'GO' }] }), two: endpoint(machine) },
      network: { carries: [] },
    }),
    properties: ({ invariant }) => [
      invariant({ name: 'true', sentence: '.', holds: () => true }),
      invariant({ name: 'false', sentence: '.', holds: ({ endpoints }) => endpoints.one.value === 'a' }),
    ],
  });`;
const machine = `import { setup } from 'xstate';
  export const machine = setup({}).createMachine({
    id: 'm', initial: 'a', states: { a: { on: { GO: 'b' } }, b: {} } });`;

const folder = folderOf({
  'small.ts': small,
  'machine.ts': machine,
  'stray.ts': `export default Promise.reject(new Error('too late'));`,
  'timer.ts': `setTimeout(() => { throw new Error('bang'); }, 0);
    await new Promise((resolve) => setTimeout(resolve, 10_000));
    export default 1;`,
});
const path = (name: string) => join(folder.path, name);
const here = { cwd: folder.path };

afterAll(() => folder.remove());

const write = (name: string) => writeWhole(path(name), ['new']);

describe('an output', () => {
  it('that is a link is written where it leads, and the link stays', () => {
    writeFileSync(path('target.json'), 'old');
    symlinkSync('target.json', path('link.json'));
    symlinkSync('made.json', path('dangling.json'));
    write('link.json');
    write('dangling.json');
    expect(lstatSync(path('link.json')).isSymbolicLink()).toBe(true);
    expect(lstatSync(path('dangling.json')).isSymbolicLink()).toBe(true);
    for (const name of ['target.json', 'made.json']) expect(readFileSync(path(name), 'utf8')).toBe('new');
  });

  it('keeps its mode', () => {
    writeFileSync(path('secret.json'), 'old');
    chmodSync(path('secret.json'), 0o600);
    write('secret.json');
    expect(statSync(path('secret.json')).mode & 0o777).toBe(0o600);
    expect(readFileSync(path('secret.json'), 'utf8')).toBe('new');
  });

  it('that is a device or a pipe is written into, and stays what it is', async () => {
    execFileSync('/bin/sh', ['-c', 'mkfifo "$0"', path('pipe')]);
    const reader = spawn('cat', [path('pipe')], { stdio: ['ignore', 'pipe', 'ignore'] });
    let read = '';
    reader.stdout.on('data', (text: Buffer) => {
      read += text;
    });
    const ended = new Promise((resolve) => reader.on('close', resolve));
    write('pipe');
    await ended;
    expect(read).toBe('new');
    expect(lstatSync(path('pipe')).isFIFO()).toBe(true);
    writeWhole('/dev/null', ['new']);
    expect(lstatSync('/dev/null').isCharacterDevice()).toBe(true);
  });

  it('may have as long a name as files may have', () => {
    const name = `${'n'.repeat(250)}.json`;
    write(name);
    expect(existsSync(path(name))).toBe(true);
    expect(() => write(`n${name}`)).toThrow(ModelError);
    expect(() => write(`n${name}`)).toThrow(/cannot be written: ENAMETOOLONG/);
  });

  it.each([
    ['the model', 'small.ts'],
    ['what the model imports', 'machine.ts'],
    ['a link to the model', 'symbolic.ts'],
    ['the model under another name', 'hard.ts'],
  ])('that is %s is refused before any work', (_, output) => {
    if (output === 'symbolic.ts') symlinkSync('small.ts', path(output));
    if (output === 'hard.ts') linkSync(path('small.ts'), path(output));
    const check = () => requireOutput(path(output), path('small.ts'));
    expect(check).toThrow(ModelError);
    expect(check).toThrow(
      `${path(output)} would be written over, and the model is made of it; name another file for the output`,
    );
    expect(() => requireOutput(path('other.ts'), path('small.ts'))).not.toThrow();
  });

  it('that is the model leaves the model as it is', async () => {
    const { status, stderr } = await allways(
      ['paths', 'small.ts', '--format', 'json', '-o', 'small.ts'],
      here,
    );
    expect({ status, stderr }).toEqual({
      status: 2,
      stderr: expect.stringContaining('small.ts would be written over'),
    });
    expect(readFileSync(path('small.ts'), 'utf8')).toBe(small);
  });
});

/** Runs the command line with an stdout of its own; `take` reads of it as much as it likes. */
function withOutput(
  args: readonly string[],
  stdout: number | 'pipe',
  take: (child: ReturnType<typeof spawn>) => void,
) {
  const script = [join(root, 'scripts/run-sources.mjs'), 'src/cli/main.ts', ...args];
  // That a slow machine loads for a while is progress, and no sentence of these.
  const env = { ...process.env, ALLWAYS_PROGRESS: 'never' };
  const child = spawn(process.execPath, script, { cwd: folder.path, env, stdio: ['ignore', stdout, 'pipe'] });
  let stderr = '';
  child.stderr?.on('data', (text: Buffer) => {
    stderr += text;
  });
  take(child);
  return new Promise<{ status: number | null; stderr: string }>((resolve) => {
    child.on('close', (status) => resolve({ status, stderr }));
  });
}

describe('the exit status', () => {
  it('is that of the verdict, though the reader has enough', async () => {
    const stop = (child: ReturnType<typeof spawn>) => child.stdout?.destroy();
    const large = join(root, COURIER);
    expect(await withOutput(['space', large, '--format', 'aut', '--set', 'rounds=2'], 'pipe', stop)).toEqual({
      status: 0,
      stderr: '',
    });
    expect(await withOutput(['check', 'small.ts'], 'pipe', stop)).toEqual({ status: 1, stderr: '' });
  });

  it
    .runIf(existsSync('/dev/full'))
    .each([[['check', 'small.ts', '--property', 'true']], [['space', 'small.ts']]])(
    'is 2 where the output cannot be written, with a sentence: %j',
    async (args) => {
      const full = openSync('/dev/full', 'w');
      const { status, stderr } = await withOutput(args, full, () => {});
      expect(status).toBe(2);
      expect(stderr).toMatch(/^allways: the output cannot be written: .*ENOSPC.*\n$/);
    },
  );

  it.each([
    ['a promise that is rejected', 'stray.ts', 'too late'],
    ['a timer that throws', 'timer.ts', 'something threw that nobody waits for: bang'],
  ])('is 2 with a sentence for %s in a model', async (_, name, sentence) => {
    const { status, stdout, stderr } = await allways(['check', name], here);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toContain(sentence);
    expect(stderr).not.toMatch(/^ {4}at /m);
  });
});

describe('a sweep', () => {
  it('that takes other values than the parameter does is refused by its own name', () => {
    expect(() => parseOver({ capacity: 1 }, 'capacity=a,b')).toThrow(
      '--over: the parameter "capacity" cannot be "a"; it is a number (default 1)',
    );
  });

  it('goes no further than numbers are exact', () => {
    expect(() => parseOver({ big: 0 }, 'big=9007199254740990..9007199254740999')).toThrow(
      '--over big: the range goes beyond 9007199254740991, where numbers are no longer exact',
    );
  });
});
