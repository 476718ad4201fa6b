import { initialTcb, type Settings, type Tcb } from '../../../machines/tcp/tcb.ts';
import type { Place } from './translation.ts';

const settings: Settings = {
  size: 8,
  window: 2,
  isn: 'fixed',
  data: 1,
  timeWait: 2000,
  retransmissionTimeout: 1000,
  retransmissions: 0,
  finRetransmission: true,
  restartTimeWait: true,
  restartOnAnyAnswer: false,
  answersOnlyFinInTimeWait: false,
  ignoreRstInTimeWait: false,
  reopenFromTimeWait: false,
  combineFinWithAck: false,
  listens: true,
  timestamps: false,
};

/** A local state for tests: what is not given is as before any connection. */
export const place = (value: string, tcb: Partial<Tcb>): Place => ({
  value,
  context: { ...initialTcb(settings), ...tcb },
});
