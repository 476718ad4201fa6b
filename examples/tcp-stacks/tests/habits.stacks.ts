import { describe, expect, it } from 'vitest';
import { asRfc9293, type Habits } from '../../../machines/tcp/habits.ts';
import type { Parameters } from '../../../machines/tcp/parameters.ts';
import { SIDES } from '../driver/hosts.ts';
import { profiles } from '../profiles/profile.ts';
import { SUITES, tracesOf } from '../run/suites.ts';
import { firstDifference, subjectOf, withStacks } from './needed.ts';

const names = Object.keys(asRfc9293) as readonly (keyof Habits)[];

/** Each habit takes suites of its own, which takes minutes: beyond what CI has for stacks. */
const isAsked = process.env.ALLWAYS_STACKS === 'all';

describe.skipIf(!isAsked).each(['lwip', 'smoltcp'] as const)(
  'each habit of %s (ALLWAYS_STACKS=all)',
  (name) => {
    withStacks([name], isAsked ? 'is seen' : `habits of ${name} take minutes: ALLWAYS_STACKS=all`, () => {
      const { comparison, set } = profiles[name];
      const own = names.filter((habit) => comparison.habits[habit] !== asRfc9293[habit]);

      it.each(own)('%s', async (habit) => {
        const without: Partial<Parameters> = { ...set, [habit]: asRfc9293[habit] };
        const { stack } = subjectOf(name);
        const habits = { ...comparison.habits, [habit]: asRfc9293[habit] };
        const subject = { stack, comparison: { ...comparison, habits } };
        let found: string | null = null;
        for (const suite of SUITES)
          for (const side of SIDES)
            found ??= await firstDifference({ [side]: subject }, tracesOf(suite, without));
        await stack.end();
        expect(found).not.toBeNull();
      });
    });
  },
);
