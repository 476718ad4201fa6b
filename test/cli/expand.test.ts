import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { FrameReader, frame, jsonOf } from '../../src/cli/disk/framing.ts';
import { type Failed, FRAME, type Hello } from '../../src/codec/frames.ts';
import { allways, folderOf } from './command.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const WORKER = ['scripts/run-sources.mjs', 'src/cli/main.ts', 'expand'];
const TOY = 'machines/toys/two-phase-commit/model.ts';

const hasPython = spawnSync('python3', ['--version']).status === 0;

/** Runs a worker on this input. */
function worker(input: Uint8Array, model = TOY) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [...WORKER, model], { cwd: root, input });
  const reader = new FrameReader();
  reader.push(stdout);
  const frames: { readonly kind: number; readonly content: Uint8Array }[] = [];
  for (let next = reader.next(); next !== null; next = reader.next()) frames.push(next);
  return { status, frames, stderr: String(stderr) };
}

describe('expand', () => {
  it.skipIf(!hasPython)('can be driven from another language (needs python3)', async () => {
    const args = ['machines/tcp-close/model.ts', '--variant', 'no-time-wait', '--set', 'capacity=2'];
    const searched = spawnSync(
      'python3',
      ['examples/expand/search.py', process.execPath, ...WORKER, ...args, '--max-kept', '200KB'],
      { cwd: root, encoding: 'utf8' },
    );
    const checked = await allways(['check', ...args, '--json']);
    const { stats, properties } = JSON.parse(checked.stdout) as {
      readonly stats: {
        readonly distinctStates: number;
        readonly transitions: number;
        readonly depth: number;
      };
      readonly properties: readonly { readonly name: string; readonly depth?: number | null }[];
    };
    const decided = properties.flatMap(({ name, depth }) =>
      typeof depth === 'number' ? [[name, depth]] : [],
    );
    expect(JSON.parse(searched.stdout)).toEqual({
      distinctStates: stats.distinctStates,
      transitions: stats.transitions,
      depth: stats.depth,
      decided: Object.fromEntries(decided),
    });
  });

  it.skipIf(!hasPython).each([
    ['forgets', '[[], ["a", "b"], ["a", "b", "c"]]'],
    ['loses', 'nobody knows what dddddddddddddddd stands for: a level is damaged'],
    ['begins', '["bbbbbbbbbbbbbbbb"]'],
  ])('is told by Spark what is missing, by the search at hand: %s (needs python3)', (how, says) => {
    const { stdout } = spawnSync('python3', ['test/spark/forgetful.py', how], {
      cwd: root,
      encoding: 'utf8',
    });
    expect(stdout.trim()).toBe(says);
  });

  it('says what it is, and ends with its input', () => {
    const { status, frames } = worker(new Uint8Array());
    expect(status).toBe(0);
    expect(frames.map(({ kind }) => kind)).toEqual([FRAME.hello]);
    const hello = jsonOf<Hello>(frames[0]?.content ?? new Uint8Array());
    expect(hello).toMatchObject({ protocol: 2, model: 'two-phase-commit', variant: null });
    expect(hello.identity).toMatch(/^[0-9a-f]{64}$/);
  });

  it('has one identity wherever its model lies, and another one for another model', () => {
    const text = readFileSync(`${root}/test/fixtures/counter.ts`, 'utf8');
    const folders = [text, text, text.replace('n + 1', 'n + 2')].map((each) =>
      folderOf({ 'model.ts': each }),
    );
    const [here, there, other] = folders.map((folder) => {
      const { frames } = worker(new Uint8Array(), `${folder.path}/model.ts`);
      folder.remove();
      return jsonOf<Hello>(frames[0]?.content ?? new Uint8Array()).identity;
    });
    expect(there).toBe(here);
    expect(other).not.toBe(here);
  });

  it('answers what makes no sense with a sentence, and a torn frame with an exit status', () => {
    const wrong = worker(frame(FRAME.expand, new Uint8Array([255, 255, 255, 255])));
    expect(wrong.status).toBe(0);
    expect(jsonOf<Failed>(wrong.frames[1]?.content ?? new Uint8Array())).toEqual({
      message: 'a frame ends before its content does',
      state: null,
    });
    const changed = frame(FRAME.expand, new Uint8Array(8));
    changed[changed.length - 1] = 1;
    const unreadable = worker(changed);
    expect(unreadable.status).toBe(2);
    expect(unreadable.stderr).toContain('a frame does not have the checksum that it says it has');
    const torn = worker(frame(FRAME.expand, new Uint8Array(8)).subarray(0, 12));
    expect(torn.status).toBe(2);
    expect(torn.stderr).toContain('in the middle of a frame');
  });
});
