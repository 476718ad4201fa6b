import { expect, it } from 'vitest';
import model from '../../../machines/ping/model.ts';
import { jointGraph } from '../../../src/export.ts';
import { TestPathSearch } from '../../../src/paths/test-paths.ts';
import { reachOf } from '../../../src/survey/reached.ts';
import { testPaths } from '../../../src/testing.ts';

it('tells whoever waits how far a walk is', () => {
  const told: (readonly [number, number])[] = [];
  const progress = (expanded: number, found: number) => told.push([expanded, found]);
  jointGraph(model, { progress });
  reachOf(model, { progress });
  // Three walks: all states, those without loss, and those that machines reach.
  expect(told).toEqual(
    [
      [0, 1],
      [0, 1],
      [0, 1],
    ].map(([expanded]) => [expanded, expect.any(Number)]),
  );
});

it('tells whoever waits how far the choice of paths is', () => {
  const told: (readonly [number, number])[] = [];
  const search = new TestPathSearch(model, ['transitions']);
  while (!search.advance(1000));
  const suite = search.suite((candidates, chosen) => told.push([candidates, chosen]));
  expect(suite.paths).toEqual(
    testPaths(model, 'transitions').paths.map((path) => ({ ...path, trace: expect.any(Function) })),
  );
  expect(told[0]).toEqual([0, 0]);
  expect(told.at(-1)?.[1]).toBeGreaterThanOrEqual(suite.paths.length);
});
