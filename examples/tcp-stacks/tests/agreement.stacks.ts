import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Subject } from '../driver/driver.ts';
import { SIDES } from '../driver/hosts.ts';
import type { Tolerance } from '../driver/tolerance.ts';
import { profiles } from '../profiles/profile.ts';
import { runPaths } from '../run/paths.ts';
import { tracesOf } from '../run/suites.ts';
import { differences, firstDifference, subjectOf, suite, withStacks } from './needed.ts';

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

    it.skipIf(isRealTime)('on every path for reactions, where both sides are real', async () => {
      const server = subjectOf(name);
      const subjects = { client: subject, server };
      expect(differences(await runPaths(subjects, tracesOf(suite('reactions'), set)))).toEqual([]);
      await server.stack.end();
    });

    it.skipIf(isRealTime)('in the same way each time', async () => {
      const told = async () => {
        const results = await runPaths({ server: subject }, tracesOf(suite('transitions'), set));
        return results.map(({ verdict, tolerated, exchanges }) => [
          verdict,
          [...tolerated],
          exchanges
            .get('server')
            ?.map(({ command, answer }) => [command.slice(0, 2), answer.state, answer.now]),
        ]);
      };
      const first = await told();
      expect(await told()).toEqual(first);
      expect(await told()).toEqual(first);
    });
  });
});

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

/** In which suite, and on which side, a tolerance is needed. */
const needed = {
  lwip: {
    'RST with ACK': ['transitions', 'server'],
    'ABORT with RST': ['any calls', 'client'],
    'two ACKs for two faults': ['text from both sides', 'server'],
  },
  smoltcp: {
    'RST with ACK': ['any calls', 'client'],
    'ABORT with RST': ['any calls', 'client'],
    'limit on challenge ACKs': ['transitions', 'server'],
    'early FIN without an answer': ['transitions', 'client'],
    'FIN in SYN-SENT without an answer': ['reactions', 'client'],
    'duplicate ACK in LAST-ACK answered': ['either closes', 'server'],
  },
  linux: {
    'RST with ACK': ['any calls', 'client'],
    'FIN waits for the congestion window': ['reactions', 'server'],
  },
} as const;

describe.each(['lwip', 'smoltcp', 'linux'] as const)('each tolerance of %s', (name) => {
  withStacks([name], 'is needed', () => {
    const { comparison, set } = profiles[name];
    const places: Readonly<Record<string, readonly [suite: string, side: string]>> = needed[name];

    it('and is named in this test', () => {
      expect(comparison.tolerances.map((each) => each.name).sort()).toEqual(Object.keys(places).sort());
    });

    it.each(comparison.tolerances)('$name', async (tolerance: Tolerance) => {
      const [where = '', side = ''] = places[tolerance.name] ?? [];
      const { stack } = subjectOf(name);
      const without = comparison.tolerances.filter((each) => each !== tolerance);
      const subject = { stack, comparison: { ...comparison, tolerances: without } };
      const found = await firstDifference({ [side]: subject }, tracesOf(suite(where), set));
      await stack.end();
      expect(found).not.toBeNull();
    });
  });
});
