import { classOf, decides } from './asked';
import { F_CLASSED, F_CLASSES, F_KEY_SHIFT, F_NOW, FIELD } from './records';
import { networkIn, unpackTo, valueIn } from './states';
import { endpoints, fields } from './tables';

/*
 * Which states need be judged: the *key* of a state is the classes of all that predicates ever read of it. States with one key are judged alike; those whose keys are
 * remembered decide nothing.
 */

export let isJudging: bool = false;
/** Whether what is in flight makes a difference, too. */
export let readsNetwork: bool = false;
/** Keys of states of which it is known that they decide nothing, each alone or with what is in flight; and one less than how many there is room for, a power of two. */
let remembered: u32 = 0;
let most: u32 = 0;

/** Instead of a key: that of a successor that is judged like the state it comes from; and of one of which not all classes are known. */
const ALIKE: u64 = 1;
const NO_KEY: u64 = 0;
/** So that a key is neither of them. */
const KEY: u64 = 1 << 63;

/** The key of the state at hand. */
let key: u64 = 0;
/** Whether a class was asked for that is not known. */
let isVague: bool = false;

/** Another state is at hand, of which these are all parts of its key. */
export function setKey(parts: u64): void {
  key = (parts & KEY) !== 0 ? NO_KEY : parts | KEY;
}

/** What a value adds to the key of a state: nothing if nobody reads its field; KEY if that is not known. */
export function partOf(field: u32, slot: u32, value: u32): u64 {
  if (load<u32>(field, F_CLASSES) === 0) return 0;
  isVague = false;
  const its = classIn(field, slot, value);
  return isVague ? KEY : its << u64(load<u32>(field, F_KEY_SHIFT));
}

/**
 * Whether states are to be judged, and whether what is in flight makes a difference. From `at` on, there is room for so many keys, a power of two: nothing is there yet,
 * and what was known is forgotten.
 */
export function setJudging(judging: bool, network: bool, at: u32, room: u32): void {
  isJudging = judging;
  readsNetwork = network;
  remembered = at;
  most = room - 1;
}

/** By how much a key changes if a field of the state at hand becomes this. */
export function differenceIn(field: u32, slot: u32, value: u32): u64 {
  return (
    (classIn(field, slot, load<u32>(field, F_NOW)) ^ classIn(field, slot, value)) <<
    u64(load<u32>(field, F_KEY_SHIFT))
  );
}

/** No class was asked for yet that is not known. */
export function beSure(): void {
  isVague = false;
}

/** The key of a successor that differs so much from the state at hand. */
export function keyBy(difference: u64, changesNetwork: bool): u64 {
  if (isVague) return NO_KEY;
  if (difference === 0 && !(readsNetwork && changesNetwork)) return ALIKE;
  return key === NO_KEY ? NO_KEY : key ^ difference;
}

function keyOf(at: u32): u64 {
  let parts: u64 = 0;
  for (let f: u32 = 0; f <= endpoints; f++) {
    const field = fields + f * FIELD;
    parts |= partOf(field, f, u32(valueIn(at, field)));
  }
  return (parts & KEY) !== 0 ? NO_KEY : parts | KEY;
}

function classIn(field: u32, slot: u32, id: u32): u64 {
  const known = id < load<u32>(field, F_CLASSED) ? u32(load<u16>(load<u32>(field, F_CLASSES) + id * 2)) : 0;
  const its = known === 0 ? classOf(slot, id) : known;
  if (its === 0) isVague = true;
  return u64(its);
}

/** Whether a successor decides nothing: its words stand from `at` on, and that was its key when it was made. */
export function isHarmless(at: u32, known: u64): bool {
  if (known === ALIKE) return true;
  const its = known === NO_KEY ? keyOf(at) : known;
  if (its === NO_KEY) return false;
  const hash = u32((its * 0x9e3779b97f4a7c15) >> 32);
  if (!readsNetwork) {
    const entry = remembered + (hash & most) * 8;
    if (load<u64>(entry) === its) return true;
    return judge(at, its, entry);
  }
  const inFlight = networkIn(at);
  const mixed = hash ^ u32((inFlight * 0xd6e8feb86659fd93) >> 32);
  const entry = remembered + (mixed & most) * 16;
  if (load<u64>(entry) === its && load<u64>(entry, 8) === inFlight) return true;
  if (!judge(at, its, entry)) return false;
  store<u64>(entry, inFlight, 8);
  return true;
}

/** Asks, and remembers the key if nothing is decided. */
function judge(at: u32, its: u64, entry: u32): bool {
  unpackTo(at);
  if (decides() !== 0) return false;
  store<u64>(entry, its);
  return true;
}
