import { describe, expect, it } from 'vitest';
import type { Tolerance } from '../driver/tolerance.ts';
import { profiles } from '../profiles/profile.ts';
import { tracesOf } from '../run/suites.ts';
import { agreeing, firstDifference, subjectOf, suite, withStacks } from './needed.ts';

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
  netstack: {
    'RST with ACK': ['any calls', 'client'],
    'ABORT with RST': ['any calls', 'client'],
    'FIN waits for the congestion window': ['reactions', 'server'],
  },
} as const;

describe.each(agreeing)('each tolerance of %s', (name) => {
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
