import { C_EXPANDED, chunkAt, expandChunk, fillChunk, TOGETHER } from './chunks';
import { hindrance } from './expanding';
import { followChunk, mayGoOn, obstacle } from './following';
import { DONE } from './why';

/** Why no more states were followed. */
export let why: u32 = DONE;

export function setWhy(reason: u32): void {
  why = reason;
}

/** Expands and follows states from `first` on, some at a time. Returns how many: fewer if `why` says why. */
export function followAlone(first: u32, count: u32, limit: u32): u32 {
  let done: u32 = 0;
  while (done < count && mayGoOn()) {
    fillChunk(0, first + done, min(TOGETHER, count - done));
    expandChunk(0, false, 0);
    if (load<u32>(chunkAt(0), C_EXPANDED) === 0) {
      why = hindrance;
      return done;
    }
    done += followChunk(0, limit);
    if (obstacle !== DONE) {
      why = obstacle;
      return done;
    }
  }
  return done;
}
