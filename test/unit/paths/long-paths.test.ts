import { describe, expect, it } from 'vitest';
import { testPaths } from '../../../src/testing.ts';
import counter from '../../fixtures/counter.ts';

describe('goals that follow one another for thousands of steps', () => {
  it('are reached by one path, each after its own number of steps', () => {
    const most = 4000;
    const { paths, goals } = testPaths(counter, ['reactions'], { maxStates: most });
    expect(paths.map(({ path }) => path.length)).toEqual([goals.reached]);
    expect(goals.reached).toBeGreaterThan(most / 2);
    const distances = goals.all
      .filter(({ status }) => status === 'reached')
      .map((goal) => 'distance' in goal && goal.distance);
    expect(distances.sort((a, b) => Number(a) - Number(b))).toEqual(
      Array.from({ length: goals.reached }, (_, i) => i + 1),
    );
  });
});
