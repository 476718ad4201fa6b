import { expect, it } from 'vitest';
import { COUNTS } from '../../../src/codec/expander.ts';
import { HandedOut, type Worker } from '../../../src/levels/handed-out.ts';
import type { LevelStore } from '../../../src/levels/store.ts';

const BATCH = 1000;

/** A store that counts states only, and forgets what comes of them. */
const store: Pick<LevelStore, 'states' | 'add'> = {
  async *states(from, end, size) {
    for (let at = from; at < end; ) {
      const count = Math.min(size(), end - at);
      yield { first: at, count, words: new Uint32Array(0) };
      at += count;
    }
  },
  add: () => Promise.resolve(),
};

/** How many states each batch of a level had, where each leads to one of so many words. */
async function batches(levels: HandedOut, asked: number[], end: number): Promise<readonly number[]> {
  asked.length = 0;
  await levels.expand({ from: 0, end, open: [], keeps: true }, () => undefined);
  return asked;
}

it('a batch has fewer states where those of the level before led to more', async () => {
  const asked: number[] = [];
  let words = 3;
  const worker: Worker = {
    expand: ({ count }) => {
      asked.push(count);
      const successors = new Uint32Array(words * count);
      for (let i = 0; i < count; i++) successors.set([i, 0, (words - 3) / 2], i * words);
      const none = new Uint32Array(0);
      const counts = new Uint32Array(count * COUNTS);
      return Promise.resolve({
        ...{ counts, findings: none, successors, successorCount: count },
        ...{ atoms: [], throwing: [] },
      });
    },
  };
  const levels = new HandedOut(store as LevelStore, [worker], BATCH);
  expect(await batches(levels, asked, 2500)).toEqual([1000, 1000, 500]);
  words = 20_001;
  // What is not known yet is found out once.
  expect(await batches(levels, asked, 1100)).toEqual([1000, 49, 49, 2]);
  words = 3;
  expect(new Set(await batches(levels, asked, 490))).toEqual(new Set([49]));
  expect(await batches(levels, asked, 2500)).toEqual([1000, 1000, 500]);
});
