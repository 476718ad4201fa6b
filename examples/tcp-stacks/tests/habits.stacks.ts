import { describe, expect, it } from 'vitest';
import { asRfc9293, type Habits } from '../../../machines/tcp/habits.ts';
import type { Parameters } from '../../../machines/tcp/parameters.ts';
import { SIDES, SOCKETS } from '../driver/hosts.ts';
import { profiles } from '../profiles/profile.ts';
import { arrive } from '../run/arrive.ts';
import { start } from '../run/harness.ts';
import { SUITES, tracesOf } from '../run/suites.ts';
import { firstDifference, isAllAsked, subjectOf, withStacks } from './needed.ts';

const names = Object.keys(asRfc9293) as readonly (keyof Habits)[];

/** Habits that no path of the suites shows, and what does. */
const shownElsewhere: Readonly<Record<string, readonly string[]>> = {
  // Below; and tests/time-wait.stacks.ts, with a FIN that is not the last one.
  lwip: ['opensSimultaneously', 'timeWaitRestartedBy'],
  smoltcp: [],
  netstack: [],
};

withStacks(['lwip'], 'lwIP in SYN-SENT', () => {
  it('ignores a SYN, so that it does not open simultaneously', async () => {
    const stack = start('lwip');
    const [from, to] = [SOCKETS.server, SOCKETS.client];
    await stack.command('reset ip=2');
    await stack.command(`open ${to.port} ${from.address} ${from.port}`);
    const { state, sent } = await arrive(stack, 'client', { flags: ['S'], sequence: 1000 });
    await stack.end();
    expect([state, sent]).toEqual(['SYN-SENT', []]);
  });
});

// Each habit takes suites of its own.
describe.skipIf(!isAllAsked).each(['lwip', 'smoltcp', 'netstack'] as const)(
  'each habit of %s (ALLWAYS_STACKS=all)',
  (name) => {
    withStacks(
      isAllAsked ? [name] : [],
      isAllAsked ? 'is seen' : `habits of ${name} take minutes: ALLWAYS_STACKS=all`,
      () => {
        const { comparison, set } = profiles[name];
        const isOwn = (habit: keyof Habits) => comparison.habits[habit] !== asRfc9293[habit];
        const own = names.filter((habit) => isOwn(habit) && shownElsewhere[name]?.includes(habit) !== true);

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
      },
    );
  },
);
