import { reserveWaiting } from './arrivals';
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
import { current, equals, fetch, hashOf, packVector, STEPS, sumOf, words } from './states';

/*
 * Finds states. An entry of the index is the number of a state plus one, and as many of the lowest bits of its hash as there is room for; the highest bits say in which
 * bucket it stands. What finds no room there stands beyond all buckets.
 */

const SLOTS: u32 = 16;
const LAST: u32 = SLOTS - 1;
const FEW_HASH_BITS: u32 = 27;
const UNUSED_BITS: u32 = 32 - FEW_HASH_BITS;
/** Up to so many buckets the index grows by four, then by a half: memory matters where it is large. */
const FEW_BUCKETS: u32 = 1 << 10;
/** Slots for each place beyond them. */
const BEYOND_SHARE: u32 = 32;
/** Slots up to which the index is filled from itself: then few bits of hashes are used, which entries and buckets tell together. */
const MOST_FROM_ITSELF: u32 = 1 << 24;
/** States that are entered together. */
const TOGETHER: u32 = 64;
/** What `add` gives instead of a number. */
const NOT_ADDED: i32 = i32.MIN_VALUE;

/** States that may be added before the index grows. */
let room: u32 = 0;
let indexBits: u32 = 10;
let tagBits: u32 = 0;
let hashBits: u32 = FEW_HASH_BITS;
let beyondSize: u32 = 0;
/** A bucket that is moved; hashes of states that are entered together. */
let aBucket: u32 = 0;
let someHashes: u32 = 0;

export function beginIndex(): void {
  aBucket = allocate(SLOTS * 4);
  someHashes = allocate(TOGETHER * 4);
  setRoom();
}

function setRoom(): void {
  const most = u32((u64(slots) * 4) / 5);
  room = most - size;
  indexBits = max(10, 32 - clz(most + 1));
  tagBits = ~((1 << indexBits) - 1);
  hashBits = slots > MOST_FROM_ITSELF ? 32 : FEW_HASH_BITS;
}

/** Finds the state whose ids stand in `vector`, or adds it. Returns its number, or the complement of that of a known one; NOT_ADDED if it does not fit. There must be room. */
export function add(): i32 {
  if (!packVector()) return NOT_ADDED;
  const hash = hashOf(sumOf(current));
  return addAt(current, hash, slotOf(hash));
}

export function slotOf(hash: u32): u32 {
  return u32((u64(hash >>> (32 - hashBits)) * u64(slots)) >> u64(hashBits));
}

function tagOf(hash: u32): u32 {
  return (hash >>> (32 - hashBits)) << indexBits;
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
  return u32((u64(hash >>> UNUSED_BITS) * u64(beyondRoom)) >> u64(FEW_HASH_BITS));
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

/** Sees to it that so many states can be added, and wait. Returns false if there is no memory. */
export function reserve(count: u32): bool {
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
  const wasFew = hashBits === FEW_HASH_BITS;
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
  if (!wasFew || hashBits !== FEW_HASH_BITS) {
    memory.fill(end, 0, oldRoom * 8);
    memory.fill(index, 0, slots * 4);
    fillFromLog();
    return true;
  }
  const low = u32((u64(1) << u64(32 - oldBits)) - 1);
  for (let bucket = before / SLOTS; bucket-- > 0; ) {
    const from = index + bucket * SLOTS * 4;
    // Two at a time: an instruction that copies as much at once is a call.
    for (let at: u32 = 0; at < SLOTS * 4; at += 8) {
      store<u64>(aBucket + at, load<u64>(from + at));
      store<u64>(from + at, 0);
    }
    const least = u32((((u64(bucket) * u64(SLOTS)) << u64(FEW_HASH_BITS)) + u64(before) - 1) / u64(before));
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

/** Enters all states, some of them together, so that memory is waited for once. */
function fillFromLog(): void {
  for (let from: u32 = 0; from < size; from += TOGETHER) {
    const count = min(TOGETHER, size - from);
    for (let i: u32 = 0; i < count; i++) {
      fetch(from + i);
      const hash = hashOf(sumOf(current));
      store<u32>(someHashes + i * 4, hash);
      touch(hash);
    }
    for (let i: u32 = 0; i < count; i++) enter(load<u32>(someHashes + i * 4), from + i + 1);
  }
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
