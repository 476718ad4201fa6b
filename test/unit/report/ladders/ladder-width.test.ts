import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AnyAction } from '../../../../src/language/forgotten.ts';
import { ladder } from '../../../../src/report/ladders/ladder.ts';
import { randomStories } from './random-stories.ts';

describe('the width of a ladder', () => {
  it('is never exceeded', () => {
    fc.assert(
      fc.property(randomStories, fc.integer({ min: 40, max: 120 }), (trace, width) => {
        for (const line of ladder(trace, { width }).split('\n'))
          expect(line.length).toBeLessThanOrEqual(width);
      }),
      { numRuns: 300 },
    );
  });

  it('leaves room for the number of every message that arrives, at 80 columns and up to four lifelines', () => {
    fc.assert(
      fc.property(randomStories, (trace) => {
        fc.pre(trace.endpoints.length <= 4);
        const drawn = ladder(trace, { width: 80 });
        for (const { action, number } of trace.steps)
          if (action.kind === 'deliver')
            expect(drawn).toMatch(new RegExp(`(?:[├─<┼] #${number} |#${number} .*from itself ──>)`));
      }),
      { numRuns: 200 },
    );
  });

  it('says of every message to itself that it is, of every crash, and how every message is taken', () => {
    fc.assert(
      fc.property(randomStories, (trace) => {
        const drawn = ladder(trace, { width: 600 });
        const count = (pattern: RegExp) => drawn.match(pattern)?.length ?? 0;
        const steps = (is: (action: AnyAction) => boolean) =>
          trace.steps.filter(({ action }) => is(action)).length;
        expect(count(/from itself/g)).toBe(
          steps((action) => action.kind === 'deliver' && action.message.from === action.message.to),
        );
        expect(count(/✗ crashes/g)).toBe(steps(({ kind }) => kind === 'crash'));
        expect(count(/ as \w/g)).toBe(
          steps((action) => action.kind === 'deliver' && action.as !== undefined),
        );
      }),
      { numRuns: 100 },
    );
  });

  it('shows every step and every tick by its number', () => {
    fc.assert(
      fc.property(randomStories, (trace) => {
        const margins = ladder(trace)
          .split('\n')
          .map((line) => line.slice(0, 8).trim());
        trace.steps.forEach(({ action, after }, i) => {
          expect(margins).toContain(action.kind === 'tick' ? `tick ${after.tick}` : String(i + 1));
        });
      }),
      { numRuns: 100 },
    );
  });
});
