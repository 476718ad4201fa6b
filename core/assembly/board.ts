/*
 * What threads tell one another, in words of memory that all see. One of them leads: it hands out chunks of states, and is the only one that changes
 * what is known. The others expand states, and only while it has not paused them: whoever is active reads what must not move.
 */

/** Bytes from one of these words to the next: none stands in a line of the cache with another one. */
export const LINE: u32 = 128;
/** Whether nobody but the one that leads may go on. */
const PAUSED: u32 = 0;
/** How many others are active. */
const ACTIVE: u32 = LINE;
/** Chunks that were handed out since they were paused last; and how many of them somebody has begun with. */
const HANDED: u32 = LINE * 2;
const CLAIMED: u32 = LINE * 3;
/** States that are known for sure, and stay where they are. */
const PUBLISHED: u32 = LINE * 4;
/** Whether there is nothing to do any more. */
const ENDED: u32 = LINE * 5;
/** How many others wait for chunks. */
const IDLE: u32 = LINE * 6;
/** Changes whenever what follows does: what the others must know before they expand states. */
const EPOCH: u32 = LINE * 7;
/** How many others have joined. */
const JOINED: u32 = LINE * 8;
/** Whether one of them has failed: what it was at is never done. */
const FAILED: u32 = LINE * 9;
export const KNOWLEDGE: u32 = LINE * 10;
export const BOARD: u32 = LINE * 13;

/** How often a thread looks before it sleeps: what it waits for takes a few microseconds. */
const LOOKS: u32 = 4000;
/** Nanoseconds for which it sleeps, at most, before it looks again. */
const NAP: i64 = 50_000_000;

/** Where all this stands; 0 as long as there is only one thread. */
export let board: u32 = 0;

/** The board stands there, and is new: others are paused until they are resumed, since nothing is told yet. */
export function beginBoard(at: u32): void {
  setBoard(at);
  atomic.store<i32>(board + PAUSED, 1);
}

/** The board stands there. */
export function setBoard(at: u32): void {
  board = at;
}

/** A thread that helps has failed. */
export function fail(): void {
  atomic.store<i32>(board + FAILED, 1);
}

/** Waits, as the one that leads, for a while if a word is still this. */
export function awaitOthers(at: u32, old: i32): void {
  awaitChange(at, old);
  if (atomic.load<i32>(board + FAILED) !== 0) unreachable();
}

/** Waits for a while if a word is still this. */
function awaitChange(at: u32, old: i32): void {
  for (let look: u32 = 0; look < LOOKS; look++) if (atomic.load<i32>(at) !== old) return;
  atomic.wait<i32>(at, old, NAP);
}

/** Whether others may be active. */
export let isAccompanied: bool = false;

/** Has the others pause, and waits until none is active: until they are resumed, everything may move. */
export function beAlone(): void {
  if (!isAccompanied) return;
  isAccompanied = false;
  atomic.store<i32>(board + PAUSED, 1);
  for (;;) {
    const active = atomic.load<i32>(board + ACTIVE);
    if (active === 0) return;
    awaitOthers(board + ACTIVE, active);
  }
}

/** Lets the others go on, who are paused. */
export function resume(): void {
  isAccompanied = true;
  atomic.add<i32>(board + EPOCH, 1);
  atomic.store<i32>(board + PAUSED, 0);
  atomic.notify(board + PAUSED, -1);
}

/** The others are to leave. They must be paused. */
export function dismiss(): void {
  atomic.store<i32>(board + ENDED, 1);
  atomic.notify(board + PAUSED, -1);
}

/** One more thread helps from now on. */
export function join(): void {
  atomic.add<i32>(board + JOINED, 1);
  atomic.notify(board + JOINED, 1);
}

/** How many others help. */
export function joined(): u32 {
  return board === 0 ? 0 : atomic.load<u32>(board + JOINED);
}

export function hasEnded(): bool {
  return atomic.load<i32>(board + ENDED) !== 0;
}

/** Waits, as one of the others, while they are paused, or for a while. */
export function awaitResumed(): void {
  if (atomic.load<i32>(board + PAUSED) !== 0) awaitChange(board + PAUSED, 1);
}

/** Becomes active. Returns false, and is not, while others are paused. */
export function enter(): bool {
  atomic.add<i32>(board + ACTIVE, 1);
  if (atomic.load<i32>(board + PAUSED) === 0) return true;
  leave();
  return false;
}

export function leave(): void {
  atomic.sub<i32>(board + ACTIVE, 1);
  if (atomic.load<i32>(board + PAUSED) !== 0) atomic.notify(board + ACTIVE, 1);
}

export function epoch(): i32 {
  return atomic.load<i32>(board + EPOCH);
}

/** So many states are known, and stay where they are until the others are paused. */
export function publish(states: u32): void {
  atomic.store<u32>(board + PUBLISHED, states);
}

export function published(): u32 {
  return atomic.load<u32>(board + PUBLISHED);
}

/** No chunk is handed out. The others must be paused. */
export function startHandingOut(): void {
  atomic.store<i32>(board + HANDED, 0);
  atomic.store<i32>(board + CLAIMED, 0);
}

/** One more chunk can be claimed. */
export function handOut(): void {
  atomic.add<i32>(board + HANDED, 1);
  if (atomic.load<i32>(board + IDLE) !== 0) atomic.notify(board + HANDED, -1);
}

/** The number of a chunk that nobody has begun with, and that this thread expands now; -1 if there is none. */
export function claim(): i32 {
  let claimed = atomic.load<i32>(board + CLAIMED);
  while (claimed < atomic.load<i32>(board + HANDED)) {
    const seen = atomic.cmpxchg<i32>(board + CLAIMED, claimed, claimed + 1);
    if (seen === claimed) return claimed;
    claimed = seen;
  }
  return -1;
}

/** Waits, as one of the others, until more was handed out, or for a while. */
export function awaitChunks(): void {
  const handed = atomic.load<i32>(board + HANDED);
  if (atomic.load<i32>(board + CLAIMED) < handed) return;
  atomic.add<i32>(board + IDLE, 1);
  awaitChange(board + HANDED, handed);
  atomic.sub<i32>(board + IDLE, 1);
}
