import { describe, expect, it } from 'vitest';
import { type Independence, NO_MOVE } from '../../../../src/model/independence.ts';
import { Steps } from '../../../../src/model/steps.ts';
import { NETWORK_AFTER, SUCCESSOR } from '../../../../src/model/successors.ts';
import { ALWAYS, NEVER } from '../../../../src/reduction/sleep/groups.ts';
import { SleepSet } from '../../../../src/reduction/sleep/sleep-set.ts';
import { SleepSetQueue } from '../../../../src/reduction/sleep/sleep-set-queue.ts';

/** Every label is a move, of the group of its last bits; a step sleeps after every move but its own. */
const moves: Independence = {
  version: 0,
  moveOf: (label) => (label === MOVELESS ? NO_MOVE : label),
  arrivalOf: (label) => (label === MOVELESS ? NO_MOVE : label),
  historyBefore: () => -1,
  isSameUnder: () => true,
  groupOf: (label) => 1 << (label % 8),
  groupOfMove: (move) => 1 << (move % 8),
  isSurelyStep: () => true,
  sends: () => 0,
  sent: () => null,
  takes: () => false,
  mayOverflow: () => false,
  isTick: () => false,
  losesAlike: () => true,
  commute: (a, b) => a !== b,
  precedes: () => false,
};
const MOVELESS = 63;

const noLabels = { write: () => {}, thrown: () => 0, covers: () => true };

/** The steps of a state, which lead to these states (or complements of known ones), by these labels. */
function stepsWith(labels: readonly number[]): Steps {
  const steps = new Steps(3);
  steps.begin(new Uint32Array(3), noLabels);
  for (const label of labels) steps.add(0, 0, 0, 0, label);
  return steps;
}

function fixture() {
  const sleep = new SleepSet(moves, 5);
  for (let label = 1; label < 64; label++) sleep.allow(label);
  const queue = new SleepSetQueue(moves, sleep);
  /** Those of the labels 1 to 7 that sleep in a state. */
  const asleepIn = (state: number) => {
    queue.enter(state);
    sleep.start({ count: 0, holds: () => false });
    return [1, 2, 3, 4, 5, 6, 7].filter((label) => sleep.omits(label));
  };
  return { queue, asleepIn };
}

describe('SleepSetQueue', () => {
  it('in the initial state, nothing sleeps', () => {
    expect(fixture().asleepIn(0)).toEqual([]);
  });

  it('after a step, those groups sleep of which no later step leads to a new state', () => {
    const { queue, asleepIn } = fixture();
    queue.note(0, stepsWith([1, 2, 3]), Int32Array.of(1, 2, 3), 1, 4);
    expect(asleepIn(1)).toEqual([4, 5, 6, 7]);
    expect(asleepIn(2)).toEqual([1, 4, 5, 6, 7]);
    expect(asleepIn(3)).toEqual([1, 2, 4, 5, 6, 7]);
  });

  it('a later step to a state that was known counts, unless it was found from the same state', () => {
    const { queue, asleepIn } = fixture();
    queue.note(3, stepsWith([1, 2, 3]), Int32Array.of(5, ~2, ~5), 5, 6);
    expect(asleepIn(5)).toEqual([2, 4, 5, 6, 7]);
  });

  it('a group is awake if one of its later steps is', () => {
    const { queue, asleepIn } = fixture();
    queue.note(0, stepsWith([1, 2, 10]), Int32Array.of(1, ~0, 2), 1, 3);
    expect(asleepIn(1)).not.toContain(2);
  });

  it('after a step without a move, nothing sleeps', () => {
    const { queue, asleepIn } = fixture();
    queue.note(0, stepsWith([1, MOVELESS]), Int32Array.of(1, 2), 1, 3);
    expect(asleepIn(2)).toEqual([]);
    expect(asleepIn(1)).not.toEqual([]);
  });

  it('nor after a step of which only some messages found room', () => {
    const { queue, asleepIn } = fixture();
    queue.note(0, stepsWith([1, 2]), Int32Array.of(1, 2), 1, 3);
    expect(asleepIn(2)).not.toEqual([]);
    const steps = stepsWith([1, 2]);
    // It sends another message, which is in flight then.
    steps.rows[SUCCESSOR + NETWORK_AFTER] = 1;
    steps.crowd();
    steps.overflows = 1;
    queue.note(0, steps, Int32Array.of(1, 2), 1, 3);
    expect(asleepIn(2)).toEqual([]);
    expect(asleepIn(1)).not.toEqual([]);
  });

  it('keeps what waits while the window moves on and grows', () => {
    const { queue, asleepIn } = fixture();
    // One new state by label `1 + state % 7` from most states, two from others: more wait from time to time.
    const enteredBy = [NO_MOVE];
    let states = 1;
    for (let state = 0; state < 6000; state++) {
      const incoming = enteredBy[state] ?? NO_MOVE;
      const asleep = asleepIn(state);
      if (incoming === NO_MOVE) expect(asleep).toEqual([]);
      else expect(asleep).not.toContain(incoming);
      const isSenior = asleep.includes(1) && incoming !== 1;
      expect(isSenior).toBe(incoming !== NO_MOVE && incoming !== 1);
      const news = state % 3 === 0 || state < 2000 ? [1, 2 + (state % 6)] : [2 + (state % 6)];
      const known = states;
      const targets = Int32Array.from(news, () => states++);
      enteredBy.push(...news);
      queue.note(state, stepsWith(news), targets, known, states);
    }
    expect(queue.bytes).toBeLessThan(6 * 4 * states);
  });

  it('keeps ALWAYS and NEVER apart from groups', () => {
    expect(ALWAYS & NEVER).toBe(0);
    expect((ALWAYS | NEVER) & ((1 << 30) - 1)).toBe(0);
  });
});
