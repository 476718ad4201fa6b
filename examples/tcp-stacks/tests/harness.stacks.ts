import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { encodePacket } from '../link/packet.ts';
import type { Stack } from '../link/stack.ts';
import { harness, start } from '../run/harness.ts';
import { subjects, withStacks } from './needed.ts';

it.runIf(process.env.CI === 'true')('there is at least one stack to test', () => {
  const found = subjects.map((name) => ({ name, ...harness(name) }));
  const reasons = found.flatMap((each) => ('missing' in each ? [`${each.name}: ${each.missing}`] : []));
  const sentence = `all stacks would be skipped, so that nothing would be tested:\n${reasons.join('\n')}`;
  expect(reasons.length, sentence).toBeLessThan(found.length);
});

/** A SYN of 10.9.0.2 for the server. */
const syn = encodePacket({
  from: { address: '10.9.0.2', port: 4000 },
  to: { address: '10.9.0.1', port: 80 },
  sequence: 1000,
  acknowledgment: 0,
  flags: new Set(['S']),
  window: 60_000,
  text: 0,
});
const commands = ['reset ip=1', 'listen 80', `in ${Buffer.from(syn).toString('hex')}`, 'next'];

describe.each(subjects)('the harness of %s', (name) => {
  withStacks([name], 'answers', () => {
    let stack: Stack;
    beforeAll(() => {
      stack = start(name);
    });
    afterAll(() => stack.end());

    async function told(): Promise<readonly string[]> {
      const lines: string[] = [];
      for (const command of commands) {
        const { state, sent, events, errors } = await stack.command(command);
        lines.push([state, sent.length, ...events, ...errors].join(' '));
      }
      return lines;
    }

    it('the same after each reset, but for initial sequence numbers and real time', async () => {
      const first = ['CLOSED 0', 'LISTEN 0', 'SYN-RECEIVED 1', 'SYN-RECEIVED 1'];
      expect([await told(), await told(), await told()]).toEqual([first, first, first]);
    });

    it('the same after a connection was left in the middle of everything', async () => {
      await told();
      await stack.command('abort').catch(() => {});
      expect(await told()).toEqual(await told());
    });

    it('with an error what it does not understand, and goes on', async () => {
      expect((await stack.command('dance')).errors).toHaveLength(1);
      expect((await stack.command('reset ip=1')).state).toBe('CLOSED');
    });

    it('with an error, and no crash, calls on a connection that is not there', async () => {
      await stack.command('reset ip=1');
      for (const call of ['send 1', 'close', 'abort']) await stack.command(call);
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
