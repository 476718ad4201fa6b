import { describe, expect, it } from 'vitest';
import { allways, fixture } from './command.ts';

const COURIER = fixture('courier.ts');

describe.concurrent('allways matrix', () => {
  it('ends with status 0 if every verdict is as expected, violations included', async () => {
    const { status, stdout } = await allways(['matrix', COURIER]);
    expect(status).toBe(0);
    expect(stdout).toMatch(/^lasting {2}✗5 {2}✓ {3}✓ {3}✓ {6}163 {10}898/m);
    expect(stdout).toContain('All 8 verdicts are as expected.');
  });

  it('ends with status 1 and names what differs if some are not', async () => {
    const { status, stdout } = await allways(['matrix', COURIER, '--set', 'rounds=1', '--json']);
    expect(status).toBe(1);
    const { asExpected, variants } = JSON.parse(stdout);
    expect(asExpected).toBe(false);
    expect(variants[0].properties[0]).toMatchObject({ verdict: 'holds', expected: 'violated' });
  });
});

describe.concurrent('allways sweep', () => {
  it('says where a verdict flips', async () => {
    const { status, stdout } = await allways(['sweep', COURIER, '--over', 'rounds=1..3']);
    expect(status).toBe(1);
    expect(stdout).toContain('"no stale data" flips from holds at rounds=1 to violated at rounds=2.');
    expect(stdout).toContain('"no deadlock" does not flip: holds for every value.');
  });
});

describe.concurrent('allways simulate', () => {
  it('draws the same walk for the same seed', async () => {
    const walks = [3, 3].map((seed) => allways(['simulate', COURIER, '--seed', `${seed}`, '--steps', '12']));
    const [first, again] = await Promise.all(walks);
    expect(first?.stdout).toContain('a random walk (seed 3), 12 steps');
    expect(again).toEqual(first);
  });
});

describe.concurrent('allways tour', () => {
  it('shows the matrix of a model, a counterexample and three commands', async () => {
    const { status, stdout } = await allways(['tour', COURIER]);
    expect(status).toBe(0);
    expect(stdout).toContain('All 8 verdicts are as expected.');
    expect(stdout).toContain('Variant "lasting": the shortest counterexample to "no stale data"');
    expect(stdout.slice(stdout.indexOf('Try next:')).trim().split('\n')).toHaveLength(4);
  });

  it('knows the models of the gallery by name, with question and answer', async () => {
    const { status, stdout } = await allways(['tour', 'tls-close']);
    expect(status).toBe(0);
    expect(stdout).toMatch(/^What must who reads until the end wait for\?\nFor a close_notify/);
    expect(stdout).toContain('the shortest counterexample to "the end means whole"');
    expect(stdout).toContain('check machines/tls-close/model.ts');
  });

  it('shows, without a model, a fault, the same mended, and how long TIME-WAIT must last', async () => {
    const { status, stdout } = await allways(['tour']);
    expect(status).toBe(0);
    const parts = [
      '1. The client counts every answer.',
      'duplicate PONG',
      '2. The client counts the first answer',
    ];
    const places = [...parts, '3. TCP: how long', 'Try next:'].map((text) => stdout.indexOf(text));
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect(Math.min(...places)).toBeGreaterThan(0);
    expect(stdout).toContain('"no stale data accepted" holds if it lasts 2 ticks.');
    expect(stdout).toContain('"no stale ACK accepted" holds if it lasts 3 ticks.');
    expect(stdout.replace(/\s+/g, ' ')).toContain('npm start -- NAME, where NAME is tcp-close, tcp,');
    expect(Math.max(...stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(LONGEST_COMMAND);
  });
});

/** Commands stand on a line of their own, unbroken; all else has 80 columns. */
const LONGEST_COMMAND = 84;
