import { putArrival, setWaiting } from './arrivals';
import { mayEnd } from './asked';
import {
  C_EXPANDED,
  C_FIRST,
  C_HASHES,
  C_KEYS,
  C_LABELS,
  chunkAt,
  lookAhead,
  near,
  stateIn,
  T_ASLEEP,
  T_END,
  T_STEPS,
} from './chunks';
import { UNMOVED } from './expanding';
import { addAt, reserve } from './index';
import { isHarmless, isJudging } from './judging';
import { allocate, size } from './memory';
import { A_ARRIVAL, A_GROUP, GROUPS, STILL } from './records';
import { networkIn, read, rowsOf, STEPS, words } from './states';
import { labelAt } from './tables';
import { DONE, LIMIT, NO_MEMORY, UNKNOWN } from './why';

/* Adds successors that may be new, in the order of the states that they come from, and notes how the search came to those that are. */

/** Every so many states it is noted from which one they were reached; and how many notes there is room for. */
const SAMPLED: u32 = 64;
const SAMPLES: u32 = 4096;

export let transitions: u32 = 0;
export let asleep: u32 = 0;
/** The most packets in flight at once. */
export let most: u32 = 0;
/** The states from which every so many were reached, in order. */
export let samples: u32 = 0;
export let sampled: u32 = 0;
/** Why not all states of a chunk were followed. */
export let obstacle: u32 = DONE;
/** Per successor: where it leads. */
let targets: u32 = 0;

export function beginFollowing(): void {
  targets = allocate(STEPS * 4);
  samples = allocate(SAMPLES * 4);
}

/** Nothing is counted yet. */
export function startCounting(): void {
  transitions = 0;
  asleep = 0;
  sampled = 0;
}

/** Whether there is room for the notes of one more chunk. */
export function mayGoOn(): bool {
  return sampled + STEPS / SAMPLED + 1 <= SAMPLES;
}

/** Follows the states of a chunk that are expanded, until more than `limit` are known. Returns how many it has followed; why no more, stands in `obstacle`. */
export function followChunk(i: u32, limit: u32): u32 {
  const chunk = chunkAt(i);
  const expanded = load<u32>(chunk, C_EXPANDED);
  obstacle = DONE;
  if (expanded === 0) return 0;
  const count = load<u32>(stateIn(chunk, expanded - 1), T_END);
  if (!reserve(count)) {
    obstacle = NO_MEMORY;
    return 0;
  }
  const first = load<u32>(chunk, C_FIRST);
  lookAhead(load<u32>(chunk, C_HASHES), 0, count);
  let from: u32 = 0;
  for (let k: u32 = 0; k < expanded; k++) {
    const state = stateIn(chunk, k);
    const end = load<u32>(state, T_END);
    if (!isHarmlessToFollow(i, first + k, state, from)) {
      obstacle = UNKNOWN;
      return k;
    }
    transitions += load<u32>(state, T_STEPS) + load<u32>(state, T_ASLEEP);
    asleep += load<u32>(state, T_ASLEEP);
    if (end > from) follow(i, first + k, from, end);
    from = end;
    setWaiting(first + k + 1);
    if (size > limit) {
      obstacle = LIMIT;
      return k + 1;
    }
  }
  return expanded;
}

/** Whether nobody need look at a state of a chunk, in which nothing may happen, nor at its successors. */
function isHarmlessToFollow(i: u32, number: u32, state: u32, from: u32): bool {
  if (load<u32>(state, T_STEPS) === 0 && load<u32>(state, T_ASLEEP) === 0) {
    read(number);
    return mayEnd() !== 0;
  }
  if (!isJudging) return true;
  const end = load<u32>(state, T_END);
  const keys = load<u32>(chunkAt(i), C_KEYS);
  const stride = words * 8;
  for (let row = from; row < end; row++) {
    if (!isHarmless(rowsOf(i) + row * stride, load<u64>(keys + row * 8))) return false;
  }
  return true;
}

/** Adds the successors of a state. */
function follow(i: u32, state: u32, from: u32, end: u32): void {
  const known = size;
  const hashes = load<u32>(chunkAt(i), C_HASHES);
  const rows = rowsOf(i);
  const stride = words * 8;
  for (let row = from; row < end; row++) {
    const target = addAt(rows + row * stride, load<u32>(hashes + row * 4), load<u32>(near + row * 4));
    store<i32>(targets + row * 4, target);
    if (target >= 0) most = max(most, u32(popcnt(networkIn(rows + row * stride))));
  }
  if (size === known) return;
  noteArrivals(load<u32>(chunkAt(i), C_LABELS), known, from, end);
  for (let sample = (known + SAMPLED - 1) & ~(SAMPLED - 1); sample < size; sample += SAMPLED) {
    store<u32>(samples + sampled++ * 4, state);
  }
}

/** See reduction/sleep/arrivals.ts. */
function noteArrivals(labels: u32, known: u32, from: u32, end: u32): void {
  let awake: u32 = 0;
  for (let row = end; row-- > from; ) {
    const target = load<i32>(targets + row * 4);
    const packed = load<u32>(labels + row * 4);
    const record = labelAt(packed & ~UNMOVED);
    if (target >= 0) {
      const word = (~awake & GROUPS) | ((packed & UNMOVED) !== 0 ? STILL : 0);
      putArrival(u32(target), load<u32>(record, A_ARRIVAL), word);
    }
    // A step to a state that another step of this state has led to may have been taken later than that one.
    if (target >= i32(known) || ~target >= i32(known)) awake |= load<u32>(record, A_GROUP);
  }
}
