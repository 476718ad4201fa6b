import type { Parameters } from './parameters.ts';
import type { Settings } from './tcb.ts';

/** Milliseconds of a tick. MSL and TIME-WAIT are whole numbers of ticks. */
export const TICK = 1000;

/** Settings of one side. @param data text segments that its user may send in each connection */
export function settingsOf(p: Parameters, data: number, listens: boolean): Settings {
  return {
    size: p.sequenceSpace,
    window: p.window,
    isn: p.isn,
    data,
    timeWait: p.timeWait * TICK,
    retransmissionTimeout: TICK,
    retransmissions: p.retransmissions,
    finRetransmission: p.finRetransmission,
    restartTimeWait: p.restartTimeWait,
    restartOnAnyAnswer: p.restartOnAnyAnswer,
    answersOnlyFinInTimeWait: p.answersOnlyFinInTimeWait,
    ignoreRstInTimeWait: p.ignoreRstInTimeWait,
    reopenFromTimeWait: p.reopenFromTimeWait,
    combineFinWithAck: p.combineFinWithAck,
    timestamps: p.timestamps,
    listens,
  };
}

/** Settings without anything that RFC 9293 leaves to choice: one segment of text, and nobody who listens by itself. */
export const plainSettings: Settings = {
  size: 8,
  window: 2,
  isn: 'fixed',
  data: 1,
  timeWait: 2 * TICK,
  retransmissionTimeout: TICK,
  retransmissions: 0,
  finRetransmission: true,
  restartTimeWait: true,
  restartOnAnyAnswer: false,
  answersOnlyFinInTimeWait: false,
  ignoreRstInTimeWait: false,
  reopenFromTimeWait: false,
  combineFinWithAck: false,
  listens: false,
  timestamps: false,
};
