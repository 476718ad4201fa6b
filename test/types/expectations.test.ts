import { beforeAll, describe, expect, it } from 'vitest';
import { compile, fixture } from './compile.ts';

const expectations = fixture('expectations.ts');

/** What is written instead of what, and what the compiler says. */
const mistakes: Record<string, readonly [instead: string, write: string, complaint: RegExp]> = {
  'a property that the model does not have': [
    "toHold('the right one rests')",
    "toHold('the right one rest')",
    /"the right one rest"' is not assignable to parameter of type .*"the right one rests"/,
  ],
  'a variant that it does not have': [
    "variant('slow'",
    "variant('slov'",
    /"slov"' is not assignable .*"slow"/,
  ],
  'a parameter that it does not have': ["side: 'right' }", "sight: 'right' }", /'sight' does not exist/],
  'a value that a parameter cannot have': [
    "side: 'right' }",
    "side: 'up' }",
    /"up"' is not assignable .*"right"/,
  ],
  'a number of steps that is none': [
    '{ steps: 1 }',
    "{ steps: 'one' }",
    /'string' is not assignable to type 'number'/,
  ],
  'a variant that it does not have, of checked': [
    "'fast' })",
    "'vast' })",
    /"vast"' is not assignable .*"fast"/,
  ],
  'a property that it does not have, of another variant': [
    "toBeReached('the left one goes')",
    "toBeReached('the left one rests')",
    /is not assignable to parameter of type .*"the left one goes"/,
  ],
  'a property that it does not have, of a matrix': [
    "slow: { 'the left one goes': 'reached' }",
    "slow: { 'the left one rests': 'reached' }",
    /'the left one rests'+ does not exist/,
  ],
  'a verdict that is none': [
    "slow: { 'the left one goes': 'reached' }",
    "slow: { 'the left one goes': 'reeched' }",
    /"reeched"' is not assignable to type/,
  ],
  'what is no model': [
    "expect(model).toHold('the",
    "expect('model').toHold('the",
    /not assignable to parameter of type 'never'/,
  ],
  'a property that the model does not have, in what a variant expects': [
    "'no deadlock': 'violated',",
    "'no deadlok': 'violated',",
    /'no deadlok'+ does not exist/,
  ],
};

function lineOf(text: string): number {
  return expectations.slice(0, expectations.indexOf(text)).split('\n').length;
}

describe('the types of expectations', () => {
  let complaints: ReturnType<typeof compile> = {};
  beforeAll(() => {
    const changed = Object.entries(mistakes).map(([name, [instead, write]]) => [
      `${name}.ts`,
      expectations.replace(instead, write),
    ]);
    complaints = compile({ ...Object.fromEntries(changed), 'expectations.ts': expectations });
  });

  it('know the names of a model', () => expect(complaints['expectations.ts']).toEqual([]));

  for (const [name, [instead, , complaint]] of Object.entries(mistakes)) {
    it(`refuse ${name}`, () => {
      expect(complaints[`${name}.ts`]).toEqual([
        { line: lineOf(instead), text: expect.stringMatching(complaint) },
      ]);
    });
  }
});
