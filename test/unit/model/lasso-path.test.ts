import { describe, expect, it } from 'vitest';
import { formatLasso, formatPath, ModelError, parsePath, parseReplay } from '../../../src/index.ts';

describe('a replay string', () => {
  it.each([
    [[0, 3, 1], [2, 0, 4], '0/3/1~2/0/4'],
    [[], [-1, 5, -3], '.~s/5/s2'],
    [[7], [], '7~'],
  ])('of %j and %j is %s, and back', (stem, cycle, text) => {
    expect(formatLasso({ stem, cycle })).toBe(text);
    expect(parseReplay(text)).toEqual({ stem, cycle });
  });

  it('without a part that is repeated is a path', () => {
    expect(parseReplay('0/3')).toEqual({ stem: [0, 3], cycle: null });
    expect(parsePath(formatPath([1, -1, -2]))).toEqual([1, -1, -2]);
  });

  it.each(['', '~', '0~1~2', '0/x', 'ss', '0~/1', '-1'])('is not "%s"', (text) => {
    expect(() => parseReplay(text)).toThrow(ModelError);
  });
});
