import { describe, expect, it } from 'vitest';
import twoPhaseCommit from '../../../machines/toys/two-phase-commit/model.ts';
import { check, instantiate, type SearchOptions } from '../../../src/index.ts';
import type { LoggedState } from '../../../src/search/log.ts';
import { graphInstance } from '../../support/graph-model.ts';

function logOf(options: SearchOptions) {
  const states: LoggedState[] = [];
  const instance = instantiate(twoPhaseCommit, { set: { managers: 3 } });
  const { statistics } = check(instance, {
    ...options,
    log: { expanded: (state) => void states.push(state) },
  });
  return { states, statistics };
}

describe('the log of a search', () => {
  it.each(['bfs', 'dfs'] as const)('tells every state once, and every step of it, %s', (order) => {
    const { states, statistics } = logOf({ order });
    const numbers = states.map(({ number }) => number);
    expect([...numbers].sort((a, b) => a - b)).toEqual(states.map((_, i) => i));
    if (order === 'bfs') expect(numbers).toEqual(states.map((_, i) => i));
    const steps = states.reduce((sum, each) => sum + each.steps.length + each.asleep, 0);
    expect([states.length, steps]).toEqual([statistics.distinctStates, statistics.transitions]);
  });

  it('tells each state but the initial one as new exactly once, before it is expanded', () => {
    const { states } = logOf({});
    const discovered = new Set([0]);
    for (const { number, steps } of states) {
      expect(discovered.has(number)).toBe(true);
      for (const { to, isNew } of steps) {
        expect(discovered.has(to)).toBe(!isNew);
        discovered.add(to);
      }
    }
    expect(discovered.size).toBe(states.length);
  });

  it('shows what a state is, and by which action a step leads on', () => {
    const [initial] = logOf({}).states;
    expect(Object.keys(initial?.endpoints ?? {})).toHaveLength(4);
    expect(initial?.network).toEqual([]);
    expect(initial?.steps[0]?.action?.kind).toBe('event');
  });

  it('changes nothing', () => {
    const { seconds: _, statesPerSecond: __, ...logged } = logOf({}).statistics;
    const plain = check(instantiate(twoPhaseCommit, { set: { managers: 3 } })).statistics;
    expect(plain).toMatchObject(logged);
  });

  it('has no actions to tell of a model that does not tell them by labels', () => {
    const states: LoggedState[] = [];
    const steps = [[1], []];
    check(graphInstance(steps, 9), { log: { expanded: (state) => void states.push(state) } });
    expect(states.map((each) => each.steps)).toEqual([[{ action: null, to: 1, isNew: true }], []]);
  });
});
