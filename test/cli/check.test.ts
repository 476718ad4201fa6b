import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from 'vitest';
import { allways, fixture } from './command.ts';

const COURIER = fixture('courier.ts');

describe.concurrent('allways check', () => {
  it('tells the violation, draws it, and says how to replay it; the command does replay it', async () => {
    const { status, stdout, stderr } = await allways(['check', COURIER, '--variant', 'one way']);
    expect({ status, stderr }).toEqual({ status: 1, stderr: '' });
    expect(stdout).toMatch(/^✗ violated {6}6 {2}no stale data$/m);
    expect(stdout).toMatch(/\*stale\* DATA\(of=1\) .*>│$/m);
    expect(Math.max(...stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(110);

    const [, path = ''] =
      /replay test\/fixtures\/courier\.ts --variant 'one way' --path (\S+)/.exec(stdout) ?? [];
    const replayed = await allways(['replay', COURIER, '--variant', 'one way', '--path', path]);
    expect(replayed.status).toBe(1);
    expect(replayed.stdout).toContain('✗ "no stale data" is violated at step 6.');
    expect(stdout).toContain(ladderOf(replayed.stdout));
  });

  it('ends with status 0 where all properties hold and what is wanted is reached', async () => {
    const { status, stdout } = await allways(['check', COURIER, '--set', 'rounds=1']);
    expect(status).toBe(0);
    expect(stdout).toContain('✓ reached      3  all rounds are done');
    expect(stdout).toContain('parameters   rounds=1 lifetime=1 duplication=true order=none');
  });

  it('prints one JSON document, with nothing around it', async () => {
    const { status, stdout, stderr } = await allways([
      'check',
      COURIER,
      '--json',
      '--property',
      'no stale data',
    ]);
    expect({ status, stderr }).toEqual({ status: 1, stderr: '' });
    const document = JSON.parse(stdout);
    expect(Object.keys(document)).toEqual([
      'model',
      'variant',
      'parameters',
      'complete',
      'ending',
      'properties',
      'stats',
      'bounds',
    ]);
    expect(document).toMatchObject({
      model: 'courier',
      variant: null,
      ending: 'decided',
      properties: [{ name: 'no stale data', kind: 'step', verdict: 'violated', depth: 5 }],
      bounds: { capacity: 3, lifetime: 1 },
    });
    expect(document.properties[0].trace).toHaveLength(6);
    expect(document.properties[0].replay.split('/')).toHaveLength(5);
    expect(document.stats.peakMemoryBytes).toBeGreaterThan(1e7);
  });

  it('uses colours if FORCE_COLOR says so, and none if --no-color does', async () => {
    const args = ['check', COURIER, '--set', 'rounds=1'];
    const [forced, refused] = await Promise.all([
      allways(args, { env: { FORCE_COLOR: '1' } }),
      allways([...args, '--no-color'], { env: { FORCE_COLOR: '1' } }),
    ]);
    expect(forced.stdout).toContain('\u001b[');
    expect(refused.stdout).not.toContain('\u001b[');
    expect(withoutSpeed(refused.stdout)).toBe(withoutSpeed(stripVTControlCharacters(forced.stdout)));
  });

  it('survives a reader that goes away', async () => {
    const { status, stderr } = await allways(['check', COURIER, '--all-traces'], {
      during: (child) => child.stdout?.destroy(),
    });
    expect({ status, stderr }).toEqual({ status: 1, stderr: '' });
  });
});

/** The ladder of a replay, from the names of the endpoints to the last state. */
function ladderOf(text: string): string {
  return text.slice(text.indexOf('    step '), text.indexOf('In flight:'));
}

function withoutSpeed(text: string): string {
  return text.replace(/depth \d+, .* states\/s\),\s/s, '');
}
