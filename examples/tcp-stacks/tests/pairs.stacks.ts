import { describe, expect, it } from 'vitest';
import { profiles } from '../profiles/profile.ts';
import { runPaths } from '../run/paths.ts';
import { tracesOf } from '../run/suites.ts';
import { differences, isAllAsked, subjectOf, suite, withStacks } from './needed.ts';

/** Which stacks stand for which side, in the order client, server; netstack where all is asked for. */
const pairs = [
  ['lwip', 'smoltcp'],
  ['smoltcp', 'lwip'],
  ...(isAllAsked
    ? ([
        ['lwip', 'netstack'],
        ['netstack', 'lwip'],
        ['netstack', 'smoltcp'],
      ] as const)
    : []),
] as const;

describe('two different stacks', () => {
  describe.each(pairs)('%s with a server that is %s', (client, server) => {
    withStacks([client, server], 'agree with the model', () => {
      it('on every path for transitions', async () => {
        const subjects = { client: subjectOf(client), server: subjectOf(server) };
        const traces = tracesOf(suite('transitions'), { ...profiles[client].set, serverStack: server });
        expect(differences(await runPaths(subjects, traces))).toEqual([]);
        for (const { stack } of Object.values(subjects)) await stack.end();
      });
    });
  });

  withStacks(['lwip', 'linux'], 'agree with the model, one in real time', () => {
    it('lwip with a server that is the kernel', async () => {
      const subjects = { client: subjectOf('lwip'), server: subjectOf('linux') };
      const traces = tracesOf(suite('transitions'), { ...profiles.lwip.set, serverStack: 'linux' });
      expect(differences(await runPaths(subjects, traces))).toEqual([]);
      for (const { stack } of Object.values(subjects)) await stack.end();
    });
  });
});
