import { size, widenWindow, windowGroups, windowMoves, windowRoom } from './memory';

/* How the search came to the states that wait, in order of discovery. */

/** The first state that waits, and the one that stands first in the window. */
let waiting: u32 = 0;
export let first: u32 = 0;

/** States from this one on still wait to be expanded. */
export function setWaiting(state: u32): void {
  waiting = state;
}

/** The window begins with that state. */
export function setFirst(state: u32): void {
  first = state;
}

/** Whether there is room for so many more. */
export function mayWait(count: u32): bool {
  return size + count - first <= windowRoom;
}

/** Sees to it that so many more states can wait. Returns false if there is no memory. */
export function reserveWaiting(count: u32): bool {
  if (mayWait(count)) return true;
  const needed = size + count - waiting;
  // What no longer waits gives way, if that is enough for a while.
  if (u64(needed) * 6 > u64(windowRoom) * 5 && !widenWindow(needed + (needed >>> 2))) return false;
  const from = waiting - first;
  memory.copy(windowMoves, windowMoves + from * 2, (size - waiting) * 2);
  memory.copy(windowGroups, windowGroups + from * 4, (size - waiting) * 4);
  first = waiting;
  return true;
}

/** How the search came to a state that waits. */
export function putArrival(state: u32, move: u32, word: u32): void {
  const at = state - first;
  store<u16>(windowMoves + at * 2, u16(move));
  store<u32>(windowGroups + at * 4, word);
}

export function arrivalMove(state: u32): u32 {
  return load<u16>(windowMoves + (state - first) * 2);
}

export function arrivalGroups(state: u32): u32 {
  return load<u32>(windowGroups + (state - first) * 4);
}
