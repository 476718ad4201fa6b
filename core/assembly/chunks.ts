import { counted, expand, MOST_STEPS, setSteps } from './expanding';
import { isKnown, probe, slotOf, touch } from './index';
import { allocate, slots } from './memory';
import { rowsOf, STEPS, setRows, words } from './states';

/* A chunk: some states that wait, one after another, and what was found of their steps. */

// States, from which on, and how many; how many of them are expanded; and whether that is done, for other threads to see.
const CHUNK: u32 = 32;
export const C_FIRST: u32 = 0;
export const C_COUNT: u32 = 4;
export const C_EXPANDED: u32 = 8;
export const C_DONE: u32 = 12;
// Per state: where its successors end, of all that the chunk has; its steps that are awake; those that sleep.
const C_STATES: u32 = 16;
const STATE: u32 = 12;
export const T_END: u32 = 0;
export const T_STEPS: u32 = 4;
export const T_ASLEEP: u32 = 8;
// Per successor: its hash, its label, and its key.
export const C_HASHES: u32 = 20;
export const C_LABELS: u32 = 24;
export const C_KEYS: u32 = 28;

/** States of a chunk, at most; and those that are expanded together, so that memory is waited for once. */
export const STATES: u32 = 256;
export const TOGETHER: u32 = 64;
/** Slots from which on it pays to read ahead. */
const FAR: u32 = 1 << 15;

export let chunks: u32 = 0;
/** Per successor: where its probe goes on. */
export let near: u32 = 0;

/** Makes room for so many chunks. Returns false if there is no memory. */
export function beginChunks(count: u32): bool {
  const at = allocate(count * (CHUNK + STATES * STATE + STEPS * 16));
  if (at === 0) return false;
  chunks = at;
  let next = at + count * CHUNK;
  for (let i: u32 = 0; i < count; i++) {
    const chunk = chunkAt(i);
    store<u32>(chunk, next, C_KEYS);
    store<u32>(chunk, next + STEPS * 8, C_HASHES);
    store<u32>(chunk, next + STEPS * 12, C_LABELS);
    store<u32>(chunk, next + STEPS * 16, C_STATES);
    next += STEPS * 16 + STATES * STATE;
  }
  return true;
}

export function setChunks(at: u32): void {
  chunks = at;
}

export function setNear(at: u32): void {
  near = at;
}

export function chunkAt(i: u32): u32 {
  return chunks + i * CHUNK;
}

/** What is known of state `i` of a chunk. */
export function stateIn(chunk: u32, i: u32): u32 {
  return load<u32>(chunk, C_STATES) + i * STATE;
}

/** The chunk `i` is of so many states from now on, and none of them is expanded. */
export function fillChunk(i: u32, first: u32, count: u32): void {
  const chunk = chunkAt(i);
  store<u32>(chunk, first, C_FIRST);
  store<u32>(chunk, count, C_COUNT);
  store<u32>(chunk, 0, C_EXPANDED);
  atomic.store<i32>(chunk, 0, C_DONE);
}

/**
 * Expands the states of a chunk, until one cannot be expanded, or there is no room for more successors. If `sifts` says so, those are left out that are among
 * the first `bound` states.
 */
export function expandChunk(i: u32, sifts: bool, bound: u32): void {
  const chunk = chunkAt(i);
  const count = load<u32>(chunk, C_COUNT);
  setRows(rowsOf(i));
  setSteps(load<u32>(chunk, C_HASHES), load<u32>(chunk, C_LABELS), load<u32>(chunk, C_KEYS));
  let rows: u32 = 0;
  let done: u32 = 0;
  while (done < count) {
    const wanted = sifts ? min(count - done, TOGETHER) : count;
    const expanded = expandSome(chunk, done, wanted, rows);
    if (expanded > 0) {
      rows = sifts
        ? sift(i, done, expanded, rows, bound)
        : load<u32>(stateIn(chunk, done + expanded - 1), T_END);
    }
    done += expanded;
    if (expanded < wanted) break;
  }
  store<u32>(chunk, done, C_EXPANDED);
}

/** Expands so many states of a chunk, or fewer; their successors stand from the row `from` on. Returns how many were. */
function expandSome(chunk: u32, done: u32, wanted: u32, from: u32): u32 {
  const first = load<u32>(chunk, C_FIRST) + done;
  let to = from;
  for (let i: u32 = 0; i < wanted; i++) {
    if (to + MOST_STEPS > STEPS) return i;
    const next = expand(first + i, to);
    if (next < 0) return i;
    const state = stateIn(chunk, done + i);
    store<u32>(state, u32(next), T_END);
    store<u32>(state, u32(next) - to, T_STEPS);
    store<u32>(state, counted, T_ASLEEP);
    to = u32(next);
  }
  return wanted;
}

/** Leaves out those successors of some states, from the row `from` on, that are known: such steps are only counted, nothing follows from them. Returns the row behind the others. */
function sift(i: u32, done: u32, count: u32, from: u32, bound: u32): u32 {
  const chunk = chunkAt(i);
  const hashes = load<u32>(chunk, C_HASHES);
  const labels = load<u32>(chunk, C_LABELS);
  const keys = load<u32>(chunk, C_KEYS);
  const rows = rowsOf(i);
  const stride = words * 8;
  lookAhead(hashes, from, load<u32>(stateIn(chunk, done + count - 1), T_END));
  let row = from;
  let kept = from;
  for (let k: u32 = 0; k < count; k++) {
    const state = stateIn(chunk, done + k);
    const end = load<u32>(state, T_END);
    for (; row < end; row++) {
      const at = rows + row * stride;
      const hash = load<u32>(hashes + row * 4);
      if (isKnown(at, hash, load<u32>(near + row * 4), bound)) continue;
      if (kept < row) {
        const to = rows + kept * stride;
        for (let j: u32 = 0; j < stride; j += 8) store<u64>(to + j, load<u64>(at + j));
        store<u32>(hashes + kept * 4, hash);
        store<u32>(labels + kept * 4, load<u32>(labels + row * 4));
        store<u64>(keys + kept * 8, load<u64>(keys + row * 8));
      }
      kept++;
    }
    store<u32>(state, kept, T_END);
  }
  return kept;
}

/** What the look-ups of some successors will read is read beforehand, where no read waits for another one. */
export function lookAhead(hashes: u32, from: u32, to: u32): void {
  if (slots < FAR) {
    for (let i = from; i < to; i++) store<u32>(near + i * 4, slotOf(load<u32>(hashes + i * 4)));
    return;
  }
  for (let i = from; i < to; i++) touch(load<u32>(hashes + i * 4));
  for (let i = from; i < to; i++) store<u32>(near + i * 4, probe(load<u32>(hashes + i * 4)));
}
