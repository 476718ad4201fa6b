import { describe, expect, it } from 'vitest';
import { bench } from './command.ts';
import type { LivenessRow } from './liveness/bench.ts';
import { livenessText } from './report/liveness.ts';

const row = (asked: LivenessRow['asked'], claims: LivenessRow['claims'], factor: number): LivenessRow => ({
  model: 'm',
  engine: 'allways',
  asked,
  claims,
  distinctStates: 1000,
  transitions: 3000,
  wallSeconds: 2 * factor,
  cpuSeconds: 2 * factor,
  startSeconds: 1,
  peakMemoryBytes: 1e8,
  runs: 1,
  spread: { wallSeconds: [2, 2], cpuSeconds: [2, 2] },
});

describe('bench --liveness', () => {
  it('prints what claims take beside safety alone', () => {
    const text = livenessText([row('none', {}, 1), row('all', { a: 'holds', b: 'violated' }, 3)]);
    expect(text).toContain('m: 1,000 states, 3,000 transitions');
    expect(text).toMatch(/^allways +2 +6\.00 +6\.00 +3\.00 +100 +1\.00 +1$/m);
  });

  it('refuses models without claims, and is no other measurement', async () => {
    expect(await bench(['--liveness', '--model', 'nobody'])).toMatchObject({ status: 2 });
    expect(await bench(['--liveness', '--paths'])).toMatchObject({ status: 2 });
  });
});
