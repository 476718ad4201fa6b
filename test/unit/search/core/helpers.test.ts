import { afterAll, describe, expect, it } from 'vitest';
import antiReplay from '../../../../machines/toys/anti-replay/model.ts';
import twoPhaseCommit from '../../../../machines/toys/two-phase-commit/model.ts';
import { type AnyModel, check, type InstanceOptions, instantiate } from '../../../../src/index.ts';
import { newCore } from '../../../../src/search/core/instance.ts';
import { PACE, type Pace } from '../../../../src/search/parallel/crew.ts';
import { Search } from '../../../../src/search/search.ts';
import type { SearchOptions } from '../../../../src/search/settings.ts';
import { flooding, losing, NOBODY_ASKS, walking } from '../../../support/core.ts';
import { foundBy } from '../../../support/parallel/equal.ts';
import { HelpingCrew, HelpingThreads } from '../../../support/parallel/helping-crew.ts';

const threads = new HelpingThreads(2);
afterAll(() => threads.end());

/** What threads tell one another takes no more. */
const BOARD_BYTES = 2048;

/** Searches in a core that two others help, and in one alone; both must come to the same, and have as many steps asleep. Returns how many threads the first was made by. */
function compared(
  model: AnyModel,
  choice: InstanceOptions,
  options: SearchOptions = {},
  pace?: Pace,
): number {
  const search = (more: SearchOptions) => new Search(instantiate(model, choice), { ...options, ...more });
  const helped = search({ hiring: new HelpingCrew(threads, pace), coreFrom: 100 });
  const alone = search({ coreFrom: 100 });
  expect(foundBy(() => helped)).toEqual(foundBy(() => alone));
  expect(helped.outcome().statistics.asleep).toBe(alone.outcome().statistics.asleep);
  return helped.workers;
}

describe('a core that others help', () => {
  it.each([
    ['who expand all states, few at a time', 5, { alone: 10, chunk: 7, leavesAll: true }],
    ['who expand all states, many at a time', 5, { alone: 100, chunk: 256, leavesAll: true }],
    ['as it does in large searches', 6, PACE],
  ])('finds what it finds alone: %s', (_, managers, pace) => {
    expect(compared(twoPhaseCommit, { set: { managers } }, {}, pace)).toBe(3);
    expect(compared(antiReplay, { set: { datagrams: 9, window: 4 } }, {}, pace)).toBe(3);
  });

  it('finds shortest counterexamples, and ends where a search ends without them', () => {
    const hasty = { set: { managers: 5, waitsForAll: false } };
    expect(compared(twoPhaseCommit, hasty, { first: true })).toBeGreaterThan(0);
    expect(compared(twoPhaseCommit, hasty)).toBeGreaterThan(0);
    expect(compared(twoPhaseCommit, { set: { managers: 5 } }, { maxStates: 5001 })).toBe(3);
  });

  it('has a state judged that differs from those before in what is in flight alone', () => {
    expect(compared(losing, {})).toBe(3);
    expect(check(instantiate(losing)).properties.filter(({ verdict }) => verdict === 'violated').length).toBe(
      4,
    );
  });

  it.each([2, 20, 256])('has states judged of which others knew not all, in chunks of %i', (chunk) => {
    expect(compared(walking, {}, {}, { alone: 1, chunk, leavesAll: true })).toBe(3);
    const outcome = check(instantiate(walking), { coreFrom: Number.POSITIVE_INFINITY });
    expect(outcome.properties.filter(({ verdict }) => verdict === 'violated').length).toBe(4);
    expect(outcome.properties).toEqual(check(instantiate(walking), { coreFrom: 10 }).properties);
  });

  it('has nothing of its memory written by them before they are told what they must know', () => {
    const core = newCore(NOBODY_ASKS, true);
    if (core === null) throw new Error('there is no WebAssembly here');
    const { exports, memory } = core;
    exports.begin(2);
    exports.accompany(1 + threads.count, 16, 0);
    const board = exports.board.value;
    const bytes = new Uint8Array(memory.buffer);
    // Whatever is written somewhere else shows.
    for (let i = 0; i < bytes.length; i++) {
      if (i < board || i >= board + BOARD_BYTES) bytes[i] = (i * 7 + (i >> 8) * 13) & 0xff;
    }
    const before = Uint8Array.from(bytes);
    threads.help({ memory, board, joined: () => exports.joined() });
    // They look for what to do, again and again.
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 50);
    exports.dismiss();
    const changed = Uint8Array.from(new Uint8Array(memory.buffer)).map((byte, i) => byte ^ (before[i] ?? 0));
    const first = changed.findIndex((byte) => byte !== 0);
    expect(first).toBeGreaterThanOrEqual(board);
    expect(changed.findLastIndex((byte) => byte !== 0)).toBeLessThan(board + BOARD_BYTES);
  });

  it('does without them when it leaves a search', () => {
    expect(compared(flooding, {})).toBe(1);
  });
});
