import { check, instantiate } from 'allways';
import { describe, expect, it } from 'vitest';
import model from '../../../machines/tcp/model.ts';
import { allSenders, type Sender, senders } from '../../../machines/tcp/thresholds.ts';

/** What is assumed of the protocol and its users, and what it is to do without. */
const without = {
  A1: { lastAckArrives: false },
  A2: { ignoreRstInTimeWait: false },
  A3: { oldSynOpensNothing: false },
  'the restart of TIME-WAIT': { restartTimeWait: false },
  'the client closing first': { closes: 'server' },
} as const;

/** What TIME-WAIT answers. */
const answers = {
  'anything unacceptable': {},
  'a FIN only': { answersOnlyFinInTimeWait: true },
  'anything, and starts again': { restartOnAnyAnswer: true },
} as const;

type Answer = keyof typeof answers;

function keepsEverythingOut(sender: Sender, answer: Answer, missing: object): boolean {
  const set = { ...senders[sender], ...answers[answer], ...missing };
  const { properties } = check(instantiate(model, { set }), { properties: ['no stale segment accepted'] });
  return properties[0]?.verdict === 'holds';
}

const choices = allSenders
  .filter((sender) => sender !== 'both')
  .flatMap((sender) => (Object.keys(answers) as Answer[]).map((answer) => [sender, answer] as const));

describe('a TIME-WAIT of 2·MSL', () => {
  it.each(choices)(
    'is enough, with text from %s where %s is answered, unless text of the server draws a late answer',
    (sender, answer) => {
      const expected = sender !== 'server' || answer !== 'anything unacceptable';
      expect(keepsEverythingOut(sender, answer, {})).toBe(expected);
    },
  );

  it.each(choices)(
    'is not enough without any of its conditions, with text from %s where %s is answered',
    (sender, answer) => {
      for (const [name, missing] of Object.entries(without)) {
        if ('restartTimeWait' in missing && 'restartOnAnyAnswer' in answers[answer]) continue;
        expect(keepsEverythingOut(sender, answer, missing), `without ${name}`).toBe(false);
      }
    },
  );
});
