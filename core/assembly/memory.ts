import { beAlone } from './board';

/*
 * One memory holds, one behind another: tables (what was taught, and what is at hand), how the search came to the states that wait, what
 * found no room in its bucket of the index, all states, the index. Whatever stands behind something that grows is moved up.
 */

const PAGE: u32 = 65536;

const FIRST_SLOTS: u32 = 512;

export let tables: u32 = 0;
let tablesRoom: u32 = 0;
let tablesUsed: u32 = 0;
/** How the search came to states that wait, in a window: moves, groups, and how many there is room for. */
export let windowMoves: u32 = 0;
export let windowGroups: u32 = 0;
export let windowRoom: u32 = 0;
/** Hashes, and numbers plus one, of the states that found no room in their bucket. */
export let beyond: u32 = 0;
export let beyondRoom: u32 = 0;
/** States, of so many bytes each, in order of discovery. */
export let log: u32 = 0;
export let logRoom: u32 = 0;
export let bytes: u32 = 1;
export let size: u32 = 0;
export let index: u32 = 0;
export let slots: u32 = 0;
/** Behind it, all is zero. */
export let end: u32 = 0;

export function beginMemory(): bool {
  tables = u32(aligned(__heap_base));
  if (!arrange(1 << 20, 1 << 12, 64, 1 << 13, FIRST_SLOTS)) return false;
  slots = FIRST_SLOTS;
  return true;
}

/** Makes room for the tables: `bytes` more. Returns 0 if there is none. */
export function allocate(size: u32): u32 {
  const aligned = (size + 15) & ~15;
  if (tablesUsed + aligned > tablesRoom) {
    if (!arrange(max(tablesRoom * 2, tablesUsed + aligned + PAGE), windowRoom, beyondRoom, logRoom, slots))
      return 0;
  }
  const at = tables + tablesUsed;
  tablesUsed += aligned;
  memory.fill(at, 0, aligned);
  return at;
}

/** Bytes that are taken by tables, and by how the search came to states. */
export function held(): u32 {
  return tablesUsed + windowRoom * 6;
}

/** Bytes that are taken by states, and by the index. */
export function heldByStates(): u32 {
  return beyondRoom * 8 + size * bytes + slots * 4;
}

function aligned(at: u64): u64 {
  return (at + 63) & ~63;
}

/** Gives each region so much room, and moves what stands in it. Returns false if there is not so much memory. */
function arrange(newTables: u32, newWindow: u32, newBeyond: u32, newLog: u32, newSlots: u32): bool {
  // Nothing moves down: behind the index, all is still zero.
  const windowMovesTo = max(u64(windowMoves), aligned(u64(tables) + u64(newTables)));
  const windowGroupsTo = max(u64(windowGroups), aligned(windowMovesTo + u64(newWindow) * 2));
  const beyondTo = max(u64(beyond), aligned(windowGroupsTo + u64(newWindow) * 4));
  const logTo = max(u64(log), aligned(beyondTo + u64(newBeyond) * 8));
  const indexTo = max(u64(index), aligned(logTo + u64(newLog) * u64(bytes) + 64));
  const endTo = indexTo + u64(newSlots) * 4;
  beAlone();
  if (!reach(endTo)) return false;
  memory.copy(u32(indexTo), index, slots * 4);
  memory.copy(u32(logTo), log, size * bytes);
  memory.copy(u32(beyondTo), beyond, beyondRoom * 8);
  memory.copy(u32(windowGroupsTo), windowGroups, windowRoom * 4);
  memory.copy(u32(windowMovesTo), windowMoves, windowRoom * 2);
  // What was moved up has left something behind.
  memory.fill(u32(beyondTo) + beyondRoom * 8, 0, (newBeyond - beyondRoom) * 8);
  tablesRoom = newTables;
  windowMoves = u32(windowMovesTo);
  windowGroups = u32(windowGroupsTo);
  windowRoom = newWindow;
  beyond = u32(beyondTo);
  beyondRoom = newBeyond;
  log = u32(logTo);
  logRoom = newLog;
  index = u32(indexTo);
  end = u32(endTo);
  return true;
}

export function widenWindow(room: u32): bool {
  return arrange(tablesRoom, room, beyondRoom, logRoom, slots);
}

export function widenBeyond(room: u32): bool {
  return arrange(tablesRoom, windowRoom, room, logRoom, slots);
}

export function widenLog(room: u32): bool {
  return arrange(tablesRoom, windowRoom, beyondRoom, room, slots);
}

export function widenIndex(newBeyond: u32, newLog: u32, newSlots: u32): bool {
  if (!arrange(tablesRoom, windowRoom, newBeyond, newLog, newSlots)) return false;
  slots = newSlots;
  return true;
}

/** States take more bytes from now on: there is room for as many as before. Those that there are stay where they are. */
export function widenStates(newBytes: u32): bool {
  const kept = logRoom;
  if (!widenLog(u32((u64(logRoom) * u64(newBytes)) / u64(bytes)) + 1)) return false;
  logRoom = kept;
  bytes = newBytes;
  return true;
}

/** The number of one more state. */
export function countState(): u32 {
  return size++;
}

/** Sees to it that memory reaches so far. */
export function reach(to: u64): bool {
  const pages = (to + u64(PAGE) + 8) >> 16;
  if (pages > 65535) return false;
  const more = i64(pages) - i64(memory.size());
  return more <= 0 || memory.grow(i32(more)) >= 0;
}

/** Writes where everything stands, for another thread. */
export function tellMemory(at: u32): void {
  store<u32>(at, windowMoves, 0);
  store<u32>(at, windowGroups, 4);
  store<u32>(at, beyond, 8);
  store<u32>(at, beyondRoom, 12);
  store<u32>(at, log, 16);
  store<u32>(at, bytes, 20);
  store<u32>(at, index, 24);
  store<u32>(at, slots, 28);
}

/** Reads where another thread has said that everything stands. */
export function learnMemory(at: u32): void {
  windowMoves = load<u32>(at, 0);
  windowGroups = load<u32>(at, 4);
  beyond = load<u32>(at, 8);
  beyondRoom = load<u32>(at, 12);
  log = load<u32>(at, 16);
  bytes = load<u32>(at, 20);
  index = load<u32>(at, 24);
  slots = load<u32>(at, 28);
}
