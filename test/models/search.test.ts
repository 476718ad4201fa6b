import { describe, expect, it } from 'vitest';
import search from '../../machines/search/model.ts';
import { check, instantiate, judge, variantNames } from '../../src/index.ts';
import { actorDriver, runSuiteSync, testPaths } from '../../src/testing.ts';

describe('search', () => {
  it.each(variantNames(search))('%s has the verdicts that are expected', (variant) => {
    const instance = instantiate(search, { variant });
    for (const { name, kind, verdict } of check(instance).properties) {
      const usual = kind === 'reachable' ? 'reached' : 'holds';
      expect(verdict, name).toBe(instance.expect[name] ?? usual);
    }
  });

  it('shows an old answer after six steps, if old requests go on', () => {
    const instance = instantiate(search, { variant: 'hasty' });
    const [violated] = check(instance).properties;
    const path = violated !== undefined && 'path' in violated ? violated.path : [];
    expect(judge(instance, path)).toContainEqual(
      expect.objectContaining({ name: 'what was asked last', step: 6 }),
    );
  });

  it.each(variantNames(search))('%s: running actors take every transition as the model does', (variant) => {
    const suite = testPaths(search, ['transitions'], { variant });
    expect(suite.goals.unknown).toEqual([]);
    expect(runSuiteSync(actorDriver(search, { variant }), suite)).toMatchObject({ verdict: 'passed' });
  });
});
