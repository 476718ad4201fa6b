import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { importedFrom } from '../../src/cli/arguments/paths-import.ts';
import { allways, fixture, folderOf, interruptOnceSearching } from './command.ts';

const LETTERS = 'machines/toys/two-letters/model.ts';
const COURIER = fixture('courier.ts');
const COUNTER = fixture('counter.ts');

const folder = folderOf({});
afterAll(() => folder.remove());
const inFolder = (name: string) => join(folder.path, name);
const read = (name: string) => readFileSync(inFolder(name), 'utf8');

describe.concurrent('paths', () => {
  it('covers reactions, unless something else is asked for', async () => {
    const { status, stdout, stderr } = await allways(['paths', LETTERS]);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toContain('Model "two-letters": test paths for reactions');
    expect(stdout).toMatch(/^reactions +6 +6 +0 +0$/m);
    expect(stdout).toContain('2 paths, 8 steps, the longest path 4 steps.');
    expect(stdout).toMatch(/ replay machines\/toys\/two-letters\/model\.ts --path 0(\/\d){3}$/m);
  });

  it('covers several criteria at once, and lists what is unreachable by name', async () => {
    const { status, stdout } = await allways([
      'paths',
      LETTERS,
      '--cover',
      'states,faults',
      '--variant',
      'fifo',
    ]);
    expect(status).toBe(0);
    expect(stdout).toMatch(/^states +8 +6 +2 +0$/m);
    expect(stdout).toMatch(/^faults +0 +0 +0 +0$/m);
    expect(stdout).toContain('Unreachable within the bounds (2):\n  receiver B\n  receiver B then A\n');
  });

  it('takes the parameters and the length that it is given', async () => {
    const args = ['--cover', 'simple-paths', '--length', '2', '--format', 'json', '--set', 'order=fifo'];
    const { stdout, stderr } = await allways(['paths', LETTERS, ...args]);
    const { parameters, paths } = JSON.parse(stdout);
    expect(stderr).toBe('');
    expect(parameters.order).toBe('fifo');
    expect(paths.map(({ replay }: { replay: string }) => replay)).toEqual(['0/0', '0/1']);
  });

  it('makes the simple paths to what a property wants', async () => {
    const args = ['--cover', 'simple-paths', '--to', 'both arrive', '--format', 'json'];
    const { stdout } = await allways(['paths', LETTERS, ...args]);
    expect(JSON.parse(stdout).goals.total).toBe(2);
  });

  it('writes a file in the format of its ending, and says what it has', async () => {
    const { status, stdout, stderr } = await allways([
      'paths',
      COURIER,
      '--cover',
      'faults',
      '-o',
      inFolder('a.json'),
    ]);
    expect({ status, stdout }).toEqual({ status: 0, stdout: '' });
    expect(stderr).toMatch(
      /^allways: .*a\.json has \d+ paths, \d+ steps\nallways: \d+ goals are unreachable within/,
    );
    expect(JSON.parse(read('a.json'))).toMatchObject({
      format: 'allways test paths',
      version: 1,
      model: 'courier',
    });
  });

  it('writes Markdown with a table for each path', async () => {
    const { stdout } = await allways(['paths', LETTERS, '--format', 'markdown']);
    expect(stdout).toMatch(/^# Test paths of two-letters$/m);
    expect(stdout.match(/^## Path \d/gm)).toHaveLength(2);
    expect(stdout).toContain('| 1 | 0 | sender: SEND | **one** | nothing | #1 A |');
  });

  it('writes a test file that knows where the model is', async () => {
    const { stdout } = await allways([
      'paths',
      LETTERS,
      '--format',
      'vitest',
      '--variant',
      'fifo',
      '--set',
      'capacity=2',
    ]);
    expect(stdout).toContain("import model from './machines/toys/two-letters/model.js';");
    expect(stdout).toContain("const options = { variant: 'fifo', set: { capacity: 2 } };");
    expect(stdout.match(/^ {2}it\('path \d+: /gm)).toHaveLength(1);
  });
});

describe.concurrent('paths of a model that is too large', () => {
  it('are those of what was searched: the rest is unknown, and the status says so', async () => {
    const { status, stdout } = await allways([
      'paths',
      COUNTER,
      '--cover',
      'local-states',
      '--max-states',
      '50',
    ]);
    expect(status).toBe(3);
    expect(stdout.replace(/\s+/g, ' ')).toContain(
      'The search was stopped by its limit of states (--max-states).',
    );
    expect(stdout).not.toContain('Unreachable');
  });

  it('end at --max-seconds', async () => {
    const { status, stdout } = await allways([
      'paths',
      COUNTER,
      '--cover',
      'pairs',
      '--max-seconds',
      '0.2',
      '--format',
      'json',
    ]);
    expect(status).toBe(3);
    expect(JSON.parse(stdout)).toMatchObject({ complete: false, ending: 'max-seconds' });
  });
});

describe('paths and Ctrl-C', () => {
  it('are made of what was searched until then', async () => {
    const { status, stdout } = await allways(['paths', COUNTER], {
      env: { ALLWAYS_PROGRESS: '' },
      during: interruptOnceSearching,
    });
    expect(status).toBe(3);
    expect(stdout.replace(/\s+/g, ' ')).toContain('The search was interrupted.');
  });
});

describe.concurrent('wrong usage of paths', () => {
  it.each([
    [['--cover', 'transition'], 'there is no criterion "transition"; did you mean "transitions"?'],
    [['--cover', ''], 'there is no criterion ""'],
    [['--format', 'jsn'], 'there is no format "jsn"; did you mean "json"?'],
    [['-o', '/nowhere/a.json'], '/nowhere/a.json cannot be written'],
    [
      ['--cover', 'simple-paths', '--to', 'both arive'],
      'no reachability property "both arive"; did you mean "both arrive"?',
    ],
  ])('%s is refused', async (args, sentence) => {
    const { status, stdout, stderr } = await allways(['paths', LETTERS, ...args]);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toContain(sentence);
  });
});

describe('the import of a model in a file that is written', () => {
  it('is relative, and as TypeScript wants it', () => {
    expect(importedFrom('/a/b/c.test.ts', '/a/model.ts')).toBe('../model.js');
    expect(importedFrom('/a/b/c.test.ts', '/a/b/d/model.mts')).toBe('./d/model.mjs');
    expect(importedFrom('/a/b/c.test.ts', '/a/b/model.js')).toBe('./model.js');
  });
});
