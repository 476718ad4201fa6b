import { describe, expect, it } from 'vitest';
import { decisionOf, readsOf } from '../../../src/checkers/decision.ts';
import { ReadMemo } from '../../../src/tables/read-memo.ts';

/** A function that reads the second number only where the first one is 1. */
function memoOf(vectors: readonly (readonly number[])[]): ReadMemo {
  const memo = new ReadMemo((vector, offset, reads) => {
    reads.push(0);
    if (vector[offset] !== 1) return 7;
    reads.push(1);
    return vector[offset + 1] ?? 0;
  });
  memo.keepFacts(2);
  for (const vector of vectors) memo.get(Uint32Array.from(vector));
  return memo;
}

const pathOf = (read: number) => [`slot ${read}`];

describe('a decision', () => {
  it('is by what is read first, and then next', () => {
    const decision = decisionOf(
      memoOf([
        [0, 5],
        [1, 3],
        [1, 4],
        [2, 9],
      ]),
      pathOf,
    );
    expect(decision).toMatchObject({ read: { slot: 0, path: ['slot 0'] } });
    const { next } = decision as Exclude<typeof decision, number>;
    expect([...next.keys()]).toEqual([0, 1, 2]);
    expect(next.get(0)).toBe(7);
    expect(next.get(1)).toMatchObject({
      read: { slot: 1 },
      next: new Map([
        [3, 3],
        [4, 4],
      ]),
    });
    expect(readsOf(decision).map(({ slot }) => slot)).toEqual([0, 1]);
  });

  it('of a function that reads nothing is its result, and of one that was never asked has no cases', () => {
    const constant = new ReadMemo(() => 4);
    constant.keepFacts(1);
    constant.get(Uint32Array.of(0));
    expect(decisionOf(constant, pathOf)).toBe(4);
    expect(decisionOf(memoOf([]), pathOf)).toMatchObject({ next: new Map() });
  });
});
