import type { Outcome } from '../../src/index.ts';
import { stepCount } from '../../src/model/action-path.ts';
import type { NaiveOutcome } from './naive/explorer.ts';

/** What a search and the naive explorer must agree on. */
export function summaryOf({ statistics, properties }: Outcome): NaiveOutcome {
  return {
    distinctStates: statistics.distinctStates,
    transitions: statistics.transitions,
    overflows: statistics.capacityHits,
    cuts: statistics.cuts,
    beyond: statistics.beyond,
    properties: properties.filter(isOfPaths).map((property) => ({
      name: property.name,
      verdict: property.verdict,
      length: 'path' in property ? stepCount(property.path) : null,
    })),
  };
}

/** Claims about the long run are another checker's (naive/liveness). */
function isOfPaths({ kind }: Outcome['properties'][number]): boolean {
  return ['invariant', 'step', 'deadlock-free', 'reachable', 'no-throw'].includes(kind);
}
