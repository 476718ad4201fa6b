import { describe, expect, it } from 'vitest';
import { ExitStatus, matrixStatusOf } from '../../../../src/cli/exit-status.ts';
import { matrixJson } from '../../../../src/report/searches/json.ts';
import { matrixReport, surprises, wrongSizes } from '../../../../src/report/searches/matrix.ts';
import { flips, sweepReport } from '../../../../src/report/searches/sweep.ts';
import { checkedOf, outcomeOf, properties } from './outcomes.ts';

const look = { width: 80, color: false };
const { holds, violated, reached, unreachable } = properties;

const safe = { ...violated, verdict: 'holds' as const };
const graceful = { ...checkedOf('graceful', outcomeOf([safe, reached])), sentence: 'As it should be.' };
const hasty = {
  ...checkedOf('no-time-wait', outcomeOf([violated, unreachable]), {
    parameters: { msl: 2 },
    expect: { 'no stale data': 'violated' },
  }),
  sentence: null,
};

describe('the report of a matrix', () => {
  it('sets verdicts against what is expected, and marks what differs', () => {
    expect(matrixReport('close', [graceful, hasty], look)).toBe(
      [
        'Model "close": 2 variants × 3 properties',
        '',
        'variant       P1  P2  P3  states  transitions  seconds',
        'graceful      ✓   ✓       12,345       67,890     0.50',
        'no-time-wait  ✗3      ✗!  12,345       67,890     0.50',
        '',
        '✓ holds, or reached; ✗n violated after n steps; ✗ unreachable',
        '',
        ' P1 no stale data: No stale data is accepted.',
        ' P2 both close: Both sides can close.',
        ' P3 reopens: The client can open again.',
        '',
        '  graceful      As it should be.',
        '  no-time-wait  msl=2',
        '',
        '1 of 4 verdicts are not as expected:',
        '  ! no-time-wait, P3 "reopens": unreachable, expected reached',
        '',
        'Bounds (the verdicts are true within them, and say nothing beyond):',
        '  parameters  msl=1, where nothing else is said',
        '  capacity    at most 4 messages in flight',
        '              never hit',
        '  network     SYN and DATA: may be lost and reordered, never duplicated',
        '  lifetime    a message dies after 1 tick',
        '  time        discrete ticks; no timer fires early, but RTO may fire at any',
        '              moment once armed; those with equal delays fire in the order of',
        '              arming',
        '  assumption  "last ACK": The last ACK arrives.',
      ].join('\n'),
    );
  });

  it('expects that claims hold and that what is wanted is reached, where nothing is said', () => {
    const wrong = checkedOf('v', outcomeOf([violated, unreachable]));
    expect(surprises([wrong]).map(({ property, expected }) => [property.name, expected])).toEqual([
      ['no stale data', 'holds'],
      ['reopens', 'reached'],
    ]);
    expect(surprises([graceful])).toEqual([]);
  });

  it('fits ten properties with two-digit depths into 80 columns', () => {
    const ten = Array.from({ length: 10 }, (_, i) => ({
      ...violated,
      name: `property number ${i}`,
      path: Array.from({ length: 27 }, () => 0),
    }));
    const row = { ...checkedOf('no-fin-retransmission', outcomeOf(ten)), sentence: null };
    const lines = matrixReport('close', [row, graceful], look).split('\n');
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(80);
    expect(lines.find((line) => line.startsWith('no-fin-retransmission'))).toContain('✗27!  ✗27!  ✗27!');
  });

  it('tells which variants a bound is of, where it is not of all', () => {
    const outcome = outcomeOf([holds]);
    const bare = { ...outcome, bounds: { ...outcome.bounds, assumptions: [] } };
    const rows = ['a', 'b', 'c'].map((name) => ({ ...checkedOf(name, outcome), sentence: null }));
    const text = matrixReport('close', [...rows, { ...checkedOf('d', bare), sentence: null }], look);
    expect(text).toContain('"last ACK": The last ACK arrives. (in all but d)');
    expect(text).toContain('none (in d)');
  });

  it('says where the capacity was hit', () => {
    const outcome = outcomeOf([holds]);
    const full = { ...outcome, statistics: { ...outcome.statistics, capacityHits: 3 } };
    const rows = [checkedOf('a', outcome), checkedOf('b', full)].map((row) => ({ ...row, sentence: null }));
    const text = matrixReport('close', rows, look).replace(/\s+/g, ' ');
    expect(text).toContain('hit (in b); a message that finds no room is lost: behaviours with more messages');
  });
});

describe('the size that a variant expects', () => {
  const right = { ...graceful, size: { distinctStates: 12_345, transitions: 67_890 } };
  const wrong = { ...graceful, size: { distinctStates: 12_345, transitions: 67_891 } };
  const stopped = { ...wrong, outcome: { ...wrong.outcome, complete: false } };

  it('is compared: a difference is a failure of the matrix, and is told', () => {
    expect(wrongSizes([right, wrong])).toEqual([wrong]);
    expect(matrixReport('close', [wrong], look)).toContain(
      '  ! graceful: 12,345 states and 67,890 transitions, expected 12,345 states and',
    );
    expect(matrixStatusOf([right], true)).toBe(ExitStatus.good);
    expect(matrixStatusOf([right, wrong], true)).toBe(ExitStatus.violated);
    expect(JSON.parse(matrixJson('close', [wrong], 0))).toMatchObject({
      asExpected: false,
      variants: [{ expectedSize: wrong.size }],
    });
    expect(JSON.parse(matrixJson('close', [right], 0))).toMatchObject({ asExpected: true });
  });

  it('is not compared where not every state was seen, or none is expected', () => {
    expect(wrongSizes([stopped, graceful])).toEqual([]);
    expect(matrixReport('close', [right], look)).not.toContain('expected 12,345');
  });
});

describe('the report of a sweep', () => {
  const row = (value: number, list: Parameters<typeof outcomeOf>[0]) => ({
    ...checkedOf(null, outcomeOf(list), { parameters: { timeWait: value } }),
    value,
  });
  const rows = [row(0, [violated, reached]), row(1, [violated, reached]), row(2, [safe, reached])];

  it('finds the flips', () => {
    expect(flips(rows)).toEqual([
      {
        property: 'no stale data',
        from: { value: 1, verdict: 'violated' },
        to: { value: 2, verdict: 'holds' },
      },
    ]);
  });

  it('has a row per value and a sentence per flip', () => {
    const text = sweepReport('timeWait', rows, look);
    expect(text).toMatch(/^1 {9}✗3 {2}✓ {3}12,345/m);
    expect(text).toContain('"no stale data" flips from violated at timeWait=1 to holds at timeWait=2.');
    expect(text).toContain('"both close" does not flip: reached for every value.');
  });
});
