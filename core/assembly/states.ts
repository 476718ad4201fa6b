import { allocate, bytes, log, size, widenStates } from './memory';
import { F_FACTOR, F_MASK, F_SHIFT, F_WORD, FIELD } from './records';
import { endpoints, fields } from './tables';

/* How a state is packed: each field in a word of 64 bits, and what is in flight, a bit for each packet, in one of them, too. */

/** Successors of a chunk, at most. */
export const STEPS: u32 = 2048;

const NETWORK_FACTOR: u64 = 0x9e3779b97f4a7c15;
const FIRST_FACTOR: u64 = 0xbf58476d1ce4e5b9;

/** Words of a state, and the bits of the last one that are its own. */
export let words: u32 = 1;
let tail: u64 = 0;
/** The field of what is in flight. */
export let netWord: u32 = 0;
export let netShift: u64 = 0;
export let netMask: u64 = 0;
/** The words of successors of all chunks, those that are written now, and those of the state at hand. */
let allRows: u32 = 0;
export let rows: u32 = 0;
export let current: u32 = 0;
/** How many chunks, and threads, have room for such words. */
let chunkCount: u32 = 1;
let threadCount: u32 = 1;
const MOST_BYTES: u32 = 128;
/** The ids of a state: per field, then 64 bits of what is in flight. */
export let vector: u32 = 0;
/** The field into which something did not fit, and that value; of what is in flight, the field behind the others, and how many bits it takes. */
export let unfitField: u32 = 0;
export let unfitValue: u32 = 0;

export function beginStates(): void {
  vector = allocate((endpoints + 1) * 4 + 16);
  let factor = FIRST_FACTOR;
  for (let f: u32 = 0; f <= endpoints; f++) {
    // Any odd numbers that have little to do with each other.
    factor = ((factor ^ (factor >> 29)) * 0x94d049bb133111eb + 0x2545f4914f6cdd1c) | 1;
    store<u64>(fields + f * FIELD, factor, F_FACTOR);
  }
}

/** So many chunks, and threads, have room for states of so many words, at least, from now on. Returns false if there is no memory. */
export function makeRoomForRows(chunks: u32, threads: u32, words: u32): bool {
  chunkCount = chunks;
  threadCount = threads;
  allRows = allocate(chunks * STEPS * words * 8 + threads * MOST_BYTES);
  setCurrent(0);
  return allRows !== 0;
}

/** Where the successors of a chunk stand. */
export function rowsOf(chunk: u32): u32 {
  return allRows + chunk * STEPS * words * 8;
}

export function setRows(at: u32): void {
  rows = at;
}

/** This is the thread with that number: the words of the state at hand are its own. */
export function setCurrent(thread: u32): void {
  current = rowsOf(chunkCount) + thread * MOST_BYTES;
}

/**
 * States take so many bytes from now on, and their fields stand as `fields` says; `before` is what it said before. Those that there are
 * are written anew. Returns false if there is no memory.
 */
export function repack(before: u32, newBytes: u32, word: u32, shift: u64, mask: u64, scratch: u32): bool {
  const newWords = (newBytes + 7) >>> 3;
  if (newWords > words && !makeRoomForRows(chunkCount, threadCount, newWords)) return false;
  const oldWords = words;
  const oldBytes = bytes;
  const oldTail = tail;
  const oldWord = netWord;
  const oldShift = netShift;
  const oldMask = netMask;
  const count = size;
  // So that states can be written from the last one to the first one, behind which nothing is read any more.
  if (newBytes > oldBytes && !widenStates(newBytes)) return false;
  const old = scratch;
  const next = scratch + 64;
  words = newWords;
  tail = tailOf(newBytes);
  netWord = word;
  netShift = shift;
  netMask = mask;
  setCurrent(0);
  for (let i = count; i-- > 0; ) {
    const from = log + i * oldBytes;
    for (let j: u32 = 0; j < oldWords; j++) store<u64>(old + j * 8, load<u64>(from + j * 8));
    const last = old + (oldWords - 1) * 8;
    store<u64>(last, load<u64>(last) & oldTail);
    for (let j: u32 = 0; j < words; j++) store<u64>(next + j * 8, 0);
    for (let f: u32 = 0; f <= endpoints; f++) {
      put(next, fields + f * FIELD, valueIn(old, before + f * FIELD));
    }
    const net = (load<u64>(old + oldWord) >> oldShift) & oldMask;
    store<u64>(next + netWord, load<u64>(next + netWord) | (net << netShift));
    const to = log + i * newBytes;
    // The last word must not reach into the state behind, which was written before.
    for (let j: u32 = 0; j < newBytes; j++) store<u8>(to + j, load<u8>(next + j));
  }
  return true;
}

