import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { formatOf } from '../../src/cli/arguments/format-of.ts';
import { requireLadderFile, writeLadder } from '../../src/cli/terminal/ladder-file.ts';
import { requireWritable, writeWhole } from '../../src/cli/terminal/write-file.ts';
import { instantiate } from '../../src/composition/instantiate.ts';
import { replay } from '../../src/trace/replay.ts';
import courier from '../fixtures/courier.ts';
import { allways, fixture, folderOf } from './command.ts';

const COURIER = fixture('courier.ts');
const ECHO = 'machines/toys/echo/model.ts';

const folder = folderOf({
  'machines.ts': `import { createMachine } from 'xstate';
    export const first = createMachine({ id: 'one', initial: 'a', states: { a: { on: { GO: 'b' } }, b: {} } });
    export const second = createMachine({ id: 'two', initial: 'c', states: { c: {} } });`,
  'twins.ts': `import { defineModel, endpoint } from 'allways';
    import { createMachine } from 'xstate';
    const switched = createMachine({ id: 'switched', initial: 'off', states: { off: { on: { PRESS: 'on' } }, on: {} } });
    const still = createMachine({ id: 'still', initial: 'there', states: { there: {} } });
    export default defineModel({
      name: 'twins',
      parameters: {},
      build: () => ({
        endpoints: {
          idle: endpoint(switched),
          pressed: endpoint(switched, { events: [{ type: 'PRESS' }] }),
          other: endpoint(still),
        },
        network: { carries: [] },
      }),
      properties: [],
    });`,
  'nothing.ts': 'export const answer = 42;',
  'old.svg': 'what was here before',
  file: '',
});

afterAll(() => folder.remove());

const inFolder = (name: string) => join(folder.path, name);
const read = (name: string) => readFileSync(inFolder(name), 'utf8');

/** Runs what must work without a word on stderr. */
async function done(args: readonly string[]): Promise<string> {
  const { status, stdout, stderr } = await allways(args);
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  return stdout;
}

