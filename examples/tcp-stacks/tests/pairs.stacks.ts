import { describe, expect, it } from 'vitest';
import { profiles } from '../profiles/profile.ts';
import { runPaths } from '../run/paths.ts';
import { tracesOf } from '../run/suites.ts';
import { differences, subjectOf, suite, withStacks } from './needed.ts';

describe('two different stacks', () => {
  withStacks(['lwip', 'smoltcp'], 'agree with the model', () => {
    it.each([
      ['lwip', 'smoltcp'],
      ['smoltcp', 'lwip'],
    ] as const)('%s with a server that is %s', async (client, server) => {
      const subjects = { client: subjectOf(client), server: subjectOf(server) };
      const traces = tracesOf(suite('transitions'), { ...profiles[client].set, serverStack: server });
      expect(differences(await runPaths(subjects, traces))).toEqual([]);
      for (const { stack } of Object.values(subjects)) await stack.end();
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
