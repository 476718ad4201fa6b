import { check, instantiate, replay } from 'allways';
import { describe, expect, it } from 'vitest';
import liveness from '../../../machines/tcp/liveness.ts';
import { RESET, SOCKETS } from '../driver/hosts.ts';
import { decodePacket, type Flag } from '../link/packet.ts';
import type { Stack } from '../link/stack.ts';
import { arrive } from '../run/arrive.ts';
import { start } from '../run/harness.ts';
import { runPath } from '../run/paths.ts';
import { isAllAsked, subjectOf, withStacks } from './needed.ts';

const SECOND = 1000;
const HOUR = 3600 * SECOND;

/** What lasts for ever, as the checker finds it for connections of netstack that both sides close at once. */
function endlessClosings() {
  const { model, ...rest } = instantiate(liveness, { variant: 'netstack-overtaken' });
  return check({ model, ...rest }).properties.flatMap((outcome) =>
    outcome.verdict === 'violated' && outcome.kind === 'leads-to' && 'path' in outcome
      ? [{ property: outcome.name, trace: replay(model, outcome.path) }]
      : [],
  );
}

/** Opens a connection to a server, with 0 as the peer's initial number. @returns the server's */
async function establish(stack: Stack): Promise<number> {
  await stack.command(RESET.server);
  await stack.command(`listen ${SOCKETS.server.port}`);
  const { sent } = await arrive(stack, 'server', { flags: ['S'], sequence: 0 });
  const [iss = 0] = sent.map(decodePacket).map(({ sequence }) => sequence);
  await arrive(stack, 'server', { flags: ['A'], sequence: 1, acknowledgment: iss + 1 });
  return iss;
}

/** Its faults, and what no path shows (docs/stacks.md). */
const REASON = 'netstack takes minutes to build: ALLWAYS_STACKS=all';

describe.skipIf(!isAllAsked)('netstack', () => {
  withStacks(isAllAsked ? ['netstack'] : [], isAllAsked ? 'it' : REASON, () => {
    it.each(endlessClosings())('stays in CLOSING for ever: $property', async ({ trace }) => {
      const [client, server] = [subjectOf('netstack'), subjectOf('netstack')];
      expect(await runPath({ client, server }, trace, 1)).toMatchObject({ verdict: 'agrees' });
      const ends = await Promise.all([client, server].map(({ stack }) => stack.command('next')));
      expect(ends.map(({ state }) => state)).toContain('CLOSING');
      expect(ends.flatMap(({ events }) => events)).toEqual(['no-timer', 'no-timer']);
      for (const { stack } of [client, server]) await stack.end();
    });

    it('stays there also where its peer is no stack at all, and an hour later', async () => {
      const stack = start('netstack');
      const iss = await establish(stack);
      expect((await stack.command('close')).state).toBe('FIN-WAIT-1');
      // The ACK of its FIN overtakes the FIN.
      await arrive(stack, 'server', { flags: ['A'], sequence: 2, acknowledgment: iss + 2 });
      const late = await arrive(stack, 'server', {
        flags: ['F', 'A'],
        sequence: 1,
        acknowledgment: iss + 1,
      });
      expect(late.state).toBe('CLOSING');
      // What the peer sends until its own TIME-WAIT is over: its FIN again.
      await arrive(stack, 'server', { flags: ['F', 'A'], sequence: 1, acknowledgment: iss + 2 });
      expect(await stack.command(`advance ${HOUR}`)).toMatchObject({ state: 'CLOSING', sent: [] });
      await stack.end();
    });

    it.each([
      ['text', 'A', ['data 1', 'data 1']],
      ['a FIN', 'FA', ['data 1']],
    ] as const)('puts %s aside that comes early; a FIN is passed over later', async (_, flags, told) => {
      const stack = start('netstack');
      const iss = await establish(stack);
      const early = { flags: [...flags] as Flag[], text: flags === 'A' ? 1 : 0 };
      const first = await arrive(stack, 'server', { ...early, sequence: 2, acknowledgment: iss + 1 });
      expect([first.events, first.sent.length]).toEqual([[], 1]);
      const gap = { flags: ['A'], sequence: 1, acknowledgment: iss + 1, text: 1 } as const;
      const filled = await arrive(stack, 'server', gap);
      await stack.end();
      const octets = filled.events.flatMap((event) => (event === 'data 2' ? ['data 1', 'data 1'] : [event]));
      expect([octets, filled.state]).toEqual([told, 'ESTABLISHED']);
    });

    it.each([
      [['S'], 'SYN-RECEIVED'],
      [['S', 'A'], 'LISTEN'],
    ] as const)('leaves TIME-WAIT for %s beyond RCV.NXT, and does not come back', async (flags, state) => {
      const stack = start('netstack');
      const iss = await establish(stack);
      await stack.command('close');
      const fin = { flags: ['F', 'A'], sequence: 1, acknowledgment: iss + 2 } as const;
      expect((await arrive(stack, 'server', fin)).state).toBe('TIME-WAIT');
      const syn = { flags, sequence: 3, acknowledgment: iss + 2 };
      expect((await arrive(stack, 'server', syn)).state).toBe(state);
      expect((await arrive(stack, 'server', { flags: ['R'], sequence: 4 })).state).toBe('LISTEN');
      await stack.end();
    });

    it('sends its SYN again without end within a second after a wrong ACK in SYN-SENT', async () => {
      const stack = start('netstack');
      const { client, server } = SOCKETS;
      await stack.command(RESET.client);
      await stack.command(`open ${client.port} ${server.address} ${server.port}`);
      const wrong = { flags: ['A'], sequence: 1, acknowledgment: 77 } as const;
      const { sent } = await arrive(stack, 'client', wrong);
      expect(sent.map(decodePacket).map(({ flags }) => [...flags])).toEqual([['R']]);
      const within = await stack.command(`advance ${SECOND - 1}`);
      const syns = within.sent.map(decodePacket).filter(({ flags }) => flags.has('S') && flags.size === 1);
      // 2, 4, 8, … microseconds.
      expect(syns.length).toBe(18);
      await stack.end();
    });
  });
});
