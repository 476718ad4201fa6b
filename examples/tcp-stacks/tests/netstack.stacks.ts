import { describe, expect, it } from 'vitest';
import { SIDES } from '../driver/hosts.ts';
import { profiles } from '../profiles/profile.ts';
import { accountOf } from '../run/account.ts';
import { runPaths } from '../run/paths.ts';
import { tracesOf } from '../run/suites.ts';
import { differences, isAllAsked, subjectOf, suite, withStacks } from './needed.ts';

/** What it does otherwise on paths for transitions and the model has no parameter for (docs/stacks.md), by side. */
const known = {
  client: [
    'client FIN-WAIT-1, FIN with SEQ = RCV.NXT + 1, ACK = SND.NXT: value FIN-WAIT-1 instead of FIN-WAIT-2',
  ],
  server: [
    'server CLOSE-WAIT, RST with SEQ = RCV.NXT, no ACK: observed nothing instead of reset',
    'server ESTABLISHED, ACK with SEQ = RCV.NXT + 1, ACK = SND.NXT + 2: sent nothing instead of ACK',
  ],
} as const;

describe.skipIf(!isAllAsked)('netstack takes minutes to build: ALLWAYS_STACKS=all', () => {
  withStacks(isAllAsked ? ['netstack'] : [], 'it', () => {
    it.each([...SIDES])('differs from the model only in what is known, as the %s', async (side) => {
      const subject = subjectOf('netstack');
      const traces = tracesOf(suite('transitions'), profiles.netstack.set);
      const first = await runPaths({ [side]: subject }, traces);
      const again = await runPaths({ [side]: subject }, traces);
      await subject.stack.end();
      expect(again.map((result) => accountOf(result, false))).toEqual(
        first.map((result) => accountOf(result, false)),
      );
      expect([...differences(first)].sort()).toEqual(known[side]);
    });
  });
});
