import { defineModel } from 'allways';
import { rowsAreTaken, statesAreEntered } from '../../properties/tcp/rows.ts';
import type { Parameters } from './parameters.ts';
import { protocol } from './protocol.ts';

/** The same protocol, asked whether it enters every state and takes every row of the table of connection states. */
export default defineModel({
  ...protocol,
  name: 'tcp-table',
  properties: [...statesAreEntered, ...rowsAreTaken],
});

/** Nothing is assumed. */
const nothing = { lastAckArrives: false, ignoreRstInTimeWait: false, oldSynOpensNothing: false } as const;
/** What is dropped without effect is no step if a copy of it stays in flight. */
const noCopies = { duplication: false, capacity: 2 } as const;

/** Circumstances in which, taken together, every row is taken: the rows that one leaves over are for the next. */
export const circumstances: readonly Partial<Parameters>[] = [
  { closes: 'either', serverData: 0, capacity: 2 },
  {
    ...noCopies,
    ...nothing,
    loss: false,
    closes: 'either',
    serverData: 0,
    simultaneousOpen: true,
    listens: false,
    isn: 'increment',
    timeWait: 0,
    calls: 'any',
  },
  {
    ...noCopies,
    loss: false,
    closes: 'server',
    serverData: 0,
    isn: 'monotone',
    reopenFromTimeWait: true,
    calls: 'any',
  },
  { ...noCopies, closes: 'either', clientData: 1 },
];
