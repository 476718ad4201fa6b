import { describe, expect, it } from 'vitest';
import type { Monitor } from '../../../src/property/monitor.ts';
import { Reads, type Watching } from '../../../src/reduction/watching.ts';

/** A run in which one property has read these slots. */
function watching(slots: Set<number>): Watching {
  const monitor: Monitor = {
    watches: 'state',
    decides: () => false,
    dependsOnlyOn: () => false,
    slots,
    memo: null,
    reason: () => null,
  };
  return {
    open: (what) => (what === 'state' ? [{ named: { name: 'p' }, monitor }] : []),
    looksAround: false,
  };
}

describe('Reads', () => {
  it('learns what a later run reads, also if it is as much as an earlier one read elsewhere', () => {
    const reads = new Reads();
    reads.learn(watching(new Set([0, 1])));
    const second = watching(new Set([0, 2]));
    expect(reads.learn(second)).toBe(true);
    expect([0, 1, 2, 3].map((slot) => reads.isRead(second, 'state', slot))).toEqual([
      true,
      true,
      true,
      false,
    ]);
  });

  it('learns what is read later in the same run, and that nothing is new when nothing is', () => {
    const reads = new Reads();
    const slots = new Set([0]);
    const run = watching(slots);
    expect([reads.learn(run), reads.learn(run)]).toEqual([true, false]);
    slots.add(4);
    expect([reads.learn(run), reads.isRead(run, 'state', 4)]).toEqual([true, true]);
  });
});
