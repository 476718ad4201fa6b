import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Successors } from '../../../src/model/successors.ts';
import { VisitedStates } from '../../../src/store/visited.ts';

/** A width, and vectors of this width among which some come twice. */
const vectors = fc.integer({ min: 1, max: 5 }).chain((width) =>
  fc.record({
    width: fc.constant(width),
    states: fc.array(
      fc.array(fc.oneof(fc.nat(2), fc.nat(2 ** 32 - 1)), { minLength: width, maxLength: width }),
      { maxLength: 200 },
    ),
  }),
);

describe('VisitedStates', () => {
  it('agrees with a Set, and keeps the states in order of discovery', () => {
    fc.assert(
      fc.property(vectors, ({ width, states }) => {
        const [visited, reference] = [new VisitedStates(width), new Map<string, number>()];
        for (const state of states) {
          const known = reference.get(state.join());
          const index = visited.add(Uint32Array.from(state), 0);
          expect(index).toBe(known === undefined ? reference.size : ~known);
          if (known === undefined) reference.set(state.join(), index);
          expect(visited.size).toBe(reference.size);
        }
        const out = new Uint32Array(width);
        for (const [text, index] of reference) {
          visited.read(index, out);
          expect(out.join()).toBe(text);
        }
      }),
    );
  });

  it('reads the vector at its offset, and no further', () => {
    const visited = new VisitedStates(2);
    const rows = Uint32Array.of(9, 1, 2, 9, 1, 2, 8);
    expect(visited.add(rows, 1)).toBe(0);
    expect(visited.add(rows, 4)).toBe(~0);
    expect(visited.add(rows, 0)).toBe(1);
  });

  it('forgets no state while it grows past its table and its chunks', () => {
    const visited = new VisitedStates(3);
    const count = 50_000;
    const state = new Uint32Array(3);
    const write = (i: number) => state.set([i % 7, Math.floor(i / 7), 3]);
    let wrong = 0;
    for (let i = 0; i < count; i++) {
      write(i);
      if (visited.add(state, 0) !== i) wrong++;
    }
    for (let i = 0; i < count; i++) {
      write(i);
      if (visited.add(state, 0) !== ~i) wrong++;
    }
    expect(wrong).toBe(0);
    expect(visited.size).toBe(count);
    // Twelve bytes of vector and at most four slots of table per state, plus one unfinished chunk.
    expect(visited.bytes).toBeLessThanOrEqual(count * (12 + 16) + 2 ** 14 * 12);
  });

  it('refuses an index that no state has', () => {
    expect(() => new VisitedStates(1).read(0, new Uint32Array(1))).toThrow('no state has the index 0');
  });

  it('adds what was prepared together as it does one by one', () => {
    const successor = fc.tuple(fc.nat(2), fc.oneof(fc.nat(3), fc.nat(2 ** 31 - 1)), fc.nat(40), fc.nat(2));
    fc.assert(
      fc.property(
        fc.array(fc.array(successor, { maxLength: 6 }), { maxLength: 12 }),
        fc.nat(12),
        (all, some) => {
          const [together, alone] = [new VisitedStates(4), new VisitedStates(4)];
          const [targets, expected] = [new Int32Array(8), new Int32Array(8)];
          const base = Uint32Array.of(1, 1, 1, 1);
          for (const visited of [together, alone]) visited.add(base, 0);
          const several = all.map((rows, i) => {
            const successors = new Successors(4);
            if (i % 2 === 0) together.load(0, successors);
            successors.start(i % 2 === 0 ? successors.base : base);
            for (const [place, value, network, history] of rows) {
              if (place < 2) successors.add(place, value, network, history, 0);
              else successors.addWhole(Uint32Array.of(value, network, history, value), 0);
            }
            return successors;
          });
          together.prepare(several, several.length);
          several.slice(0, some).forEach((successors, i) => {
            together.addPrepared(i, targets);
            alone.addAll(successors, expected);
            const { count } = successors;
            expect([...targets.subarray(0, count)]).toEqual([...expected.subarray(0, count)]);
          });
          expect(together.size).toBe(alone.size);
        },
      ),
    );
  });
});
