import { totalmem } from 'node:os';
import { getHeapStatistics } from 'node:v8';
import { ModelError } from '../../language/errors.ts';
import { bytes } from '../../report/text.ts';

/** Share of the machine's memory (of its container's, if that is less) that a search may take by default. */
export const DEFAULT_SHARE = 0.5;

/**
 * Share of V8's heap that may be in use. Nearer to its limit V8 does little but collect garbage, and aborts the
 * process once four fifths of the old generation are taken.
 */
const HEAP_SHARE = 0.7;

/** What the young generation takes of V8's heap. */
const YOUNG = 64e6;

/** What the largest table adds, relative to all tables, while it is made larger by half: then there are two of it. */
const NEXT_GROWTH = 0.6;

/** What one slice of the search may take before anybody looks again. */
const SLACK = 32e6;

/** Watches that the process stays within its memory. */
export class MemoryLimit {
  readonly #most: number;
  readonly #mostHeap = (getHeapStatistics().heap_size_limit - YOUNG) * HEAP_SHARE;

  /**
   * @param most bytes; undefined for the default
   * @throws ModelError if that is less than the process already has
   */
  constructor(most: number | undefined) {
    this.#most = most ?? defaultMemory();
    const taken = residentBytes() + SLACK;
    if (taken < this.#most) return;
    throw new ModelError(
      `--max-memory ${bytes(this.#most)} leaves no room to search in: the checker itself needs ${bytes(taken)}`,
    );
  }

  /** Whether a search whose store holds so many bytes must end now. */
  isReached(storeBytes: number): boolean {
    return (
      residentBytes() + storeBytes * NEXT_GROWTH + SLACK > this.#most ||
      getHeapStatistics().used_heap_size > this.#mostHeap
    );
  }
}

/** Bytes that the process holds in memory. */
export function residentBytes(): number {
  return process.memoryUsage.rss();
}

/** The most bytes that the process ever held in memory. */
export function peakBytes(): number {
  return process.resourceUsage().maxRSS * 1024;
}

/** Bytes of memory that a search may take if nobody says otherwise. */
export function defaultMemory(): number {
  return available() * DEFAULT_SHARE;
}

function available(): number {
  const constrained = process.constrainedMemory();
  return constrained > 0 ? Math.min(constrained, totalmem()) : totalmem();
}
