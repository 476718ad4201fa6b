import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ReadMemo } from '../../../src/tables/read-memo.ts';

const WIDTH = 4;

/** A pure function of a vector that reads a slot, then goes on by the value found there. */
type Decision = number | { readonly slot: number; readonly branches: readonly Decision[] };

const decision = fc.letrec<{ decision: Decision }>((tie) => ({
  decision: fc.oneof(
    { maxDepth: 4 },
    fc.nat(5),
    fc.record({
      slot: fc.nat(WIDTH - 1),
      branches: fc.array(tie('decision'), { minLength: 3, maxLength: 3 }),
    }),
  ),
})).decision;

const vector = fc.array(fc.nat(2), { minLength: WIDTH, maxLength: WIDTH });

function decide(tree: Decision, state: ArrayLike<number>, reads: number[]): number {
  if (typeof tree === 'number') return tree;
  reads.push(tree.slot);
  return decide(tree.branches[state[tree.slot] ?? 0] ?? 0, state, reads);
}

describe('ReadMemo', () => {
  it('gives the result of the function, and once it knows the slots, evaluates it no more', () => {
    fc.assert(
      fc.property(decision, fc.array(vector, { maxLength: 60 }), (tree, states) => {
        const memo = new ReadMemo((state, _offset, reads) => decide(tree, state, reads));
        const readAll = () => {
          for (const state of states) {
            expect(memo.get(Uint32Array.from(state))).toBe(decide(tree, state, []));
          }
        };
        // Each pass but the last one finds out that some slots need not be read together.
        for (let pass = 0; pass <= WIDTH; pass++) readAll();
        const { evaluations } = memo;
        readAll();
        expect(memo.evaluations).toBe(evaluations);
      }),
    );
  });

  it('goes by a part of what an id stands for, where no more is read', () => {
    const parity = [0, 1, 0, 1, 0, 1];
    const memo = new ReadMemo(
      (state, _offset, reads) => {
        reads.push(WIDTH);
        return parity[state[2] ?? 0] ?? 0;
      },
      (read) => (read === WIDTH ? { slot: 2, table: parity } : { slot: read, table: null }),
    );
    expect([0, 1, 2, 3, 4, 5].map((id) => memo.get(Uint32Array.of(9, 9, id, 9)))).toEqual(parity);
    expect(memo.evaluations).toBe(2);
    expect(memo.dependsOnlyOn((slot) => slot === 2, Uint32Array.of(9, 9, 1, 9))).toBe(true);
  });

  it('evaluates a function of one slot once per value of that slot', () => {
    const memo = new ReadMemo((state, _offset, reads) => {
      reads.push(1);
      return (state[1] ?? 0) * 10;
    });
    const results = [];
    for (let i = 0; i < 300; i++) results.push(memo.get(Uint32Array.of(i, i % 3, i * i)));
    expect(results.slice(0, 4)).toEqual([0, 10, 20, 0]);
    expect(memo.evaluations).toBe(3);
  });

  it('evaluates a function that reads nothing once', () => {
    const memo = new ReadMemo(() => 7);
    expect([memo.get(Uint32Array.of(1)), memo.get(Uint32Array.of(2))]).toEqual([7, 7]);
    expect(memo.evaluations).toBe(1);
  });

  it('is not confused by a slot that is read twice', () => {
    const memo = new ReadMemo((state, _offset, reads) => {
      reads.push(0, 1, 0);
      return (state[0] ?? 0) + (state[1] ?? 0);
    });
    expect(memo.get(Uint32Array.of(1, 2))).toBe(3);
    expect(memo.get(Uint32Array.of(1, 5))).toBe(6);
    expect(memo.get(Uint32Array.of(1, 2))).toBe(3);
    expect(memo.evaluations).toBe(2);
  });

  it('takes the vector from an offset, so that many can lie in one buffer', () => {
    const memo = new ReadMemo((state, offset, reads) => {
      reads.push(1);
      return state[offset + 1] ?? 0;
    });
    const two = Uint32Array.of(9, 4, 9, 5, 9, 4);
    expect([memo.get(two, 0), memo.get(two, 2), memo.get(two, 4)]).toEqual([4, 5, 4]);
    expect(memo.evaluations).toBe(2);
  });

  it('says whether a result follows from some slots alone', () => {
    const memo = new ReadMemo((state, _offset, reads) => {
      reads.push(2);
      if (state[2] === 0) return 6;
      reads.push(0);
      return state[0] ?? 0;
    });
    const onlyTwo = (slot: number) => slot === 2;
    expect(memo.dependsOnlyOn(onlyTwo, Uint32Array.of(1, 1, 0))).toBe(true);
    expect(memo.dependsOnlyOn(onlyTwo, Uint32Array.of(1, 1, 1))).toBe(false);
    expect(memo.dependsOnlyOn(() => true, Uint32Array.of(1, 1, 1))).toBe(true);
  });

  it('learns a second branch without forgetting the first', () => {
    const memo = new ReadMemo((state, _offset, reads) => {
      reads.push(0);
      if (state[0] === 0) return 1;
      reads.push(1);
      return state[1] === 0 ? 2 : 3;
    });
    const states = [
      [0, 0],
      [1, 0],
      [1, 1],
      [0, 1],
    ] as const;
    const results = () => states.map((state) => memo.get(Uint32Array.from(state)));
    expect(results()).toEqual([1, 2, 3, 1]);
    expect(results()).toEqual([1, 2, 3, 1]);
    expect(memo.evaluations).toBe(3);
  });
});
