import { describe, expect, it } from 'vitest';
import { allways, fixture } from './command.ts';

const NO_TIME_WAIT = [
  'check',
  'machines/tcp-close/model.ts',
  '--variant',
  'no-time-wait',
  '--set',
  'capacity=3',
];

/** The steps, marked as violations, with which the ladders of counterexamples end. */
function lastSteps(stdout: string): readonly string[] {
  return stdout.split('\n').filter((line) => /^✗ +\d+ [│├○●]/.test(line));
}

describe('check --examples', () => {
  it('shows several counterexamples of one property, with different last steps', async () => {
    const { status, stdout } = await allways([
      ...NO_TIME_WAIT,
      '--property',
      'no stale segment',
      '--examples',
      '3',
    ]);
    expect(status).toBe(1);
    expect(stdout.match(/Another counterexample to "no stale segment"/g)).toHaveLength(2);
    const kinds = lastSteps(stdout).map((line) => /\*stale\* (?:duplicate )?(\w+)/.exec(line)?.[1]);
    expect(kinds).toHaveLength(3);
    expect(new Set(kinds).size).toBeGreaterThan(1);
    expect(stdout.match(/--path [\d/]+/g)).toHaveLength(3);
  });

  it('shows no more than there are', async () => {
    const args = ['check', fixture('courier.ts'), '--property', 'no stale data', '--examples', '99'];
    const { stdout } = await allways(args);
    const others = stdout.match(/Another counterexample/g) ?? [];
    expect(others.length).toBeLessThan(10);
    expect(new Set(lastSteps(stdout)).size).toBe(others.length + 1);
  });

  it('shows one by default, and is no part of documents', async () => {
    const { stdout } = await allways([...NO_TIME_WAIT, '--property', 'no stale segment']);
    expect(stdout).not.toContain('Another counterexample');
    expect(await allways([...NO_TIME_WAIT, '--examples', '2', '--json'])).toMatchObject({ status: 2 });
  });
});
