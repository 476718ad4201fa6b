import type { Phase } from '../../search/parallel/crew.ts';

/** Words that the threads of a crew share: how many phases were begun, which is the last, how often one was done. */
export const BEGUN = 0;
export const PHASE = 1;
export const DONE = 2;
/** How many threads are ready. */
export const READY = 3;
export const CREW_WORDS = 4;

/** Phases by number. */
export const PHASES: readonly Phase[] = [
  'expand',
  'add',
  'number',
  'undo',
  'settle',
  'repack',
  'clear',
  'hash',
  'put',
];

/** Looks at a word before a thread sleeps: the others are mostly done at nearly the same time. */
const LOOKS = 2000;

/** Waits until a word is another one than this, for so many milliseconds at most. Returns whether it is. */
export function awaitChange(words: Int32Array, word: number, old: number, milliseconds: number): boolean {
  for (let look = 0; look < LOOKS; look++) if (Atomics.load(words, word) !== old) return true;
  Atomics.wait(words, word, old, milliseconds);
  // Who wakes others may do so late, for a change that was seen long ago: that somebody was woken says nothing.
  return Atomics.load(words, word) !== old;
}
