import { describe, expect, it } from 'vitest';
import { NO_REDUCTION, type Reduction } from '../../../src/reduction/reduction.ts';
import { NOTHING_SLEEPS } from '../../../src/reduction/sleep/sleeping.ts';
import { partsFor, type RunParts } from '../../../src/search/parts.ts';
import { Run } from '../../../src/search/run.ts';
import { check } from '../../../src/search/search.ts';
import { type SearchOptions, settingsOf } from '../../../src/search/settings.ts';
import { type Graph, graphInstance } from '../../support/graph-model.ts';

/** Two ways to 3: by 1, and by 2 and 4, which comes first in depth. */
const DIAMOND: Graph = [[1, 2], [3], [4], [5], [3], []];
const NONE = 99;

function runOf(graph: Graph, forbidden: number, options: SearchOptions = {}, parts: Partial<RunParts> = {}) {
  const instance = graphInstance(graph, forbidden);
  const settings = settingsOf(options);
  const run = new Run(instance, settings, { ...partsFor(instance, settings, NO_REDUCTION), ...parts });
  return { run, instance };
}

function finish(run: Run): Run {
  while (run.ending === null && !run.isRefuted) run.advance();
  return run;
}

describe('a run', () => {
  it('needs no more of a model than where it begins, where it leads and where it may end', () => {
    const { run, instance } = runOf(DIAMOND, NONE);
    expect(run.parts.sleeping).toBe(NOTHING_SLEEPS);
    const { ending, transitions, depth } = finish(run);
    expect([ending, run.parts.states.size, transitions, depth]).toEqual(['exhausted', 6, 6, 3]);
    expect([...instance.model.expanded.values()]).toEqual([1, 1, 1, 1, 1, 1]);
  });

  it('finds a shortest path breadth first, and some path depth first', () => {
    expect(pathTo(5, 'bfs')).toEqual([0, 0, 0]);
    expect(pathTo(5, 'dfs')).toEqual([1, 0, 0, 0]);
  });

  it('takes no more steps than it is told to walk, and ends at a dead end', () => {
    expect(finish(runOf(DIAMOND, NONE, { order: 'random', walkLength: 2 }).run).ending).toBe('walked');
    const walk = finish(runOf([[1], [2], []], NONE, { order: 'random' }).run);
    expect([walk.ending, walk.parts.wayBack.to(0)]).toEqual(['walked', [0, 0]]);
  });

  it('ends at the limit of states, and says what it has not followed', () => {
    const chain: Graph = Array.from({ length: 50 }, (_, i) => [i + 1]);
    const run = finish(runOf(chain, NONE, { maxStates: 10 }).run);
    expect([run.ending, run.parts.states.size, run.waiting]).toEqual(['max-states', 11, 1]);
  });

  it('stops where it is when it is told to', () => {
    const { run } = runOf(DIAMOND, NONE);
    run.advance();
    run.stop('interrupted');
    run.stop('max-memory');
    expect([run.ending, run.watch.outcomes(false)[0]?.verdict]).toEqual(['interrupted', 'unknown']);
  });

  it('is given up at the state at which a reduction is refuted', () => {
    const reduction: Reduction = { ...NO_REDUCTION, isRefuted: (steps) => steps.base[2] === 2 };
    const { run, instance } = runOf(DIAMOND, NONE, {}, { reduction, batch: 1 });
    finish(run);
    expect([run.isRefuted, run.ending]).toEqual([true, null]);
    expect([...instance.model.expanded.keys()]).toEqual([0, 1, 2]);
  });

  it('follows what a reduction goes on with, but counts and shows the steps themselves', () => {
    const seen: number[] = [];
    const reduction: Reduction = { ...NO_REDUCTION, countLeftOut: () => 1, discovered: (k) => seen.push(k) };
    const { run } = runOf(DIAMOND, NONE, {}, { reduction });
    expect(finish(run).transitions).toBe(0);
    expect(seen).toEqual([0, 1, 0, 0, 0]);
  });
});

function pathTo(forbidden: number, order: 'bfs' | 'dfs') {
  const [property] = check(graphInstance(DIAMOND, forbidden), { order }).properties;
  return property !== undefined && 'path' in property ? property.path : null;
}
