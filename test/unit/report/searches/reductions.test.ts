import { describe, expect, it } from 'vitest';
import type { ReductionReport } from '../../../../src/index.ts';
import { reductionLines } from '../../../../src/report/searches/reductions.ts';
import { reductionsOf } from '../../../../src/report/searches/shared-reductions.ts';
import { checkedOf, outcomeOf } from './outcomes.ts';

const alike: ReductionReport = {
  name: 'symmetry',
  on: true,
  why: null,
  counts: {
    endpoints: 9,
    states: 2232,
    standFor: 10_340_352,
    compared: 50,
    proved: 1,
    steps: 22_784,
    runs: 1,
  },
};
const lossless: ReductionReport = {
  name: 'subsumption',
  on: false,
  why: 'the network loses nothing',
  counts: {},
};
const ordered: ReductionReport = {
  name: 'partial-order',
  on: true,
  why: null,
  counts: { leftOut: 1234, states: 400, restarts: 2 },
};

function checked(variant: string, reductions: readonly ReductionReport[]) {
  const outcome = outcomeOf([]);
  return checkedOf(variant, { ...outcome, statistics: { ...outcome.statistics, reductions } });
}

describe('the reductions of a search', () => {
  it('are not told of where none were asked for', () => {
    expect(reductionLines([], 80)).toEqual([]);
    expect(reductionsOf([checked('a', [])], ({ instance }) => String(instance.variant), 80)).toEqual([]);
  });

  it('say what they saved, or why they were not used', () => {
    expect(reductionLines([alike, lossless], 300)).toEqual([
      'Reductions (they change no verdict):',
      '  symmetry: 9 endpoints are alike, as the model declares (proved for this model: 22,784 local steps and 1 answer of its functions are the same with other names); 2,232 states stand for at least 10,340,352',
      '  subsumption: not used: the network loses nothing',
      'The counts are those of the states and steps that were left.',
    ]);
  });

  it('say that a symmetry is sampled where it is not proved, and why', () => {
    const counts = { ...alike.counts, proved: 0 };
    expect(reductionLines([{ ...alike, counts, why: 'the machines do too much' }], 200)).toEqual([
      'Reductions (they change no verdict, as far as samples tell):',
      '  symmetry: 9 endpoints are alike, as the model declares (sampled, not proved: the machines do too much; 50 states were compared with mirror images); 2,232 states stand for at least 10,340,352',
      'The counts are those of the states and steps that were left.',
    ]);
    expect(reductionLines([{ ...alike, counts }], 200).join()).toContain(
      'sampled, not proved: the search did not come to its end',
    );
  });

  it('say that paths are not the shortest with partial order, and how often the search began anew', () => {
    expect(reductionLines([ordered], 200)).toEqual([
      'Reductions (they change no verdict):',
      '  partial-order: 1,234 steps were not followed, from 400 states, since they can as well be taken later; the search began anew 2 times, knowing more',
      'The counts are those of the states and steps that were left. So are the paths: there may be shorter ones.',
    ]);
  });

  it('say that they saved nothing', () => {
    const nothing = { ...ordered, counts: { leftOut: 0, states: 0, restarts: 0 } };
    expect(reductionLines([nothing], 200)).toContain('  partial-order: it saved nothing');
  });

  it('are told together for several searches', () => {
    const rows = [
      checked('a', [alike, lossless]),
      checked('b', [{ ...alike, on: false, why: 'the model declares none' }, lossless]),
    ];
    expect(reductionsOf(rows, ({ instance }) => String(instance.variant), 200)).toEqual([
      '',
      'Reductions (they change no verdict; the counts are those of what was left):',
      '  symmetry: used, and proved (a); not used: the model declares none (b)',
      '  subsumption: not used: the network loses nothing',
    ]);
  });
});
