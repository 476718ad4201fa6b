import { ringGroups, ringMoves, ringRoom, size, widenRing } from './memory';

/* How the search came to the states that wait, in order of discovery. */

/** The first state that waits. */
export let waiting: u32 = 0;

/** States from this one on still wait to be expanded. */
export function setWaiting(state: u32): void {
  waiting = state;
}

/** Sees to it that so many more states can wait. Returns false if there is no memory. */
export function reserveWaiting(count: u32): bool {
  while (size + count - waiting > ringRoom) if (!growRing()) return false;
  return true;
}

function growRing(): bool {
  const before = ringRoom;
  if (!widenRing(before * 2)) return false;
  const mask = before * 2 - 1;
  for (let state = waiting; state < size; state++) {
    const from = state & (before - 1);
    const to = state & mask;
    if (from === to) continue;
    store<u16>(ringMoves + to * 2, load<u16>(ringMoves + from * 2));
    store<u32>(ringGroups + to * 4, load<u32>(ringGroups + from * 4));
  }
  return true;
}

/** How the search came to a state that waits. */
export function putArrival(state: u32, move: u32, word: u32): void {
  const at = state & (ringRoom - 1);
  store<u16>(ringMoves + at * 2, u16(move));
  store<u32>(ringGroups + at * 4, word);
}

export function arrivalMove(state: u32): u32 {
  return load<u16>(ringMoves + (state & (ringRoom - 1)) * 2);
}

export function arrivalGroups(state: u32): u32 {
  return load<u32>(ringGroups + (state & (ringRoom - 1)) * 4);
}
