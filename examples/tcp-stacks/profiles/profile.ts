import { release } from 'node:os';
import { asRfc9293 } from '../../../machines/tcp/habits.ts';
import type { Parameters } from '../../../machines/tcp/parameters.ts';
import { type StackName, stacks } from '../../../machines/tcp/stacks.ts';
import type { Comparison } from '../driver/tolerance.ts';
import {
  abortWithRst,
  answersDuplicateInLastAck,
  answersTwice,
  challengeLimit,
  finWaitsForWindow,
  ignoresEarlyFin,
  ignoresFinInSynSent,
  rstWithAck,
} from './tolerances.ts';

/** A harness, by its name: two versions of one stack can be compared with one variant of the model. */
export type SubjectName = 'lwip' | 'smoltcp' | 'smoltcp-0.12' | 'linux' | 'netstack';

/** What is known of a stack: the variant of the model that it is, and what is tolerated besides. */
export interface Profile {
  readonly name: SubjectName;
  /** Name and version. */
  readonly title: string;
  readonly set: Partial<Parameters>;
  readonly comparison: Comparison;
  /** Whether its time is real, so that paths take as long as its timers. */
  readonly isRealTime: boolean;
  /** Whether it is known to differ from the model by a fault. */
  readonly differs: boolean;
}

const comparison = (
  variant: StackName,
  rest: Omit<Comparison, 'habits'>,
): Pick<Profile, 'set' | 'comparison'> => ({
  set: stacks[variant],
  comparison: { habits: { ...asRfc9293, ...stacks[variant] }, ...rest },
});

const SECOND = 1000;

const smoltcp = comparison('smoltcp', {
  timeWait: { lasts: 10 * SECOND, within: 10 },
  tells: ['delivered', 'peerClosed'],
  tolerances: [
    rstWithAck,
    abortWithRst,
    challengeLimit(SECOND),
    ignoresEarlyFin,
    ignoresFinInSynSent,
    answersDuplicateInLastAck,
  ],
});

export const profiles: Readonly<Record<SubjectName, Profile>> = {
  lwip: {
    name: 'lwip',
    title: 'lwIP 2.1.3',
    isRealTime: false,
    differs: false,
    ...comparison('lwip', {
      // 2·MSL of 60 s, and its slow timer, which ticks every 500 ms, must have passed it.
      timeWait: { lasts: 120 * SECOND + 250, within: 300 },
      tells: ['delivered', 'peerClosed', 'reset'],
      tolerances: [rstWithAck, abortWithRst, answersTwice],
    }),
  },
  smoltcp: { name: 'smoltcp', title: 'smoltcp 0.14.0', isRealTime: false, differs: false, ...smoltcp },
  'smoltcp-0.12': {
    name: 'smoltcp-0.12',
    title: 'smoltcp 0.12.0',
    differs: true,
    isRealTime: false,
    ...smoltcp,
  },
  linux: {
    name: 'linux',
    title: `Linux ${release()}`,
    isRealTime: true,
    differs: false,
    ...comparison('linux', {
      timeWait: null,
      tells: ['delivered', 'peerClosed', 'reset'],
      tolerances: [rstWithAck, finWaitsForWindow],
    }),
  },
  netstack: {
    name: 'netstack',
    title: 'netstack of 2026-09-05',
    isRealTime: false,
    differs: false,
    ...comparison('netstack', {
      // Its clock is moved by 50 ms at a time.
      timeWait: { lasts: 60 * SECOND, within: 100 },
      tells: ['delivered', 'peerClosed', 'reset'],
      tolerances: [rstWithAck, abortWithRst, finWaitsForWindow],
    }),
  },
};