describe.concurrent('diagram', () => {
  it('prints the machines of a file side by side, as Mermaid text', async () => {
    const text = await done(['diagram', inFolder('machines.ts')]);
    expect(text).toMatch(/^stateDiagram-v2\n/);
    expect(text).toContain('state "first" as first {');
    expect(text).toContain('state "second" as second {');
  });

  it('draws the machines of a model, and pale what it never reaches', async () => {
    const text = await done(['diagram', COURIER, '--reached', '--set', 'rounds=0', '--format', 'dot']);
    expect(text).toContain('subgraph "cluster_sender"');
    expect(text).toMatch(/"sender__waiting" \[.*class="state pale"/);
  });

  it('shows that an endpoint may crash, but not in SCXML, which is run', async () => {
    const raft = 'machines/raft-election/model.ts';
    const dot = await done(['diagram', raft, '--format', 'dot']);
    expect(dot).toMatch(/"server" -> "crashed" .*crash .*style=dashed/);
    expect(dot).toMatch(/"crashed" -> "server" .*restart .*style=dashed/);
    expect(await done(['diagram', raft, '--format', 'scxml'])).not.toContain('crash');
  });

  it('draws a machine twice that one endpoint can crash with, and another cannot', async () => {
    const dot = await done(['diagram', 'machines/lease/model.ts', '--set', 'crashes=1', '--format', 'dot']);
    expect(dot).toContain('subgraph "cluster_worker_1"');
    expect(dot).toContain('subgraph "cluster_worker_2"');
    expect(dot.match(/ crash /g)).toHaveLength(1);
    expect(dot).not.toContain(' restart ');
  });

  it('draws pale what none of the endpoints reaches that a picture stands for', async () => {
    const pale = async (...args: readonly string[]) =>
      (await done(['diagram', inFolder('twins.ts'), '--reached', '--format', 'dot', ...args])).match(
        / pale"/g,
      );
    expect(await pale()).toBeNull();
    expect(await pale('--machine', 'switched')).toBeNull();
    expect(await pale('--machine', 'pressed')).toBeNull();
    expect(await pale('--machine', 'idle')).toHaveLength(2);
  });

  it('draws the machines that a machine starts beside it, none of them pale, and alone when asked for; but not in SCXML', async () => {
    const checkout = 'machines/checkout/model.ts';
    const dot = await done(['diagram', checkout, '--reached', '--format', 'dot']);
    for (const name of ['shop', 'server', 'shop_form', 'server_charge'])
      expect(dot).toContain(`subgraph "cluster_${name}"`);
    expect(dot).toMatch(/"server__declined" -> "server__charging" .*pale/);
    expect(dot).not.toMatch(/"(shop_form|server_charge)__.* pale"/);
    const form = await done(['diagram', checkout, '--machine', 'shop/form', '--format', 'dot']);
    expect(form).toContain('review');
    expect(form).not.toContain('charging');
    expect(await done(['diagram', checkout, '--format', 'scxml'])).not.toContain('review');
  });

  it('takes the format from the ending of the file', async () => {
    expect(await done(['diagram', COURIER, '--machine', 'sender', '-o', inFolder('a.svg')])).toBe('');
    expect(read('a.svg')).toMatch(/^<svg [\s\S]*waiting/);
  });
});

describe.concurrent('space', () => {
  it('prints the state space', async () => {
    expect(await done(['space', ECHO, '--format', 'aut'])).toMatch(/^des \(0, \d+, \d+\)\n\(0, "/);
  });

  it('draws it', async () => {
    await done(['space', ECHO, '-o', inFolder('echo.svg')]);
    expect(read('echo.svg')).toContain('deliver WORD');
  });

  it('draws the joint graph', async () => {
    await done(['space', COURIER, '--joint', '-o', inFolder('joint.svg')]);
    expect(read('joint.svg')).toContain('waiting');
  });

  it('draws that of two of three endpoints, and of all of them as Mermaid text', async () => {
    await done(['space', ECHO, '--joint', '--endpoints', 'wall,listener', '-o', inFolder('pair.svg')]);
    expect(read('pair.svg')).toContain('listener →');
    expect(await done(['space', ECHO, '--joint', '--format', 'mmd'])).toMatch(/^flowchart TB\n/);
  });
});

describe.concurrent('--ladder', () => {
  it('of check writes the ladder of the first violated property', async () => {
    const { status, stderr } = await allways(['check', COURIER, '--ladder', inFolder('stale.svg')]);
    expect(stderr).toContain(`${inFolder('stale.svg')} shows how "no stale data" is violated`);
    expect(status).toBe(1);
    expect(read('stale.svg')).toContain('no stale data: violated');
  });

  it('of replay writes the ladder of the path', async () => {
    await done(['replay', COURIER, '--path', '0', '--ladder', inFolder('path.md')]);
    expect(read('path.md')).toContain('| step |');
  });

  it.each([
    ['svg', '<svg'],
    ['md', '| step |'],
    ['mmd', 'sequenceDiagram'],
    ['txt', '[waiting]'],
  ])('has the format of the ending .%s', (ending, part) => {
    const instance = instantiate(courier);
    writeLadder(instance, replay(instance.model, [0]), [], inFolder(`a.${ending}`));
    expect(read(`a.${ending}`)).toContain(part);
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
      'a format that there is not',
      ['diagram', COURIER, '--format', 'svgg'],
      'there is no format "svgg"; did you mean "svg"?',
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
    [
      'the model of another machine',
      ['diagram', inFolder('machines.ts'), '--machine', 'first', '--reached', COURIER],
      'no endpoint of the model "courier" runs the machine "one"',
    ],
    [
      'a space that is too large to draw',
      ['space', COURIER, '-o', inFolder('x.svg'), '--max-states', '5'],
      'more than 5 states: too large to draw',
    ],
    [
      'a grid of three endpoints',
      ['space', ECHO, '--joint', '-o', inFolder('x.svg')],
      'name two of them (--endpoints ',
    ],
    ['endpoints without a grid', ['space', ECHO, '--endpoints', 'a,b'], '--endpoints goes with --joint'],
    [
      'an endpoint that there is not',
      ['space', ECHO, '--joint', '--endpoints', 'a,b', '-o', inFolder('x.svg')],
      'has no endpoint "a"',
    ],
    [
      'a path that cannot be written',
      ['check', COURIER, '--ladder', inFolder('no/a.svg')],
      'there is no folder',
    ],
  ])('%s is refused in a sentence', async (_, args, sentence) => {
    const { status, stdout, stderr } = await allways(args);
    expect(stderr).toContain(sentence);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).not.toMatch(/^ {4}at /m);
    expect(existsSync(inFolder('x.svg'))).toBe(false);
  });

  it('an ending that names no format is refused', () => {
    const formats = { svg: ['.svg'], dot: ['.dot', '.gv'] };
    expect(() => formatOf(formats, { file: 'a.jpeg' }, 'svg')).toThrow(
      'no format has the ending ".jpeg"; use one of .svg, .dot, .gv',
    );
    expect(() => requireLadderFile('ladder', 'model.ts')).toThrow('ladder has no ending that names a format');
    expect(formatOf(formats, { file: 'A.GV' }, 'svg')).toBe('dot');
    expect(formatOf(formats, { file: 'a.jpeg', format: 'dot' }, 'svg')).toBe('dot');
  });
});

describe('a file that is written', () => {
  it('stays as it was if the writing fails half-way, and nothing else is left', () => {
    function* failing(): Generator<string> {
      yield 'half';
      throw new Error('no more');
    }
    writeFileSync(inFolder('kept.svg'), 'what was here before');
    expect(() => writeWhole(inFolder('kept.svg'), failing())).toThrow('no more');
    expect(read('kept.svg')).toBe('what was here before');
    expect(readdirSync(folder.path).filter((name) => name.endsWith('.part'))).toEqual([]);
  });

  it('is refused before any work where there is no place for it', () => {
    expect(() => requireWritable(inFolder('file/a.svg'))).toThrow('there is no folder');
    expect(() => requireWritable(folder.path)).toThrow('is a folder');
  });
});
