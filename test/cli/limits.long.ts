import { describe, expect, it } from 'vitest';
import { allways, fixture } from './command.ts';

const COUNTER = fixture('counter.ts');

describe.concurrent('a search that never ends by itself', () => {
  it('stays within --max-memory, and says what grows', async () => {
    const { status, stdout } = await allways(['check', COUNTER, '--max-memory', '400MB', '--json']);
    expect(status).toBe(3);
    const { ending, complete, properties, stats } = JSON.parse(stdout);
    expect({ ending, complete, verdict: properties[0].verdict }).toEqual({
      ending: 'max-memory',
      complete: false,
      verdict: 'unknown',
    });
    expect(stats.peakMemoryBytes).toBeLessThan(400e6);
    expect(stats.distinctStates).toBeGreaterThan(1000);
  });

  it('ends before the heap of Node is full', async () => {
    const env = { NODE_OPTIONS: '--max-old-space-size=160' };
    const { status, stdout } = await allways(['check', COUNTER], { env });
    expect(status).toBe(3);
    expect(stdout.replace(/\s+/g, ' ')).toContain(
      'limit of memory (--max-memory, or what Node gives its heap',
    );
  });
});
