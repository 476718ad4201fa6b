import { afterAll, expect, it } from 'vitest';
import { DiskStore } from '../../src/cli/disk/disk-store.ts';
import type { ExpandedView } from '../../src/codec/frames.ts';
import { NOTHING_COUNTED, type Saved } from '../../src/levels/saved.ts';
import { folderOf } from '../cli/command.ts';

const folder = folderOf({});
afterAll(() => folder.remove());

const NAMES = 14;
const LEVEL = 150_000;
const AT_ONCE = 5000;

/** Where a search stands that has one state, of a level that is said to have this many. */
function savedWith(levels: readonly number[], known: number): Saved {
  return {
    identity: 'made up',
    levels,
    known,
    counted: NOTHING_COUNTED,
    recent: [],
    decisions: [],
    throwing: [],
    mostNames: NAMES,
    growth: [],
    milliseconds: 0,
  };
}

/** Steps that lead to these states, in this order: all of one state, each by the next of its steps. */
function leadingTo(states: readonly number[]): ExpandedView {
  const words = 3 + NAMES * 2;
  const successors = new Uint32Array(states.length * words);
  states.forEach((state, i) => {
    successors.set([0, i, NAMES], i * words);
    for (let at = 3; at < words; at++) successors[i * words + at] = Math.imul(state + 1, 2654435761 + at);
  });
  const none = new Uint32Array(0);
  return {
    counts: none,
    findings: none,
    successors,
    successorCount: states.length,
    atoms: [],
    throwing: [],
  };
}

const numbers = (from: number, count: number) => Array.from({ length: count }, (_, i) => from + i);

/** Adds steps to these states, again and again, and ends the level. */
async function level(store: DiskStore, known: number, states: readonly number[], times: number) {
  let rank = 0;
  for (let time = 0; time < times; time++) {
    for (let at = 0; at < states.length; at += AT_ONCE)
      await store.add(rank++, leadingTo(states.slice(at, at + AT_ONCE)));
  }
  return store.endLevel(known, (found) => savedWith([0, known], known + found));
}

it('a level that leads to five times as much as the database has memory is told apart, and brought into order', async () => {
  const options = { memory: 25e6, threads: 1, temporary: `${folder.path}/temporary` };
  const store = await DiskStore.open(`${folder.path}/states.duckdb`, options);
  // The level is said to be as large as one that leads to so much.
  await store.begin([['0000000000000000']], [], savedWith([0], LEVEL));
  expect(await level(store, 1, numbers(0, LEVEL), 8)).toBe(LEVEL);
  // What comes first, and what is there twice, is found by the step that comes first.
  expect(await store.reached(1)).toEqual({ parent: 0, step: 0 });
  expect(await store.reached(1 + AT_ONCE)).toEqual({ parent: 1, step: 0 });
  expect(await store.reached(LEVEL)).toEqual({ parent: LEVEL / AT_ONCE - 1, step: AT_ONCE - 1 });
  // Half of what comes then is known.
  expect(await level(store, 1 + LEVEL, numbers(LEVEL / 2, LEVEL), 8)).toBe(LEVEL / 2);
  let read = 0;
  for await (const { first, count, words } of store.states(1 + LEVEL, 1 + LEVEL * 1.5, () => 1000)) {
    const expected = leadingTo([first - 1]).successors.subarray(3);
    expect(words.subarray(1, 1 + NAMES * 2)).toEqual(expected);
    read += count;
  }
  expect(read).toBe(LEVEL / 2);
  store.close();
});
