import { asRfc9293 } from '../../../machines/tcp/habits.ts';
import type { Parameters } from '../../../machines/tcp/parameters.ts';
import type { Comparison } from '../driver/tolerance.ts';
import { abortWithRst, finWaitsForWindow, rstWithAck } from './tolerances.ts';

/**
 * What of gVisor's netstack the model's parameters can say. It is no variant of the model: some of what it does otherwise has no
 * parameter (docs/stacks.md), so that not all paths agree.
 */
export const netstackSet = {
  // receiver.handleTimeWaitSegment drops any RST.
  ignoreRstInTimeWait: true,
  challengesRstInTimeWait: false,
  sendsInListen: false,
  callsInSynReceived: false,
  callsInTimeWait: false,
} as const satisfies Partial<Parameters>;

export const netstackComparison: Comparison = {
  habits: { ...asRfc9293, ...netstackSet },
  // Its clock is moved by 50 ms at a time.
  timeWait: { lasts: 60_000, within: 100 },
  tells: ['delivered', 'peerClosed', 'reset'],
  tolerances: [rstWithAck, abortWithRst, finWaitsForWindow],
};
