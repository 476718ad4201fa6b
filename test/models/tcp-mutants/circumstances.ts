import type { Parameters } from '../../../machines/tcp/parameters.ts';

/** Nothing is assumed of the network. */
const nothing = { lastAckArrives: false, ignoreRstInTimeWait: false, oldSynOpensNothing: false } as const;
/** Two segments in flight, and either side may close first. */
const small = { capacity: 2, closes: 'either', clientData: 0, serverData: 0 } as const;

/** Choices of the parameters of the TCP model from which test paths are made, each small enough to be searched in a moment. */
export const circumstances = {
  'text in both directions': { ...small, closes: 'client', incarnations: 1, clientData: 1, serverData: 1 },
  'two segments of text': { ...small, incarnations: 1, clientData: 2, window: 1, sequenceSpace: 8 },
  'two connections': { ...small, ...nothing },
  timestamps: {
    ...small,
    ...nothing,
    closes: 'client',
    isn: 'increment',
    timeWait: 0,
    duplication: false,
    timestamps: true,
  },
  'an abort': { ...small, ...nothing, incarnations: 1, abort: true },
  'a simultaneous open': { ...small, ...nothing, incarnations: 1, simultaneousOpen: true },
  'a refused open': { ...small, ...nothing, incarnations: 1, listens: false, retransmissions: 1 },
  'a reopened connection': {
    ...small,
    ...nothing,
    duplication: false,
    closes: 'server',
    isn: 'monotone',
    reopenFromTimeWait: true,
    retransmissions: 1,
  },
} as const satisfies Readonly<Record<string, Partial<Parameters>>>;
