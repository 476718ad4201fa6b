import { setWaiting } from './arrivals';
import { beginExpanding, counted, expand, forgetPlaces, hindrance, MOST_STEPS } from './expanding';
import { beginFollowing, bringNear, follow, mayGoOn, startCounting } from './following';
import { beginIndex, reserve } from './index';
import { allocate, beginMemory, size } from './memory';
import { beginStates, STEPS } from './states';
import { beginTables } from './tables';
import { DONE, LIMIT, NO_MEMORY } from './why';

export { arrivalGroups, arrivalMove, putArrival, setWaiting } from './arrivals';
export { most } from './expanding';
export { asleep, sampled, samples, transitions } from './following';
export { add, reserve } from './index';
export { setJudging } from './judging';
export { allocate, held, heldByStates, size } from './memory';
export { read, repack, unfitField, unfitValue, vector } from './states';
export { fieldAt, packetAt, setGroups, setHistories, setLabels, setLosses } from './tables';

/** States that are expanded together, so that memory is waited for once. */
const BATCH: u32 = 64;

/** Per state of a batch: where its successors begin, and those of the last one end; how many of its steps sleep. */
let starts: u32 = 0;
let sleepers: u32 = 0;

export let why: u32 = DONE;

/** Begins, without any state, for so many endpoints. Returns false if there is no memory. */
export function begin(endpoints: u32): bool {
  if (!beginMemory()) return false;
  beginTables(endpoints);
  beginStates();
  beginIndex();
  beginExpanding();
  beginFollowing();
  starts = allocate((BATCH + 1) * 4);
  sleepers = allocate(BATCH * 4);
  return sleepers !== 0;
}

/** Expands states from `first` on, at most so many, until more than `limit` are known. Returns how many are done; why no more, stands in `why`. */
export function run(first: u32, count: u32, limit: u32): u32 {
  let done: u32 = 0;
  startCounting();
  forgetPlaces();
  why = DONE;
  while (done < count && why === DONE && mayGoOn()) {
    const expanded = expandSome(first + done, min(BATCH, count - done));
    const steps = load<u32>(starts + expanded * 4);
    if (!reserve(steps)) {
      why = NO_MEMORY;
      return done;
    }
    bringNear(steps);
    for (let i: u32 = 0; i < expanded; i++) {
      const from = load<u32>(starts + i * 4);
      follow(first + done, from, load<u32>(starts + (i + 1) * 4) - from, load<u32>(sleepers + i * 4));
      done++;
      setWaiting(first + done);
      if (size > limit) {
        why = LIMIT;
        return done;
      }
    }
  }
  return done;
}

/** Expands so many states, or fewer where there is no room for more successors, or one cannot be expanded: then it is told why. Returns how many were. */
function expandSome(first: u32, wanted: u32): u32 {
  let to: u32 = 0;
  store<u32>(starts, 0);
  for (let i: u32 = 0; i < wanted; i++) {
    if (to + MOST_STEPS > STEPS) return i;
    const next = expand(first + i, to);
    if (next < 0) {
      why = hindrance;
      return i;
    }
    to = u32(next);
    store<u32>(starts + (i + 1) * 4, to);
    store<u32>(sleepers + i * 4, counted);
  }
  return wanted;
}
