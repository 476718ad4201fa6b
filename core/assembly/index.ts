import { mayWait, reserveWaiting } from './arrivals';
import { beAlone } from './board';
import {
  allocate,
  beyond,
  beyondRoom,
  bytes,
  countState,
  end,
  index,
  log,
  logRoom,
  reach,
  size,
  slots,
  widenBeyond,
  widenIndex,
  widenLog,
} from './memory';
import { current, equals, hashOf, packVector, STEPS, sumOf, words } from './states';

/*
 * Finds states. An entry of the index is the number of a state plus one, and as many of the lowest bits of its hash as there is room for; the highest bits say in which
 * bucket it stands. What finds no room there stands beyond all buckets.
 */

const SLOTS: u32 = 16;
const LAST: u32 = SLOTS - 1;
/** Bits of a hash that are used: as many as an entry and its bucket tell together, so that the index grows from itself. */
const HASH_BITS: u32 = 27;
const UNUSED_BITS: u32 = 32 - HASH_BITS;
/** Up to so many buckets the index grows by four, then by a half: memory matters where it is large. */
const FEW_BUCKETS: u32 = 1 << 10;
/** Slots for each place beyond them. */
const BEYOND_SHARE: u32 = 32;
/** What `add` gives instead of a number. */
const NOT_ADDED: i32 = i32.MIN_VALUE;

/** States that may be added before the index grows. */
let room: u32 = 0;
let indexBits: u32 = 10;
let tagBits: u32 = 0;
let beyondSize: u32 = 0;
/** A bucket that is moved. */
let aBucket: u32 = 0;

export function beginIndex(): void {
  aBucket = allocate(SLOTS * 4);
  setRoom();
}

/** What follows from how many slots there are. */
export function setRoom(): void {
  const most = u32((u64(slots) * 4) / 5);
  room = most - size;
  indexBits = max(10, 32 - clz(most + 1));
  tagBits = ~((1 << indexBits) - 1);
}

/** Whether a state is among the first `bound` ones. Others may be added meanwhile: entries of theirs are passed over. */
export function isKnown(at: u32, hash: u32, from: u32, bound: u32): bool {
  const tag = tagOf(hash);
  let slot = from;
  do {
    const entry = load<u32>(index + slot * 4);
    if (entry === 0) return false;
    if ((entry & tagBits) === tag) {
      const state = (entry & ~tagBits) - 1;
      if (state < bound && equals(state, at)) return true;
    }
    slot = nextSlot(slot);
  } while (slot !== from);
  return isKnownBeyond(at, hash, bound);
}

function isKnownBeyond(at: u32, hash: u32, bound: u32): bool {
  let place = placeOf(hash);
  let entry = load<u32>(beyond + place * 8, 4);
  while (entry !== 0) {
    const isLike = (load<u32>(beyond + place * 8) ^ hash) >>> UNUSED_BITS === 0;
    if (isLike && entry <= bound && equals(entry - 1, at)) return true;
    place = nextPlace(place);
    entry = load<u32>(beyond + place * 8, 4);
  }
  return false;
}

/** Finds the state whose ids stand in `vector`, or adds it. Returns its number, or the complement of that of a known one; NOT_ADDED if it does not fit. There must be room. */
export function add(): i32 {
  if (!packVector()) return NOT_ADDED;
  const hash = hashOf(sumOf(current));
  return addAt(current, hash, slotOf(hash));
}

export function slotOf(hash: u32): u32 {
  return u32((u64(hash >>> UNUSED_BITS) * u64(slots)) >> u64(HASH_BITS));
}

function tagOf(hash: u32): u32 {
  return (hash >>> UNUSED_BITS) << indexBits;
}

function nextSlot(slot: u32): u32 {
  return (slot & ~LAST) | ((slot + 1) & LAST);
}

/** There must be room: see reserve. */
export function addAt(at: u32, hash: u32, from: u32): i32 {
  const tag = tagOf(hash);
  let slot = from;
  do {
    const entry = load<u32>(index + slot * 4);
    if (entry === 0) {
      store<u32>(index + slot * 4, tag | (size + 1));
      return push(at);
    }
    if ((entry & tagBits) === tag) {
      const state = (entry & ~tagBits) - 1;
      if (equals(state, at)) return ~i32(state);
    }
    slot = nextSlot(slot);
  } while (slot !== from);
  return addBeyond(at, hash);
}

function push(at: u32): i32 {
  const state = countState();
  const to = log + state * bytes;
  for (let j: u32 = 0; j < words; j++) store<u64>(to + j * 8, load<u64>(at + j * 8));
  room--;
  return i32(state);
}

/** Where in the table of what found no room in its bucket the search for a hash begins. */
function placeOf(hash: u32): u32 {
  return u32((u64(hash >>> UNUSED_BITS) * u64(beyondRoom)) >> u64(HASH_BITS));
}

function nextPlace(place: u32): u32 {
  return place + 1 === beyondRoom ? 0 : place + 1;
}

function addBeyond(at: u32, hash: u32): i32 {
  let place = placeOf(hash);
  for (;;) {
    const entry = load<u32>(beyond + place * 8, 4);
    if (entry === 0) break;
    const isLike = (load<u32>(beyond + place * 8) ^ hash) >>> UNUSED_BITS === 0;
    if (isLike && equals(entry - 1, at)) return ~i32(entry - 1);
    place = nextPlace(place);
  }
  putBeyond(hash, size + 1);
  return push(at);
}

