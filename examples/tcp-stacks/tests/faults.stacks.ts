import { afterAll, expect, it } from 'vitest';
import { SIDES } from '../driver/hosts.ts';
import { profiles } from '../profiles/profile.ts';
import { FAULTS, FaultyStack } from '../run/faults.ts';
import { harness, start } from '../run/harness.ts';
import { runPaths } from '../run/paths.ts';
import { tracesOf } from '../run/suites.ts';
import { differences, subjectOf, suite, withStacks } from './needed.ts';

withStacks(['lwip'], 'faults at the wire of lwIP', () => {
  const stack = 'missing' in harness('lwip') ? null : start('lwip');
  afterAll(() => stack?.end());

  it.each(FAULTS)('are found: $name', async (fault) => {
    if (stack === null) throw new Error('lwIP is missing');
    const subject = subjectOf('lwip', new FaultyStack(stack, fault));
    const found: string[] = [];
    for (const name of ['transitions', 'reactions'])
      for (const side of SIDES)
        found.push(
          ...differences(await runPaths({ [side]: subject }, tracesOf(suite(name), profiles.lwip.set))),
        );
    expect(found).not.toEqual([]);
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

withStacks(['smoltcp'], 'smoltcp 0.14', () => {
  it('sends no FIN for a CLOSE in SYN-RECEIVED, and that is found', async () => {
    const subject = subjectOf('smoltcp');
    const set = { ...profiles.smoltcp.set, callsInSynReceived: true };
    const results = await runPaths({ server: subject }, tracesOf(suite('any calls'), set));
    await subject.stack.end();
    expect(differences(results)).toContain('server SYN-RECEIVED, CLOSE: sent nothing instead of FIN');
  });
});
