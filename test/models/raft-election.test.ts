import { describe, expect, it } from 'vitest';
import raft from '../../machines/raft-election/model.ts';
import { check, instantiate, replay, variantNames } from '../../src/index.ts';
import { actorDriver, runTraceSync } from '../../src/testing.ts';

describe("Raft's leader election", () => {
  it.each(variantNames(raft))('%s has the verdicts that are expected', (variant) => {
    const instance = instantiate(raft, { variant });
    const { properties, statistics } = check(instance);
    for (const { name, kind, verdict } of properties) {
      // A search that ends because all is decided does not know of what comes after.
      if (kind === 'no-throw') continue;
      const usual = kind === 'reachable' ? 'reached' : 'holds';
      expect(verdict, name).toBe(instance.expect[name] ?? usual);
    }
    const size = raft.variants?.[variant]?.size;
    const { distinctStates, transitions } = statistics;
    if (size === undefined) return;
    expect({ distinctStates, transitions }).toEqual(size);
    expect(statistics.beyond).toBeGreaterThan(0);
  });

  it('elects two leaders in one term after a crash, if votes are kept in memory; running actors do, too', () => {
    const instance = instantiate(raft, { variant: 'vote in memory' });
    const [safety] = check(instance).properties;
    const trace = replay(instance.model, safety !== undefined && 'path' in safety ? safety.path : []);
    expect(trace.steps.map(({ action }) => action.kind)).toEqual(
      expect.arrayContaining(['crash', 'restart']),
    );
    expect(runTraceSync(actorDriver(raft, { variant: 'vote in memory' }), trace)).toMatchObject({
      verdict: 'passed',
    });
  });
});
