import { putArrival } from './arrivals';
import { hashes, labelOf, UNMOVED } from './expanding';
import { addAt, probe, slotOf, touch } from './index';
import { allocate, size, slots } from './memory';
import { A_ARRIVAL, A_GROUP, GROUPS, STILL } from './records';
import { rows, STEPS, words } from './states';
import { labelAt } from './tables';

/* Adds successors, and notes how the search came to those that are new. */

/** Slots from which on it pays to read ahead. */
const FAR: u32 = 1 << 15;
/** Every so many states it is noted from which one they were reached; and how many notes there is room for. */
const SAMPLED: u32 = 64;
const SAMPLES: u32 = 4096;

export let transitions: u32 = 0;
export let asleep: u32 = 0;
/** The states from which every so many were reached, in order. */
export let samples: u32 = 0;
export let sampled: u32 = 0;
/** Per successor: where its probe goes on; where it leads. */
let near: u32 = 0;
let targets: u32 = 0;

export function beginFollowing(): void {
  near = allocate(STEPS * 4);
  targets = allocate(STEPS * 4);
  samples = allocate(SAMPLES * 4);
}

/** Nothing is counted yet. */
export function startCounting(): void {
  transitions = 0;
  asleep = 0;
  sampled = 0;
}

/** Whether there is room for the notes of one more batch. */
export function mayGoOn(): bool {
  return sampled + STEPS / SAMPLED + 1 <= SAMPLES;
}

/** What the look-ups of all successors will read is read beforehand, where no read waits for another one. */
export function bringNear(steps: u32): void {
  if (slots < FAR) {
    for (let i: u32 = 0; i < steps; i++) store<u32>(near + i * 4, slotOf(load<u32>(hashes + i * 4)));
    return;
  }
  for (let i: u32 = 0; i < steps; i++) touch(load<u32>(hashes + i * 4));
  for (let i: u32 = 0; i < steps; i++) store<u32>(near + i * 4, probe(load<u32>(hashes + i * 4)));
}

/** Adds the successors of a state, which stand from the row `from` on; `sleeping` more steps sleep. */
export function follow(state: u32, from: u32, count: u32, sleeping: u32): void {
  const known = size;
  transitions += count + sleeping;
  asleep += sleeping;
  const stride = words * 8;
  for (let k: u32 = 0; k < count; k++) {
    const row = from + k;
    const target = addAt(rows + row * stride, load<u32>(hashes + row * 4), load<u32>(near + row * 4));
    store<i32>(targets + k * 4, target);
  }
  if (size === known) return;
  noteArrivals(known, from, count);
  for (let sample = (known + SAMPLED - 1) & ~(SAMPLED - 1); sample < size; sample += SAMPLED) {
    store<u32>(samples + sampled++ * 4, state);
  }
}

/** See reduction/sleep/arrivals.ts. */
function noteArrivals(known: u32, from: u32, count: u32): void {
  let awake: u32 = 0;
  for (let k = count; k-- > 0; ) {
    const target = load<i32>(targets + k * 4);
    const packed = load<u32>(labelOf + (from + k) * 4);
    const record = labelAt(packed & ~UNMOVED);
    if (target >= 0) {
      const word = (~awake & GROUPS) | ((packed & UNMOVED) !== 0 ? STILL : 0);
      putArrival(u32(target), load<u32>(record, A_ARRIVAL), word);
    }
    // A step to a state that another step of this state has led to may have been taken later than that one.
    if (target >= i32(known) || ~target >= i32(known)) awake |= load<u32>(record, A_GROUP);
  }
}
