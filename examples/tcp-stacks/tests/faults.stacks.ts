import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SIDES } from '../driver/hosts.ts';
import { decodePacket } from '../link/packet.ts';
import type { Answer, Stack } from '../link/stack.ts';
import { profiles } from '../profiles/profile.ts';
import { arrive } from '../run/arrive.ts';
import { FAULTS, FaultyStack } from '../run/faults.ts';
import { start } from '../run/harness.ts';
import { runPaths } from '../run/paths.ts';
import { tracesOf } from '../run/suites.ts';
import {
  agreeing,
  differences,
  firstDifference,
  isAllAsked,
  subjectOf,
  suite,
  withStacks,
} from './needed.ts';

/** Faults that cannot show. */
const hidden: Readonly<Record<string, readonly string[]>> = {
  // It believes any RST in the window by itself, and no path has one that lies outside; the text that arrives in place of the FIN
  // restarts its TIME-WAIT as well.
  smoltcp: ['credulous', 'no restart'],
  // How long its TIME-WAIT lasts is measured apart, since it is a minute of real time.
  linux: ['short TIME-WAIT', 'no restart'],
};

/** Where faults show, those first where most do. */
const places = ['transitions', 'reactions', 'any calls', 'text from both sides', 'either closes'];

describe.each(agreeing)('%s', (name) => {
  const isAsked = name === 'lwip' || isAllAsked;
  describe.skipIf(!isAsked)('with faults', () => {
    const reason = `faults of ${name} take minutes: ALLWAYS_STACKS=all`;
    withStacks([name], isAsked ? 'at its wire, its clock or its user' : reason, () => {
      const faults = FAULTS.filter((fault) => hidden[name]?.includes(fault.name) !== true);
      let stack: Stack;
      beforeAll(() => {
        stack = start(name);
      });
      afterAll(() => stack.end());

      it('has ten of them at least', () => {
        expect(faults.length).toBeGreaterThanOrEqual(10);
      });

      it.each(faults)('is found: $name', async (fault) => {
        const subject = subjectOf(name, new FaultyStack(stack, fault));
        let found: string | null = null;
        for (const suiteName of places)
          for (const side of SIDES)
            found ??= await firstDifference(
              { [side]: subject },
              tracesOf(suite(suiteName), profiles[name].set),
            );
        expect(found).not.toBeNull();
      });
    });
  });
});

withStacks(['smoltcp-0.12'], 'smoltcp 0.12, known to be bad', () => {
  it('never sends its FIN again in CLOSING, and that is found', async () => {
    const subject = subjectOf('smoltcp-0.12');
    const results = await runPaths(
      { server: subject },
      tracesOf(suite('either closes'), profiles['smoltcp-0.12'].set),
    );
    await subject.stack.end();
    expect(differences(results)).toContain('server CLOSING, RTO expires: sent nothing instead of FIN');
  });
});

/** What both versions do about a CLOSE in SYN-RECEIVED (docs/stacks.md). */
describe.each(['smoltcp', 'smoltcp-0.12'] as const)('%s', (name) => {
  withStacks([name], 'closes wrongly in SYN-RECEIVED:', () => {
    it('its FIN has the number of its SYN, and is taken for acknowledged when that is', async () => {
      const stack = start(name);
      const told = ({ state, sent }: Answer) => [
        state,
        sent.map(decodePacket).map(({ flags, sequence }) => [[...flags].join(''), (sequence - iss) | 0]),
      ];
      await stack.command('reset ip=1');
      await stack.command('listen 80');
      const [synAck = new Uint8Array()] = (await arrive(stack, 'server', { flags: ['S'], sequence: 1000 }))
        .sent;
      const iss = decodePacket(synAck).sequence;
      expect(told(await stack.command('close'))).toEqual(['FIN-WAIT-1', []]);
      expect(told(await stack.command('next'))).toEqual(['FIN-WAIT-1', [['FA', 0]]]);
      const ofTheSyn = { flags: ['A'], sequence: 1001, acknowledgment: iss + 1 } as const;
      expect(told(await arrive(stack, 'server', ofTheSyn))).toEqual(['FIN-WAIT-2', []]);
      await stack.end();
    });
  });
});

withStacks(['smoltcp'], 'smoltcp 0.14', () => {
  it('sends no FIN for a CLOSE in SYN-RECEIVED, and that is found', async () => {
    const subject = subjectOf('smoltcp');
    const set = { ...profiles.smoltcp.set, callsInSynReceived: true };
    const results = await runPaths({ server: subject }, tracesOf(suite('any calls'), set));
    await subject.stack.end();
    expect(differences(results)).toContain('server SYN-RECEIVED, CLOSE: sent nothing instead of FIN');
  });
});
