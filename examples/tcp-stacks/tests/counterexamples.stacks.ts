import { check, instantiate, replay } from 'allways';
import { describe, expect, it } from 'vitest';
import model from '../../../machines/tcp/model.ts';
import type { Subjects } from '../driver/driver.ts';
import { profiles } from '../profiles/profile.ts';
import { runPath } from '../run/paths.ts';
import { agreeing, subjectOf, withStacks } from './needed.ts';

/** Counterexamples of a stack's variant: what the checker says that two such stacks can do to each other. */
function counterexamples(variant: string) {
  const { model: instance, ...rest } = instantiate(model, { variant });
  return check({ model: instance, ...rest }).properties.flatMap((outcome) =>
    'path' in outcome && outcome.verdict === 'violated'
      ? [{ property: outcome.name, trace: replay(instance, outcome.path) }]
      : [],
  );
}

describe.each(agreeing)('counterexamples of the variant %s', (name) => {
  withStacks([name], 'happen to the stack itself', () => {
    it.each(counterexamples(name))('$property', async ({ trace }) => {
      const [client, server] = [subjectOf(name), subjectOf(name)];
      // Where time is real, it would pass for one while the other waits: there, one side is real at a time.
      const pairs: readonly Subjects[] = profiles[name].isRealTime
        ? [{ client }, { server }]
        : [{ client, server }];
      for (const subjects of pairs)
        expect(await runPath(subjects, trace, 1)).toMatchObject({ verdict: 'agrees' });
      for (const { stack } of [client, server]) await stack.end();
    });
  });
});
