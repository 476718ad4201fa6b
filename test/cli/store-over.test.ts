import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { Duplex } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import tcpClose from '../../machines/tcp-close/model.ts';
import { instantiate } from '../../src/index.ts';
import { HandedOut } from '../../src/levels/handed-out.ts';
import { LocalWorker } from '../support/levels/by-levels.ts';
import { type Bend, keep } from '../support/levels/keeper.ts';
import { MemoryStore } from '../support/levels/memory-store.ts';
import { allways, type Result } from './command.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const MODEL = 'machines/tcp-close/model.ts';
const SMALL = { variant: 'no-time-wait', set: { capacity: 2 } };
const ASKED = ['check', MODEL, '--variant', 'no-time-wait', '--set', 'capacity=2', '--json'];

/** A search whose states this process keeps. */
async function ledWith(args: readonly string[], store = new MemoryStore(), bend?: Bend): Promise<Result> {
  const child = spawn(
    process.execPath,
    ['scripts/run-sources.mjs', 'src/cli/main.ts', ...args, '--store-over', '3'],
    {
      cwd: root,
      env: { ...process.env, ALLWAYS_PROGRESS: 'never' },
      stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
    },
  );
  const socket = child.stdio[3];
  if (!(socket instanceof Duplex)) throw new Error('there is no socket');
  const manner = { workers: 1, batch: 100, forgets: 1000, breaksOff: -1 };
  const worker = new LocalWorker(() => instantiate(tcpClose, SMALL), store, {}, manner);
  const [result] = await Promise.all([
    resultOf(child),
    keep(socket, new HandedOut(store, [worker], 100), store, bend),
  ]);
  return result;
}

function resultOf(child: ChildProcess): Promise<Result> {
  let stdout = '';
  let stderr = '';
  child.stdout?.on('data', (text: Buffer) => {
    stdout += text;
  });
  child.stderr?.on('data', (text: Buffer) => {
    stderr += text;
  });
  return new Promise((resolve) => {
    child.on('close', (status) => resolve({ status, stdout, stderr }));
  });
}

/** All of a document but time, memory, and who has called XState how often. */
function whatCounts(text: string): unknown {
  const { stats, ...document } = JSON.parse(text) as { readonly stats: Readonly<Record<string, unknown>> };
  const { distinctStates, transitions, depth, capacityHits, cuts } = stats;
  return { ...document, stats: { distinctStates, transitions, depth, capacityHits, cuts } };
}

/** The same answer with this in place of what it says. */
const instead =
  (of: string, what: object): Bend =>
  (ask, answer) =>
    ask === of ? { ...(answer as object), ...what } : answer;

describe.concurrent('check --store-over', () => {
  it.each([[[]], [['--first']]])('finds what a search in memory finds, to the letter: %j', async (more) => {
    const [led, inMemory] = await Promise.all([ledWith([...ASKED, ...more]), allways([...ASKED, ...more])]);
    expect(whatCounts(led.stdout)).toEqual(whatCounts(inMemory.stdout));
    expect(led.status).toBe(inMemory.status);
  });

  it('goes on where a limit has ended it, and only if it is asked to', async () => {
    const store = new MemoryStore();
    const limited = await ledWith([...ASKED, '--max-states', '100'], store);
    expect(limited.status).toBe(3);
    const unasked = await ledWith(ASKED, store);
    expect(unasked).toMatchObject({
      status: 2,
      stderr: expect.stringMatching(/a list holds this search up to level \d+: go on with --resume/),
    });
    const resumed = await ledWith([...ASKED, '--resume'], store);
    expect(whatCounts(resumed.stdout)).toEqual(whatCounts((await allways(ASKED)).stdout));
  });

  it.each<readonly [string, Bend, string]>([
    ['states are left out', instead('expand', { states: 0 }), '1 states were to be expanded, and 0 are'],
    [
      'findings are of other states',
      instead('expand', { findings: [{ watch: 0, rank: 7, step: 0 }] }),
      'something else',
    ],
    ['there is no number', (ask, answer) => (ask === 'endLevel' ? 'some' : answer), 'something else'],
  ])('comes to no verdict where %s', async (_, bend, sentence) => {
    const { status, stdout, stderr } = await ledWith(ASKED, new MemoryStore(), bend);
    expect(status).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toContain(sentence);
  });

  it('says that there is nobody to ask', async () => {
    const { status, stderr } = await allways([...ASKED, '--store-over', '9']);
    expect(status).toBe(2);
    expect(stderr).toContain('there is no socket that is open under the file descriptor 9');
  });
});
