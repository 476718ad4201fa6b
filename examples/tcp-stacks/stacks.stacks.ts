import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Subject } from './driver/driver.ts';
import { SIDES } from './driver/hosts.ts';
import { encodePacket } from './link/packet.ts';
import type { Stack } from './link/stack.ts';
import { profiles, type SubjectName } from './profiles/profile.ts';
import { kindsOf } from './run/differences.ts';
import { FAULTS, FaultyStack } from './run/faults.ts';
import { harness, start } from './run/harness.ts';
import { type PathResult, runPaths } from './run/paths.ts';
import { SUITES, tracesOf } from './run/suites.ts';

const names = Object.keys(profiles) as SubjectName[];
const [transitions, , reactions] = SUITES;
const eitherCloses = SUITES.find(({ name }) => name === 'either closes');
if (transitions === undefined || reactions === undefined || eitherCloses === undefined)
  throw new Error('no suites');

/** A group of tests that need these stacks; without them they are skipped, and the name of the group says why. */
function withStacks(needed: readonly SubjectName[], about: string, tests: () => void): void {
  const missing = needed.flatMap((name) => {
    const found = harness(name);
    return 'missing' in found ? [found.missing] : [];
  });
  describe.skipIf(missing.length > 0)(missing.length > 0 ? `${about}: ${missing.join(', ')}` : about, tests);
}

function subjectOf(name: SubjectName, stack: Stack = start(name)): Subject {
  return { stack, comparison: profiles[name].comparison };
}

/** What differs, by kind. */
const differences = (results: readonly PathResult[]) => kindsOf(results).map(({ sentence }) => sentence);

it.runIf(process.env.CI === 'true')('there is at least one stack to test', () => {
  expect(names.filter((name) => 'file' in harness(name))).not.toEqual([]);
});

describe.each(names)('the harness of %s', (name) => {
  withStacks([name], 'answers', () => {
    let stack: Stack;
    beforeAll(() => {
      stack = start(name);
    });
    afterAll(() => stack.end());

    const syn = encodePacket({
      from: { address: '10.9.0.2', port: 4000 },
      to: { address: '10.9.0.1', port: 80 },
      sequence: 1000,
      acknowledgment: 0,
      flags: new Set(['S']),
      window: 60_000,
      text: 0,
    });

    it('the same after each reset, but for initial sequence numbers and real time', async () => {
      const told: unknown[] = [];
      for (let i = 0; i < 3; i++) {
        const states: string[] = [];
        for (const command of ['reset ip=1', 'listen 80', `in ${Buffer.from(syn).toString('hex')}`, 'next']) {
          const { state, sent, events, errors } = await stack.command(command);
          states.push(`${state} ${sent.length} ${events} ${errors}`);
        }
        told.push(states);
      }
      expect(told[0]).toEqual(['CLOSED 0  ', 'LISTEN 0  ', 'SYN-RECEIVED 1  ', 'SYN-RECEIVED 1  ']);
      expect(told).toEqual([told[0], told[0], told[0]]);
    });

    it('with an error what it does not understand, and goes on', async () => {
      expect((await stack.command('dance')).errors).toHaveLength(1);
      expect((await stack.command('reset ip=1')).state).toBe('CLOSED');
    });

    it('and ends with its standard input', async () => {
      const other = start(name);
      await other.command('reset ip=1');
      await other.end();
      await expect(other.command('reset ip=1')).rejects.toThrow('it has ended (0)');
    });
  });
});

describe.each(['lwip', 'smoltcp', 'linux'] as const)('%s', (name) => {
  withStacks([name], 'agrees with its variant of the model', () => {
    it.each([...SIDES])('on every path for transitions, as the %s', async (side) => {
      const subject = subjectOf(name);
      const results = await runPaths({ [side]: subject }, tracesOf(transitions, profiles[name].set));
      await subject.stack.end();
      expect(differences(results)).toEqual([]);
      expect(results.map(({ verdict }) => verdict)).not.toContain('slipped');
    });
  });
});

describe('two stacks', () => {
  withStacks(['lwip', 'smoltcp'], 'agree with the model', () => {
    it.each(['lwip', 'smoltcp'] as const)('where both are %s', async (name) => {
      const subjects = { client: subjectOf(name), server: subjectOf(name) };
      const results = await runPaths(subjects, tracesOf(transitions, profiles[name].set));
      for (const { stack } of Object.values(subjects)) await stack.end();
      expect(differences(results)).toEqual([]);
    });
  });
});

withStacks(['lwip'], 'faults at the wire of lwIP', () => {
  const stack = 'missing' in harness('lwip') ? null : start('lwip');
  afterAll(() => stack?.end());

  it.each(FAULTS)('are found: $name', async (fault) => {
    if (stack === null) throw new Error('lwIP is missing');
    const subject = subjectOf('lwip', new FaultyStack(stack, fault));
    const found: string[] = [];
    for (const suite of [transitions, reactions])
      for (const side of SIDES)
        found.push(...differences(await runPaths({ [side]: subject }, tracesOf(suite, profiles.lwip.set))));
    expect(found).not.toEqual([]);
  });
});

withStacks(['smoltcp-0.12'], 'smoltcp 0.12, known to be bad', () => {
  it('never sends its FIN again in CLOSING, and that is found', async () => {
    const subject = subjectOf('smoltcp-0.12');
    const results = await runPaths({ server: subject }, tracesOf(eitherCloses, profiles['smoltcp-0.12'].set));
    await subject.stack.end();
    expect(differences(results)).toContain('server CLOSING, RTO expires: sent nothing instead of FIN');
  });
});
