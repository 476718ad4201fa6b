import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { describe, expect, it } from 'vitest';
import { awaitChange } from '../../src/cli/crew/crew-words.ts';

const WORD = 0;
const WOKEN = 1;

describe('waiting for a word to change', () => {
  it('does not take it for changed because somebody was woken, for a change that was seen before', async () => {
    const words = new Int32Array(new SharedArrayBuffer(8));
    const waker = new Worker(
      `const { workerData: words } = require('node:worker_threads');
       while (Atomics.load(words, ${WOKEN}) === 0)
         if (Atomics.notify(words, ${WORD}) > 0) Atomics.store(words, ${WOKEN}, 1);
       Atomics.notify(words, ${WOKEN});`,
      { eval: true, workerData: words },
    );
    await once(waker, 'online');
    expect(awaitChange(words, WORD, 0, 60_000)).toBe(false);
    Atomics.wait(words, WOKEN, 0, 60_000);
    expect(Atomics.load(words, WOKEN)).toBe(1);
    await waker.terminate();
  });

  it('tells that it has changed, and that it has not', () => {
    const words = new Int32Array(new SharedArrayBuffer(8));
    expect(awaitChange(words, WORD, 1, 1)).toBe(true);
    expect(awaitChange(words, WORD, 0, 1)).toBe(false);
  });
});
