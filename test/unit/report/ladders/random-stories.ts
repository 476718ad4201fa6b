import fc from 'fast-check';
import type { Trace } from '../../../../src/trace/trace.ts';
import { type Doing, Story } from './story.ts';

const word = fc.constantFrom('x', 'DATA', 'SYN_RECEIVED', 'a rather long name with blanks', 'W'.repeat(50));

const FATES = ['in flight', 'in flight', 'in flight', 'no room', 'no way', 'merged'] as const;
const LINKS = ['break', 'open', 'down', 'up'] as const;

interface Choice {
  readonly kind: number;
  readonly who: number;
  readonly pick: number;
  readonly name: string;
  readonly payload: string;
  readonly sends: number;
  /** A mark for each of the first messages in flight; '' leaves it as it is. */
  readonly marks: readonly string[];
}

const choice: fc.Arbitrary<Choice> = fc.record({
  kind: fc.nat(10),
  who: fc.nat(),
  pick: fc.nat(),
  name: word,
  payload: word,
  sends: fc.nat(3),
  marks: fc.array(fc.constantFrom('', 'fresh', 'old', 'stale'), { maxLength: 3 }),
});

const names = fc.uniqueArray(word, { minLength: 2, maxLength: 5 });
const choices = fc.array(choice, { maxLength: 15 });

/** Traces of stories in which anything may happen, to endpoints of any names. */
export const randomStories: fc.Arbitrary<Trace> = fc.tuple(names, choices).map(([all, each]) =>
  told(
    all,
    each.map((chosen) => ({ ...chosen, marks: [] })),
  ),
);

/** The same, with marks that may change in every step, whoever acts in it. */
export const markedStories: fc.Arbitrary<Trace> = fc
  .tuple(names, choices)
  .map(([all, each]) => told(all, each));

/** A story in which the choices decide what happens, as far as it can. */
function told(names: readonly string[], choices: readonly Choice[]): Trace {
  const story = new Story(Object.fromEntries(names.map((name) => [name, name])), 'fresh');
  const inFlight: number[] = [];
  let last = 0;
  for (const { kind, who, pick, name, payload, sends, marks } of choices) {
    const endpoint = names[who % names.length] ?? '';
    const receivers = pick % 7 === 0 ? [endpoint] : names.filter((other) => other !== endpoint);
    const fate = FATES[(who + pick) % FATES.length] ?? 'in flight';
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
      fate,
    };
    const number = inFlight[pick % Math.max(1, inFlight.length)];
    const sent = () => {
      const numbers = messages.map(() => ++last);
      if (fate === 'in flight') inFlight.push(...numbers);
    };
    remark(story, inFlight, marks);
    if (kind === 0) story.tick(...inFlight.splice(0, pick % 3));
    else if (kind === 1 && number !== undefined)
      inFlight.splice(inFlight.indexOf(number), 1) && story.drop(number);
    else if (kind <= 3 && number !== undefined) story.deliver(number, { ...doing, sends: [] }, true);
    else if (kind === 4 && number !== undefined)
      story.deliver(number, { ...doing, sends: [] }, true, { type: name, payload: `not ${payload}` });
    else if (kind === 5) story.crash(endpoint);
    else if (kind === 6) story.restart(endpoint, { ...doing, sends: [] });
    else if (kind === 7)
      story.link(LINKS[pick % LINKS.length] ?? 'up', `the link ${payload}`, ...inFlight.splice(0, who % 3));
    else if (kind === 8) {
      story.answer(endpoint, name, { payload }, doing);
      sent();
    } else {
      story.event(endpoint, { type: name, payload }, doing);
      sent();
    }
  }
  return story.trace();
}

/** Gives messages marks with the next step. */
function remark(story: Story, inFlight: readonly number[], marks: readonly string[]): void {
  for (const [i, mark] of marks.entries()) {
    const number = inFlight[i];
    if (number !== undefined && mark !== '') story.remarking(mark, [number], () => {});
  }
}
