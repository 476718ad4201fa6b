import { describe, expect, it } from 'vitest';
import { BreadthFirst } from '../../../src/search/breadth-first.ts';
import { DepthFirst } from '../../../src/search/depth-first.ts';
import { NONE } from '../../../src/search/frontier.ts';
import { RandomWalk } from '../../../src/search/random-walk.ts';

describe('a breadth-first frontier', () => {
  it('may be asked for the rest of a level before it is told of steps, and for one state at the end of it', () => {
    const frontier = new BreadthFirst();
    expect([frontier.ahead, frontier.next(), frontier.depth]).toEqual([1, 0, 0]);
    for (let i = 0; i < 3; i++) frontier.offer();
    expect([frontier.ahead, frontier.next(), frontier.depth]).toEqual([1, 1, 1]);
    frontier.offer();
    expect(frontier.ahead).toBe(2);
    expect([frontier.next(), frontier.next(), frontier.depth]).toEqual([2, 3, 1]);
    expect(frontier.waiting).toBe(1);
    frontier.offer();
    expect([frontier.ahead, frontier.next(), frontier.depth]).toEqual([1, 4, 2]);
    expect([frontier.ahead, frontier.next(), frontier.depth]).toEqual([1, 5, 2]);
    expect([frontier.next(), frontier.waiting, frontier.ahead]).toEqual([NONE, 0, 1]);
  });
});

describe('any other frontier', () => {
  it('must be told of the steps from each state before the next one', () => {
    expect(new DepthFirst().ahead).toBe(1);
    expect(new RandomWalk(1, 10).ahead).toBe(1);
  });
});
