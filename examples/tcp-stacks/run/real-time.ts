import type { Trace } from 'allways';
import { otherOf, type Side } from '../driver/hosts.ts';
import { placeOf } from '../driver/real-end.ts';

/**
 * Whether two stacks whose time is real can be taken along a path together: while one waits for its retransmission timer, time
 * passes for the other one as well, so that this must have nothing to send again.
 */
export function canBePlayedTogether(trace: Trace): boolean {
  return trace.steps.every(({ action }, i) => {
    if (action.kind !== 'expire' || action.timer !== 'RTO') return true;
    const before = { after: trace.steps[i - 1]?.after ?? trace.initial };
    const { una, nxt } = placeOf(before, otherOf[action.endpoint as Side]).context;
    return una === nxt;
  });
}
