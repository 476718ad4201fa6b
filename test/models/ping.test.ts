import { describe, expect, it } from 'vitest';
import ping from '../../machines/ping/model.ts';
import { check, instantiate, judge, variantNames } from '../../src/index.ts';

describe('ping', () => {
  it.each(variantNames(ping))('%s has the verdicts and the size that are expected', (variant) => {
    const instance = instantiate(ping, { variant });
    const { properties, statistics, complete } = check(instance);
    for (const { name, kind, verdict } of properties) {
      const usual = kind === 'reachable' ? 'reached' : 'holds';
      expect(verdict, name).toBe(instance.expect[name] ?? usual);
    }
    const { distinctStates, transitions } = statistics;
    expect(ping.variants?.[variant]?.size).toEqual({ distinctStates, transitions });
    expect(complete).toBe(true);
  });

  it('counts a repeated answer twice after four steps', () => {
    const instance = instantiate(ping, { variant: 'hasty' });
    const [violated] = check(instance).properties;
    const path = violated !== undefined && 'path' in violated ? violated.path : [];
    expect(path).toHaveLength(4);
    expect(judge(instance, path).map(({ name, step }) => [name, step])).toContainEqual(['one answer', 4]);
  });
});
