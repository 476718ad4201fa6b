import fc from 'fast-check';
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

/** Traces of stories in which anything may happen, to endpoints of any names. */
export const randomStories: fc.Arbitrary<Trace> = fc
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