export function put(at: u32, field: u32, value: u64): void {
  const word = at + load<u32>(field, F_WORD);
  store<u64>(word, load<u64>(word) | (value << u64(load<u32>(field, F_SHIFT))));
}

function tailOf(bytes: u32): u64 {
  const rest = bytes & 7;
  return rest === 0 ? ~u64(0) : (u64(1) << (u64(rest) * 8)) - 1;
}

/** Writes the ids of a state into `vector`. */
export function read(state: u32): void {
  fetch(state);
  unpackTo(current);
}

export function fetch(state: u32): void {
  const from = log + state * bytes;
  for (let j: u32 = 0; j < words; j++) store<u64>(current + j * 8, load<u64>(from + j * 8));
  const last = current + (words - 1) * 8;
  store<u64>(last, load<u64>(last) & tail);
}

export function unpackTo(at: u32): void {
  for (let f: u32 = 0; f <= endpoints; f++) {
    store<u32>(vector + f * 4, u32(valueIn(at, fields + f * FIELD)));
  }
  store<u64>(vector + networkAt(), networkIn(at));
}

/** The value of a field in the state whose words stand from `at` on. */
export function valueIn(at: u32, field: u32): u64 {
  return (
    (load<u64>(at + load<u32>(field, F_WORD)) >> u64(load<u32>(field, F_SHIFT))) & load<u64>(field, F_MASK)
  );
}

/** What is in flight in it. */
export function networkIn(at: u32): u64 {
  return (load<u64>(at + netWord) >> netShift) & netMask;
}

/** Packs the ids that stand in `vector` into the words at hand. Returns false if one does not fit. */
export function packVector(): bool {
  for (let j: u32 = 0; j < words; j++) store<u64>(current + j * 8, 0);
  for (let f: u32 = 0; f <= endpoints; f++) {
    const field = fields + f * FIELD;
    const value = u64(load<u32>(vector + f * 4));
    if ((value & ~load<u64>(field, F_MASK)) !== 0) return isUnfit(f, u32(value));
    put(current, field, value);
  }
  const net = load<u64>(vector + networkAt());
  if ((net & ~netMask) !== 0) return isUnfit(endpoints + 1, bitsOf(net));
  store<u64>(current + netWord, load<u64>(current + netWord) | (net << netShift));
  return true;
}

/** Where what is in flight stands in a vector. */
function networkAt(): u32 {
  return (endpoints * 4 + 4 + 7) & ~7;
}

export function bitsOf(word: u64): u32 {
  return 64 - u32(clz(word));
}

/** Notes what does not fit. */
export function isUnfit(field: u32, value: u32): bool {
  unfitField = field;
  unfitValue = value;
  return false;
}

/**
 * A hash follows from a sum: of each value, multiplied by a factor of its field. So it does not depend on how values are packed, and that of a successor
 * follows from what changes.
 */
export function hashOf(sum: u64): u32 {
  let h = sum ^ (sum >> 32);
  h *= 0xd6e8feb86659fd93;
  h ^= h >> 32;
  h *= 0xd6e8feb86659fd93;
  return u32(h >> 32);
}

export function sumOf(at: u32): u64 {
  let sum = networkTerm(networkIn(at));
  for (let f: u32 = 0; f <= endpoints; f++) {
    const field = fields + f * FIELD;
    sum += valueIn(at, field) * load<u64>(field, F_FACTOR);
  }
  return sum;
}

/** By how much a sum changes if what is in flight becomes another set. */
export function networkTerm(net: u64): u64 {
  return net * NETWORK_FACTOR;
}

export function equals(state: u32, at: u32): bool {
  const from = log + state * bytes;
  const last = (words - 1) * 8;
  for (let j: u32 = 0; j < last; j += 8) if (load<u64>(from + j) !== load<u64>(at + j)) return false;
  return ((load<u64>(from + last) ^ load<u64>(at + last)) & tail) === 0;
}

/** Writes what must be known of how states are packed, for another thread. */
export function tellStates(at: u32): void {
  store<u32>(at, words, 0);
  store<u32>(at, netWord, 4);
  store<u64>(at, netShift, 8);
  store<u64>(at, netMask, 16);
  store<u64>(at, tail, 24);
  store<u32>(at, allRows, 32);
  store<u32>(at, chunkCount, 36);
}

/** Reads, as a thread with this number, what another one has told. */
export function learnStates(at: u32, thread: u32): void {
  words = load<u32>(at, 0);
  netWord = load<u32>(at, 4);
  netShift = load<u64>(at, 8);
  netMask = load<u64>(at, 16);
  tail = load<u64>(at, 24);
  allRows = load<u32>(at, 32);
  chunkCount = load<u32>(at, 36);
  setCurrent(thread);
}
