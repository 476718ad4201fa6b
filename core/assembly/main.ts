import { followAlone, setWhy, why } from './alone';
import { joined } from './board';
import { forgetPlaces } from './expanding';
import { asleep, beginFollowing, startCounting, transitions } from './following';
import { beginIndex } from './index';
import { beginMemory, size } from './memory';
import { beginSame } from './same';
import { beginStates } from './states';
import { beginTables } from './tables';
import { beginAlone, followTogether } from './together';
import { DONE } from './why';

export { why } from './alone';
export { arrivalGroups, arrivalMove, putArrival, setWaiting } from './arrivals';
export { board, dismiss, fail, joined } from './board';
export { asleep, most, sampled, samples, transitions } from './following';
export { add, reserve } from './index';
export { setJudging } from './judging';
export { allocate, held, heldByStates, size } from './memory';
export { forgetSame } from './same';
export { read, repack, unfitField, unfitValue, vector } from './states';
export { fieldAt, packetAt, setGroups, setHistories, setLabels, setLosses } from './tables';
export { accompany, help } from './together';

/** Begins, without any state, for so many endpoints. Returns false if there is no memory. */
export function begin(endpoints: u32): bool {
  if (!beginMemory()) return false;
  beginTables(endpoints);
  beginStates();
  beginIndex();
  beginSame();
  beginFollowing();
  return beginAlone();
}

/**
 * Expands states from `first` on, at most so many, until more than `limit` are known. Returns how many are done; why no more, stands in `why`. Others help, if there are any, after so
 * many states.
 */
export function run(first: u32, count: u32, limit: u32, alone: u32): u32 {
  startCounting();
  forgetPlaces();
  setWhy(DONE);
  const areOthers = joined() > 0;
  const known = size;
  const done = followAlone(first, areOthers ? min(count, alone) : count, limit);
  if (!areOthers || why !== DONE || done === count) return done;
  const areMostKnown = (transitions - asleep) >>> 1 > size - known;
  return done + followTogether(first + done, count - done, limit, areMostKnown);
}
