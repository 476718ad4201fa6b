import { classOf, decides } from './asked';
import { F_CLASSED, F_CLASSES, F_KEY_SHIFT, F_NOW, FIELD } from './records';
import { unpackTo } from './states';
import { endpoints, fields } from './tables';

/*
 * Which states need be judged: the *key* of a state is the classes of all that predicates ever read of it. States with one key are judged alike; those whose keys are
 * remembered decide nothing.
 */

export let isJudging: bool = false;
/** Whether what is in flight makes a difference, too. */
export let readsNetwork: bool = false;
/** The classes of ids do not fit into keys any more: nothing is known to decide nothing. */
export let isInDoubt: bool = false;
/** Keys of states of which it is known that they decide nothing, each alone or with what is in flight; and one less than how many there is room for, a power of two. */
let remembered: u32 = 0;
let most: u32 = 0;
let key: u64 = 0;
let hasKey: bool = false;

/** Another state is at hand. */
export function forgetKey(): void {
  hasKey = false;
}

/**
 * Whether states are to be judged, and whether what is in flight makes a difference. From `at` on, there is room for so many keys, a power of two: nothing is there yet,
 * and what was known is forgotten.
 */
export function setJudging(judging: bool, network: bool, at: u32, room: u32): void {
  isJudging = judging;
  readsNetwork = network;
  isInDoubt = false;
  remembered = at;
  most = room - 1;
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
  const hash = u32((its * 0x9e3779b97f4a7c15) >> 32);
  if (!readsNetwork) {
    const entry = remembered + (hash & most) * 8;
    if (load<u64>(entry) === its) return true;
    return judge(at, its, entry);
  }
  const mixed = hash ^ u32((after * 0xd6e8feb86659fd93) >> 32);
  const entry = remembered + (mixed & most) * 16;
  if (load<u64>(entry) === its && load<u64>(entry, 8) === after) return true;
  if (!judge(at, its, entry)) return false;
  store<u64>(entry, after, 8);
  return true;
}

/** Asks, and remembers the key if nothing is decided. */
function judge(at: u32, its: u64, entry: u32): bool {
  unpackTo(at);
  if (decides() !== 0) return false;
  store<u64>(entry, its);
  return true;
}
