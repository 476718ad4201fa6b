import { describe, expect, it } from 'vitest';
import {
  NO_STEPS,
  stretchesOf,
  withName,
  without,
  withPath,
} from '../../../../src/explorer/page/history-tree.ts';

const texts = ['a', 'b', 'c', 'd'];
const one = withPath(NO_STEPS, [0, 1, 2], texts);
const forked = withPath(one, [0, 1, 5], ['a', 'b', 'other']);
const shape = (tree: typeof one) =>
  stretchesOf(tree).map(({ path, level, isEnd }) => [path.join('/'), level, isEnd]);

describe('the history', () => {
  it('is one stretch as long as nobody goes back', () => {
    expect(shape(one)).toEqual([['0/1/2', 0, true]]);
    expect(withPath(one, [0, 1], texts)).toBe(one);
  });

  it('branches where another step is taken', () => {
    expect(shape(forked)).toEqual([
      ['0/1', 0, false],
      ['0/1/2', 1, true],
      ['0/1/5', 1, true],
    ]);
  });

  it('has names, and a name that is empty is none', () => {
    const named = withName(forked, [0, 1, 5], 'hazard');
    expect(stretchesOf(named).map(({ nodes }) => nodes.at(-1)?.name)).toEqual([null, null, 'hazard']);
    expect(shape(withName(named, [0, 1, 5], ''))).toEqual(shape(forked));
  });

  it('forgets a branch, and what led to it alone', () => {
    expect(shape(without(forked, [0, 1, 5]))).toEqual([['0/1/2', 0, true]]);
    expect(shape(without(one, [0, 1, 2]))).toEqual([]);
    expect(without(forked, [7])).toEqual(forked);
  });
});
