import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ladder } from '../../../../src/report/ladders/ladder.ts';
import type { Trace } from '../../../../src/trace/trace.ts';
import { type Doing, Story } from './story.ts';

const word = fc.constantFrom('x', 'DATA', 'SYN_RECEIVED', 'a rather long name with blanks', 'W'.repeat(50));

interface Choice {
  readonly kind: number;
  readonly who: number;
  readonly pick: number;
  readonly name: string;
  readonly payload: string;
  readonly sends: number;
}

const choice: fc.Arbitrary<Choice> = fc.record({
  kind: fc.nat(5),
  who: fc.nat(),
  pick: fc.nat(),
  name: word,
  payload: word,
  sends: fc.nat(3),
});

const traces = fc
  .tuple(fc.uniqueArray(word, { minLength: 2, maxLength: 5 }), fc.array(choice, { maxLength: 15 }))
  .map(([names, choices]) => told(names, choices));

/** A story in which the choices decide what happens, as far as it can. */
function told(names: readonly string[], choices: readonly Choice[]): Trace {
  const story = new Story(Object.fromEntries(names.map((name) => [name, name])), 'fresh');
  const inFlight: number[] = [];
  let last = 0;
  for (const { kind, who, pick, name, payload, sends } of choices) {
    const endpoint = names[who % names.length] ?? '';
    const receivers = names.filter((other) => other !== endpoint);
    const messages = Array.from({ length: sends }, (_, i) => ({
      type: name,
      payload,
      receiver: receivers[(pick + i) % receivers.length] ?? '',
    }));
    const doing: Doing = {
      ...(pick % 2 === 0 ? { state: name } : {}),
      ...(pick % 3 === 0 ? { context: { [payload]: pick } } : {}),
      observes: pick % 5 === 0 ? [{ type: payload, name }] : [],
      sends: messages,
    };
    const number = inFlight[pick % Math.max(1, inFlight.length)];
    const sent = () => inFlight.push(...messages.map(() => ++last));
    if (kind === 0) story.tick(...inFlight.splice(0, pick % 3));
    else if (kind === 1 && number !== undefined)
      inFlight.splice(inFlight.indexOf(number), 1) && story.drop(number);
    else if (kind <= 3 && number !== undefined) story.deliver(number, { ...doing, sends: [] }, true);
    else {
      story.event(endpoint, { type: name, payload }, doing);
      sent();
    }
  }
  return story.trace();
}

describe('the width of a ladder', () => {
  it('is never exceeded', () => {
    fc.assert(
      fc.property(traces, fc.integer({ min: 40, max: 120 }), (trace, width) => {
        for (const line of ladder(trace, { width }).split('\n'))
          expect(line.length).toBeLessThanOrEqual(width);
      }),
      { numRuns: 300 },
    );
  });

  it('leaves room for the number of every message that arrives, at 80 columns and up to four lifelines', () => {
    fc.assert(
      fc.property(traces, (trace) => {
        fc.pre(trace.endpoints.length <= 4);
        const drawn = ladder(trace, { width: 80 });
        for (const { action, number } of trace.steps)
          if (action.kind === 'deliver') expect(drawn).toMatch(new RegExp(`[├─<┼] #${number} `));
      }),
      { numRuns: 200 },
    );
  });

  it('shows every step and every tick by its number', () => {
    fc.assert(
      fc.property(traces, (trace) => {
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
