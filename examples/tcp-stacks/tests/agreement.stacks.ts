import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Subject } from '../driver/driver.ts';
import { SIDES } from '../driver/hosts.ts';
import { profiles } from '../profiles/profile.ts';
import { accountOf } from '../run/account.ts';
import { runPaths } from '../run/paths.ts';
import { canBePlayedTogether } from '../run/real-time.ts';
import { SUITES, tracesOf } from '../run/suites.ts';
import { agreeing, differences, isAllAsked, subjectOf, suite, withStacks } from './needed.ts';

/** Of so many paths one goes three times where not all is asked for: with Linux, whose time is real, all of them take most of an hour. */
const ONE_OF = 40;
const SHARE = isAllAsked ? 'on every path' : `on one of ${ONE_OF} paths`;

describe.each(agreeing)('%s', (name) => {
  withStacks([name], 'agrees with its variant of the model', () => {
    const { isRealTime, set } = profiles[name];
    let subject: Subject;
    beforeAll(() => {
      subject = subjectOf(name);
      // Made before any stack waits: while paths are made, real time passes unseen.
      for (const each of SUITES) tracesOf(each, set);
    });
    afterAll(() => subject.stack.end());

    it.each([...SIDES])('on every path for transitions, as the %s', async (side) => {
      const results = await runPaths({ [side]: subject }, tracesOf(suite('transitions'), set));
      expect(differences(results)).toEqual([]);
      expect(results.map(({ verdict }) => verdict)).not.toContain('slipped');
    });

    // Two stacks whose time is real need some of it for each path that waits for a timer: there are fewer for transitions.
    const both = isRealTime ? 'transitions' : 'reactions';
    it(`on every path for ${both}, where both sides are real`, async () => {
      const server = subjectOf(name);
      const traces = tracesOf(suite(both), set).filter((trace) => !isRealTime || canBePlayedTogether(trace));
      expect(traces.length).toBeGreaterThan(0);
      expect(differences(await runPaths({ client: subject, server }, traces))).toEqual([]);
      await server.stack.end();
    });

    // Side by side, since where time is real, most of it is waited for.
    it.concurrent.each(SUITES)(`in the same way in each of three runs, ${SHARE}: $name`, async (each) => {
      const [client, server] = [subjectOf(name), subjectOf(name)];
      const traces = tracesOf(each, set).filter((_, i) => isAllAsked || i % ONE_OF === 0);
      const together = traces.filter((trace) => !isRealTime || canBePlayedTogether(trace));
      const told = async () => {
        const results = [
          ...(await runPaths({ client }, traces)),
          ...(await runPaths({ server }, traces)),
          ...(await runPaths({ client, server }, together)),
        ];
        return results.map((result) => accountOf(result, isRealTime));
      };
      const first = await told();
      expect(await told()).toEqual(first);
      expect(await told()).toEqual(first);
      for (const { stack } of [client, server]) await stack.end();
    });
  });
});
