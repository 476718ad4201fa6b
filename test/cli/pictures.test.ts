import { chmodSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { requireWritable, writeWhole } from '../../src/cli/write-file.ts';
import { allways, fixture, folderOf } from './command.ts';

const COURIER = fixture('courier.ts');
const ECHO = 'machines/toys/echo/model.ts';

const folder = folderOf({
  'machines.ts': `import { createMachine } from 'xstate';
    export const first = createMachine({ id: 'one', initial: 'a', states: { a: { on: { GO: 'b' } }, b: {} } });
    export const second = createMachine({ id: 'two', initial: 'c', states: { c: {} } });`,
  'nothing.ts': 'export const answer = 42;',
  'old.svg': 'what was here before',
});

afterAll(() => folder.remove());

const inFolder = (name: string) => join(folder.path, name);

/** Runs what must work without a word on stderr but this. */
async function done(args: readonly string[], said = ''): Promise<string> {
  const { status, stdout, stderr } = await allways(args);
  expect({ status, stderr: stderr.trim() }).toEqual({ status: 0, stderr: said });
  return stdout;
}

describe.concurrent('diagram', () => {
  it('prints Mermaid text', async () => {
    expect(await done(['diagram', inFolder('machines.ts'), '--machine', 'first'])).toMatch(
      /^stateDiagram-v2\n.*a --> b : GO/s,
    );
  });

  it('draws the machines of a file side by side', async () => {
    const text = await done(['diagram', inFolder('machines.ts')]);
    expect(text).toContain('state "first" as first {');
    expect(text).toContain('state "second" as second {');
  });

  it('draws the machines of a model, and pale what it never reaches', async () => {
    const text = await done(['diagram', COURIER, '--reached', '--format', 'dot']);
    expect(text).toContain('subgraph "cluster_sender"');
    expect(text).toContain('"sender__waiting" [label=');
  });

  it('takes the format from the ending of the file', async () => {
    for (const [name, beginning] of Object.entries({
      'a.svg': '<svg',
      'a.puml': '@startuml',
      'a.scxml': '<?xml',
      'a.gv': 'digraph',
    })) {
      expect(await done(['diagram', COURIER, '--machine', 'sender', '-o', inFolder(name)])).toBe('');
      expect(readFileSync(inFolder(name), 'utf8').startsWith(beginning)).toBe(true);
    }
  });
});

describe.concurrent('space', () => {
  it('writes the state space', async () => {
    expect(await done(['space', ECHO, '--format', 'aut'])).toMatch(/^des \(0, \d+, \d+\)\n\(0, "/);
    await done(['space', ECHO, '-o', inFolder('echo.svg')]);
    expect(readFileSync(inFolder('echo.svg'), 'utf8')).toContain('deliver WORD');
  });

  it('draws the joint graph', async () => {
    await done(['space', COURIER, '--joint', '-o', inFolder('joint.svg')]);
    expect(readFileSync(inFolder('joint.svg'), 'utf8')).toContain('waiting');
  });
});

describe.concurrent('--ladder', () => {
  it('of check writes the ladder of the first violated property', async () => {
    const file = inFolder('stale.svg');
    const { status, stderr } = await allways(['check', COURIER, '--ladder', file]);
    expect(stderr).toContain(`${file} shows how "no stale data" is violated`);
    expect(status).toBe(1);
    expect(readFileSync(file, 'utf8')).toContain('no stale data: violated');
  });

  it('of replay writes the ladder of the path, in each format', async () => {
    for (const [name, part] of Object.entries({
      'r.svg': '<svg',
      'r.md': '| step |',
      'r.mmd': 'sequenceDiagram',
      'r.txt': '[waiting]',
    })) {
      await done(['replay', COURIER, '--path', '0', '--ladder', inFolder(name)]);
      expect(readFileSync(inFolder(name), 'utf8')).toContain(part);
    }
  });
});

describe.concurrent('bad input', () => {
  it.each([
    [
      'a file without a machine',
      ['diagram', inFolder('nothing.ts')],
      'has no machine to draw (it exports "answer")',
    ],
    [
      'an unknown format',
      ['diagram', COURIER, '--format', 'svgg'],
      'there is no format "svgg"; did you mean "svg"?',
    ],
    ['an unknown ending', ['diagram', COURIER, '-o', 'a.jpeg'], 'no format has the ending ".jpeg"'],
    ['no ending', ['check', COURIER, '--ladder', 'ladder'], 'ladder has no ending that names a format'],
    ['a folder that is not there', ['diagram', COURIER, '-o', inFolder('no/a.svg')], 'there is no folder'],
    [
      'a folder as the file',
      ['space', COURIER, '-o', folder.path, '--format', 'json'],
      'is a folder; name a file in it',
    ],
    [
      'an unknown state',
      ['diagram', COURIER, '--machine', 'sender', '--focus', 'away'],
      'has no state "away"; it has idle, waiting',
    ],
    [
      'an unknown machine',
      ['diagram', COURIER, '--machine', 'sendr'],
      'has no machine "sendr"; did you mean "sender"?',
    ],
    ['--reached without a model', ['diagram', inFolder('machines.ts'), '--reached'], 'is no model: name one'],
    [
      '--reached with the model of another machine',
      ['diagram', inFolder('machines.ts'), '--machine', 'first', '--reached', COURIER],
      'no endpoint of the model "courier" runs the machine "one"',
    ],
    [
      'a state space that is too large to draw',
      ['space', COURIER, '-o', inFolder('x.svg'), '--max-states', '5'],
      'more than 5 states: too large to draw',
    ],
    ['a grid of three endpoints', ['space', ECHO, '--joint', '-o', inFolder('x.svg')], 'shows two endpoints'],
    [
      'a format that the joint graph has not',
      ['space', ECHO, '--joint', '--format', 'aut'],
      'there is no format "aut"',
    ],
  ])('%s is refused in a sentence', async (_, args, sentence) => {
    const { status, stdout, stderr } = await allways(args);
    expect(stderr).toContain(sentence);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).not.toMatch(/^ {4}at /m);
    expect(existsSync(inFolder('x.svg'))).toBe(false);
  });
});

describe('a file that is written', () => {
  it('stays as it was if the writing fails half-way, and nothing else is left', () => {
    function* failing(): Generator<string> {
      yield 'half';
      throw new Error('no more');
    }
    const before = readdirSync(folder.path).sort();
    expect(() => writeWhole(inFolder('old.svg'), failing())).toThrow('no more');
    expect(readFileSync(inFolder('old.svg'), 'utf8')).toBe('what was here before');
    expect(readdirSync(folder.path).sort()).toEqual(before);
  });

  it('is refused before any work where there is no place for it', () => {
    writeFileSync(inFolder('file'), '');
    chmodSync(inFolder('file'), 0o444);
    expect(() => requireWritable(join(inFolder('file'), 'a.svg'))).toThrow('there is no folder');
    expect(() => requireWritable(folder.path)).toThrow('is a folder');
  });
});
