import type { PropertyOutcome } from '../../../../src/property/outcome.ts';
import type { Checked } from '../../../../src/report/searches/check.ts';
import type { Outcome } from '../../../../src/search/outcome.ts';

/** Property outcomes, one of each verdict. */
export const properties = {
  holds: { name: 'safe', kind: 'invariant', sentence: 'It is safe.', source: null, verdict: 'holds' },
  violated: {
    name: 'no stale data',
    kind: 'step',
    sentence: 'No stale data is accepted.',
    source: 'RFC 1337',
    verdict: 'violated',
    path: [0, 3, 1],
    reason: 'DATA is stale.',
  },
  reached: {
    name: 'both close',
    kind: 'reachable',
    sentence: 'Both sides can close.',
    source: null,
    verdict: 'reached',
    path: [],
    reason: null,
  },
  unreachable: {
    name: 'reopens',
    kind: 'reachable',
    sentence: 'The client can open again.',
    source: null,
    verdict: 'unreachable',
  },
  unknown: {
    name: 'in step',
    kind: 'invariant',
    sentence: 'Both are in step.',
    source: null,
    verdict: 'unknown',
  },
  noThrow: {
    name: 'machines do not throw',
    kind: 'no-throw',
    sentence: 'No machine throws.',
    source: null,
    verdict: 'holds',
  },
} as const satisfies Record<string, PropertyOutcome>;

/** An outcome with these properties. */
export function outcomeOf(list: readonly PropertyOutcome[], more: Partial<Outcome> = {}): Outcome {
  return {
    complete: true,
    ending: 'exhausted',
    properties: [...list, properties.noThrow],
    statistics: {
      distinctStates: 12_345,
      initialStates: 1,
      transitions: 67_890,
      depth: 23,
      frontier: 0,
      seconds: 0.5,
      statesPerSecond: 24_690,
      bytesPerState: 39.4,
      memory: { store: 480_000, trace: 6_393, frontier: 0, components: 20_000, properties: 0 },
      fingerprint: null,
      asleep: 0,
      localTransitions: 265,
      capacityHits: 0,
      beyond: 0,
      cuts: 0,
      throwing: [],
      sizes: [
        { component: 'endpoint client', distinct: 500 },
        { component: 'network', distinct: 78 },
        { component: 'history', distinct: 1 },
      ],
      growing: { component: 'endpoint client', distinct: 500 },
      reductions: [],
    },
    bounds: {
      network: {
        carries: ['SYN', 'DATA'],
        loss: true,
        duplication: false,
        order: 'none',
        lifetime: 1,
        minimumDelay: 0,
        capacity: 4,
        full: 'loses',
        holdsTime: false,
        waitsWhileDown: false,
        channels: [],
        links: [],
        isPlain: true,
        leavesIgnored: false,
      },
      timed: true,
      elastic: ['RTO'],
      equalDelays: 'in-order',
      crashes: [],
      assumptions: [{ name: 'last ACK', sentence: 'The last ACK arrives.' }],
    },
    ...more,
  };
}

/** A check of a variant. */
export function checkedOf(
  variant: string | null,
  outcome: Outcome,
  more: Partial<Checked['instance']> = {},
): Checked {
  return { instance: { name: 'close', variant, parameters: { msl: 1 }, expect: {}, ...more }, outcome };
}
