import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Subject } from '../driver/driver.ts';
import { SIDES } from '../driver/hosts.ts';
import { profiles } from '../profiles/profile.ts';
import { accountOf } from '../run/account.ts';
import { runPaths } from '../run/paths.ts';
import { canBePlayedTogether } from '../run/real-time.ts';
import { tracesOf } from '../run/suites.ts';
import { differences, subjectOf, suite, withStacks } from './needed.ts';

describe.each(['lwip', 'smoltcp', 'linux'] as const)('%s', (name) => {
  withStacks([name], 'agrees with its variant of the model', () => {
    const { isRealTime, set } = profiles[name];
    let subject: Subject;
    beforeAll(() => {
      subject = subjectOf(name);
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

    it('in the same way in each of three runs', async () => {
      const told = async () => {
        const results = await runPaths({ server: subject }, tracesOf(suite('transitions'), set));
        return results.map((result) => accountOf(result, isRealTime));
      };
      const first = await told();
      expect(await told()).toEqual(first);
      expect(await told()).toEqual(first);
    });
  });
});
