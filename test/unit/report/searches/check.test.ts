import { describe, expect, it } from 'vitest';
import { checkReport } from '../../../../src/report/searches/check.ts';
import { checkedOf, outcomeOf, properties } from './outcomes.ts';

const look = { width: 80, color: false };
const { holds, violated, reached, unreachable, unknown, noThrow } = properties;

const report = (outcome = outcomeOf([violated, holds, reached, unreachable, unknown])) =>
  checkReport(checkedOf('no-time-wait', outcome), 'bfs', [], look);

describe('the report of a check', () => {
  it('tells verdicts, bounds and size', () => {
    expect(report()).toBe(
      [
        'Model "close", variant "no-time-wait"',
        '',
        '  verdict      depth  property',
        '✗ violated         3  no stale data',
        '✓ holds               safe',
        '✓ reached          0  both close',
        '✗ unreachable         reopens',
        '? unknown             in step',
        '',
        'Bounds (the verdicts are true within them, and say nothing beyond):',
        '  parameters  msl=1',
        '  capacity    at most 4 messages in flight; never hit',
        '  network     SYN and DATA: may be lost and reordered, never duplicated',
        '  lifetime    a message dies after 1 tick',
        '  time        discrete ticks; no timer fires early, but RTO may fire at any',
        '              moment once armed; those with equal delays fire in the order of',
        '              arming',
        '  assumption  "last ACK": The last ACK arrives.',
        '',
        '12,345 distinct states, 67,890 transitions, depth 23, 0.50 s (24,690 states/s),',
        '39 bytes per state, 265 local transitions.',
      ].join('\n'),
    );
  });

  it('tells of the built-in property only where it does not hold', () => {
    expect(report()).not.toContain('throw');
    const thrown = { ...noThrow, verdict: 'violated' as const, path: [1], reason: 'oops' };
    expect(checkReport(checkedOf(null, outcomeOf([], { properties: [thrown] })), 'bfs', [], look)).toContain(
      '✗ violated      1  machines do not throw',
    );
  });

  it.each([
    [{ capacityHits: 7, cuts: 0 }, 'hit 7 times, where the new message was lost'],
    [{ capacityHits: 7, cuts: 3 }, 'hit, and 3 steps were cut off there'],
  ])('says plainly what a full network hides: %o', (use, sentence) => {
    const outcome = outcomeOf([holds]);
    const words = report({ ...outcome, statistics: { ...outcome.statistics, ...use } }).replace(/\s+/g, ' ');
    expect(words).toContain(`${sentence}: behaviours with more messages in flight were not explored`);
  });

  it('says of a search that was stopped why, what it covered and what grows', () => {
    const stopped = outcomeOf([unknown], { complete: false, ending: 'max-states' });
    const text = report({ ...stopped, statistics: { ...stopped.statistics, frontier: 9 } }).replace(
      /\s+/g,
      ' ',
    );
    expect(text).toContain('stopped by its limit of states (--max-states)');
    expect(text).toContain('12,345 states were seen, 9 of them not yet expanded');
    expect(text).toContain('every state within 22 steps of the initial one was seen');
    expect(text).toContain('What grows most is the endpoint "client" with 500 local states (network with 78');
  });

  it('claims no coverage by depth for a search that is not breadth first', () => {
    const stopped = outcomeOf([unknown], { complete: false, ending: 'interrupted' });
    const text = checkReport(checkedOf(null, stopped), 'dfs', [], look);
    expect(text).toContain('interrupted');
    expect(text).not.toContain('every state within');
  });

  it('draws a counterexample, and tells the whole command that replays each', () => {
    const text = checkReport(
      checkedOf(null, outcomeOf([violated])),
      'bfs',
      [
        { property: violated, ladder: 'LADDER', command: 'allways replay m.ts --path 0/3/1' },
        { property: reached, ladder: null, command: 'allways replay m.ts --path .' },
      ],
      look,
    );
    expect(text).toContain(
      'Counterexample to "no stale data"\n\nLADDER\n\nReplay it with:\n  allways replay m.ts --path 0/3/1',
    );
    expect(text).toContain('Witness of "both close":\n  allways replay m.ts --path .');
  });
});
