import { classOf, decides } from './asked';
import { allocate } from './memory';
import { F_CLASSED, F_CLASSES, F_KEY_SHIFT, F_NOW, FIELD } from './records';
import { unpackTo } from './states';
import { endpoints, fields } from './tables';

/*
 * Which states need be judged: the *key* of a state is the classes of all that predicates ever read of it. States with one key are judged alike; those whose keys are
 * remembered decide nothing.
 */

/** Keys that are remembered: a power of two. */
const REMEMBERED: u32 = 1 << 15;

export let isJudging: bool = false;
/** Whether what is in flight makes a difference, too. */
export let readsNetwork: bool = false;
/** The classes of ids do not fit into keys any more: nothing is known to decide nothing. */
export let isInDoubt: bool = false;
let remembered: u32 = 0;
let key: u64 = 0;
let hasKey: bool = false;

export function beginJudging(): bool {
  remembered = allocate(REMEMBERED * 16);
  return remembered !== 0;
}

/** Another state is at hand. */
export function forgetKey(): void {
  hasKey = false;
}

/** Whether states are to be judged, and whether what is in flight makes a difference. What was judged is forgotten. */
export function setJudging(judging: bool, network: bool): void {
  isJudging = judging;
  readsNetwork = network;
  isInDoubt = false;
  memory.fill(remembered, 0, REMEMBERED * 16);
}

/** By how much the key of a state changes if a field becomes this. */
export function differenceIn(field: u32, slot: u32, value: u32): u64 {
  return (
    (classIn(field, slot, load<u32>(field, F_NOW)) ^ classIn(field, slot, value)) <<
    u64(load<u32>(field, F_KEY_SHIFT))
  );
}

function classIn(field: u32, slot: u32, id: u32): u64 {
  const known = id < load<u32>(field, F_CLASSED) ? u32(load<u16>(load<u32>(field, F_CLASSES) + id * 2)) : 0;
  if (known !== 0) return u64(known);
  const learned = classOf(slot, id);
  if (learned === 0) isInDoubt = true;
  return u64(learned);
}

/** The classes of all that predicates read of the state at hand. */
function keyOfCurrent(): u64 {
  if (hasKey) return key;
  // So that no key is 0, which stands where none does.
  key = u64(1) << 63;
  for (let f: u32 = 0; f <= endpoints; f++) {
    const field = fields + f * FIELD;
    if (load<u32>(field, F_CLASSES) === 0) continue;
    key |= classIn(field, f, load<u32>(field, F_NOW)) << u64(load<u32>(field, F_KEY_SHIFT));
  }
  hasKey = true;
  return key;
}

/** Whether the successor whose words stand from `at` on decides nothing. */
export function isHarmless(at: u32, delta: u64, after: u64): bool {
  const its = keyOfCurrent() ^ delta;
  if (isInDoubt) return false;
  const alongside = readsNetwork ? after : 0;
  const place = u32(((its ^ (alongside * 0xd6e8feb86659fd93)) * 0x9e3779b97f4a7c15) >> 32) & (REMEMBERED - 1);
  const entry = remembered + place * 16;
  if (load<u64>(entry) === its && load<u64>(entry, 8) === alongside) return true;
  unpackTo(at);
  if (decides() !== 0) return false;
  store<u64>(entry, its);
  store<u64>(entry, alongside, 8);
  return true;
}