function putBeyond(hash: u32, entry: u32): void {
  if (beyondSize + 1 >= beyondRoom) unreachable();
  let place = placeOf(hash);
  while (load<u32>(beyond + place * 8, 4) !== 0) place = nextPlace(place);
  store<u32>(beyond + place * 8, hash);
  store<u32>(beyond + place * 8, entry, 4);
  beyondSize++;
}

/** Sees to it that so many states can be added, and wait. Returns false if there is no memory. Other threads are paused where something moves. */
export function reserve(count: u32): bool {
  const isRoom =
    count <= room && size + count <= logRoom && (beyondSize + count) * 4 <= beyondRoom * 3 && mayWait(count);
  return isRoom || makeRoom(count);
}

function makeRoom(count: u32): bool {
  beAlone();
  if (count > room && !growIndex(count)) return false;
  if (size + count > logRoom) {
    if (!widenLog(logRoom + (logRoom >>> 1) + count)) return false;
  }
  while ((beyondSize + count) * 4 > beyondRoom * 3) if (!growBeyond(beyondRoom * 2)) return false;
  return reserveWaiting(count);
}

/** What found no room in its bucket, and was put behind everything meanwhile, gets new places. */
function takeBack(count: u32): void {
  for (let i: u32 = 0; i < count; i++) {
    const entry = load<u32>(end + i * 8, 4);
    if (entry !== 0) enter(load<u32>(end + i * 8), entry);
  }
  memory.fill(end, 0, count * 8);
}

function growBeyond(newRoom: u32): bool {
  const before = beyondRoom;
  if (!reach(u64(end) + u64(newRoom + before) * 8 + 512)) return false;
  if (!widenBeyond(newRoom)) return false;
  memory.copy(end, beyond, before * 8);
  memory.fill(beyond, 0, newRoom * 8);
  beyondSize = 0;
  takeBack(before);
  return true;
}

/**
 * A larger index, in place: buckets lie in the order of hashes, and none moves down, so that they are moved from the last one to the first
 * one. What is known of a hash is enough for that: its lowest bits stand in the entry, its highest follow from the bucket.
 */
function growIndex(count: u32): bool {
  const before = slots;
  const oldBits = indexBits;
  const own = ~tagBits;
  let buckets = before / SLOTS;
  do {
    buckets = buckets < FEW_BUCKETS ? buckets * 4 : buckets + (buckets >>> 1);
  } while ((u64(buckets) * u64(SLOTS) * 4) / 5 < u64(size) + u64(count));
  if (buckets >= 1 << 27) return false;
  const after = buckets * SLOTS;
  const oldRoom = beyondRoom;
  const newRoom = max(oldRoom, after / BEYOND_SHARE);
  const newLog = max(logRoom, u32((u64(after) * 4) / 5) + STEPS);
  const grown =
    (u64(newRoom - oldRoom) + u64(oldRoom)) * 8 +
    u64(newLog - logRoom) * u64(bytes) +
    u64(after - before) * 4;
  if (!reach(u64(end) + grown + 512)) return false;
  if (!widenIndex(newRoom, newLog, after)) return false;
  setRoom();
  memory.copy(end, beyond, oldRoom * 8);
  memory.fill(beyond, 0, newRoom * 8);
  beyondSize = 0;
  const low = u32((u64(1) << u64(32 - oldBits)) - 1);
  for (let bucket = before / SLOTS; bucket-- > 0; ) {
    const from = index + bucket * SLOTS * 4;
    // Two at a time: an instruction that copies as much at once is a call.
    for (let at: u32 = 0; at < SLOTS * 4; at += 8) {
      store<u64>(aBucket + at, load<u64>(from + at));
      store<u64>(from + at, 0);
    }
    const least = u32((((u64(bucket) * u64(SLOTS)) << u64(HASH_BITS)) + u64(before) - 1) / u64(before));
    for (let s: u32 = 0; s < SLOTS; s++) {
      const entry = load<u32>(aBucket + s * 4);
      if (entry === 0) continue;
      const used = least + (((entry >>> oldBits) - least) & low);
      enter(used << UNUSED_BITS, entry & own);
    }
  }
  takeBack(oldRoom);
  return true;
}

/** Enters a state, by its number plus one, that is in the log and not in the index. */
function enter(hash: u32, entry: u32): void {
  const from = slotOf(hash);
  let slot = from;
  do {
    if (load<u32>(index + slot * 4) === 0) {
      store<u32>(index + slot * 4, tagOf(hash) | entry);
      return;
    }
    slot = nextSlot(slot);
  } while (slot !== from);
  putBeyond(hash, entry);
}

/** What a probe will read of the index and the states is read; returns where it goes on, and `read` tells what was read. */
export function probe(hash: u32): u32 {
  const tag = tagOf(hash);
  const from = slotOf(hash);
  let slot = from;
  do {
    const entry = load<u32>(index + slot * 4);
    if (entry === 0) break;
    if ((entry & tagBits) === tag) {
      _lastRead = load<u16>(log + ((entry & ~tagBits) - 1) * bytes);
      break;
    }
    slot = nextSlot(slot);
  } while (slot !== from);
  return slot;
}

// So that reads are not left out.
let _lastRead: u32 = 0;

/** Reads what stands where the probe for a hash begins. */
export function touch(hash: u32): void {
  _lastRead = load<u32>(index + slotOf(hash) * 4);
}
