import { describe, expect, it } from 'vitest';
import type { Segment } from '../../../machines/tcp/segment.ts';
import { profiles, type SubjectName } from '../profiles/profile.ts';
import { start } from '../run/harness.ts';
import { CAUSES, waited } from '../run/time-wait.ts';
import { subjects, withStacks } from './needed.ts';

/** How long TIME-WAIT lasts, how exactly that is seen, and when a segment arrives in it, in milliseconds. */
const lengths = {
  lwip: { lasts: 120_250, within: 1000, after: 40_000 },
  smoltcp: { lasts: 10_000, within: 1000, after: 5000 },
  linux: { lasts: 60_000, within: 2500, after: 12_000 },
  netstack: { lasts: 60_000, within: 100, after: 20_000 },
} as const;
const isMeasured = (name: SubjectName): name is keyof typeof lengths => name in lengths;

describe.each(subjects.filter(isMeasured))('TIME-WAIT of %s', (name) => {
  const { lasts, within, after } = lengths[name];
  const { habits } = profiles[name].comparison;

  /** A RST that is believed ends TIME-WAIT at once. */
  const isBelieved = (segment: Segment | null) => segment?.kind === 'RST' && habits.inexactRst === 'believed';

  withStacks([name], 'begins anew as its variant of the model says', () => {
    // Side by side, each in a host of its own: with Linux, a minute is a minute.
    it.concurrent.each(CAUSES)('with $name', async (cause) => {
      const stack = start(name);
      const { restarts, lasted, lastedSince } = await waited(stack, habits, cause, after);
      await stack.end();
      const found = restarts ? lastedSince : lasted;
      const wanted = isBelieved(cause.segment) ? after : lasts;
      expect(Math.abs(found - wanted), `${found} ms, not ${wanted} ms`).toBeLessThanOrEqual(within);
    });
  });
});
