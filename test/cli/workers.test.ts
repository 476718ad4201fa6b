import { availableParallelism } from 'node:os';
import { describe, expect, it } from 'vitest';
import { allways, fixture } from './command.ts';

const TOY = 'machines/toys/two-phase-commit/model.ts';
const SET = ['--set', 'managers=5'];
/** Others join this early, and are waited for, so that small models do. */
const EARLY = { env: { ALLWAYS_WORKERS_FROM: '300' } };

interface Document {
  readonly stats: Readonly<Record<string, unknown>>;
}

/** How often all threads together have called XState. */
const callsIn = (text: string): number => Number((JSON.parse(text) as Document).stats.localTransitions);

/** All of a document but time, memory, and how much was looked up or run. */
function whatCounts(text: string): unknown {
  const { stats, ...document } = JSON.parse(text) as Document;
  const { distinctStates, transitions, depth } = stats;
  return { ...document, stats: { distinctStates, transitions, depth } };
}

describe('--workers', () => {
  it('finds in threads what one finds, to the letter', async () => {
    const args = ['check', TOY, ...SET, '--json'];
    const [one, three] = await Promise.all([allways(args), allways([...args, '--workers', '3'], EARLY)]);
    expect(three.stderr).not.toContain('went on with one worker');
    expect(whatCounts(three.stdout)).toEqual(whatCounts(one.stdout));
    expect(three.status).toBe(one.status);
    // Those who help a core need no model.
    expect(callsIn(three.stdout)).toBe(callsIn(one.stdout));
  });

  it('is two where nobody says how many, on a machine that has two cores, and not where one thread must search', async () => {
    const args = ['check', 'machines/tcp-close/model.ts', '--json'];
    const [one, unasked, deep] = await Promise.all([
      allways([...args, '--workers', '1'], EARLY),
      allways(args, EARLY),
      allways([...args, '--search', 'dfs'], EARLY),
    ]);
    expect(whatCounts(unasked.stdout)).toEqual(whatCounts(one.stdout));
    expect(deep.status).toBe(one.status);
    expect(callsIn(deep.stdout)).toBe(callsIn(one.stdout));
    const more = callsIn(unasked.stdout) / callsIn(one.stdout);
    if (availableParallelism() >= 2) expect(more).toBeGreaterThan(1.5);
    else expect(more).toBe(1);
  });

  it('finds the same counterexample, with a history and marks', async () => {
    const args = ['check', 'machines/tcp-close/model.ts', '--variant', 'no-time-wait', '--first', '--json'];
    const [one, two] = await Promise.all([allways(args), allways([...args, '--workers', '2'], EARLY)]);
    expect(two.stderr).not.toContain('went on with one worker');
    expect(whatCounts(two.stdout)).toEqual(whatCounts(one.stdout));
    expect(two.status).toBe(1);
  });

  it('is refused with what needs one, and says what to leave out', async () => {
    const results = await Promise.all(
      [
        ['--search', 'dfs'],
        ['--bitstate', '32'],
        ['--reduce', 'symmetry'],
      ].map((more) => allways(['check', TOY, '--workers', '2', ...more])),
    );
    for (const { status } of results) expect(status).toBe(2);
    expect(results.map(({ stderr }) => /or (--\S+)/.exec(stderr)?.[1])).toEqual([
      '--search',
      '--bitstate',
      '--reduce',
    ]);
  });

  it('takes whole numbers that make sense', async () => {
    const { status, stderr } = await allways(['check', TOY, '--workers', '1000']);
    expect(status).toBe(2);
    expect(stderr).toContain('from 1 to 64');
  });

  it('ends, and names the place, where a machine does not come back in any thread', async () => {
    const { status, stderr } = await allways(['check', fixture('endless-guard.ts'), '--workers', '2'], {
      env: { ALLWAYS_WORKERS_FROM: '2', ALLWAYS_PATIENCE: '1' },
    });
    expect(status).toBe(2);
    expect(stderr).toContain('one call does not come back');
  });
});
