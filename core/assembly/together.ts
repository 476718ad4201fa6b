import { followAlone, setWhy, why } from './alone';
import { first, setFirst } from './arrivals';
import {
  awaitChunks,
  awaitOthers,
  awaitResumed,
  BOARD,
  beAlone,
  beginBoard,
  board,
  claim,
  enter,
  epoch,
  handOut,
  hasEnded,
  isAccompanied,
  join,
  KNOWLEDGE,
  LINE,
  leave,
  publish,
  published,
  resume,
  setBoard,
  startHandingOut,
} from './board';
import {
  beginChunks,
  C_COUNT,
  C_DONE,
  C_EXPANDED,
  C_FIRST,
  chunkAt,
  chunks,
  expandChunk,
  fillChunk,
  STATES,
  setChunks,
  setNear,
} from './chunks';
import { beginExpanding, bytesToExpand, forgetPlaces } from './expanding';
import { followChunk, mayGoOn, obstacle } from './following';
import { setRoom } from './index';
import { isJudging, readsNetwork, setJudging } from './judging';
import { allocate, learnMemory, size, tellMemory } from './memory';
import { FIELD } from './records';
import { answers, setAnswers } from './same';
import { learnStates, makeRoomForRows, STEPS, tellStates, words } from './states';
import { endpoints, fields, learnTables, setFields, tellTables } from './tables';
import { DONE } from './why';

/*
 * Several threads expand states, in the same memory. The one that leads hands out chunks of them, and follows the chunks in their order, so that all is
 * found as if there were no others; while it waits for a chunk, it expands one, too.
 */

/** Chunks for each thread that may be handed out and not followed yet. */
const AHEAD: u32 = 8;

/** How many threads there are; and what the others have of their own: fields, what they need to expand states, where probes go on. */
let threads: u32 = 1;
let own: u32 = 0;
let statesOfChunk: u32 = STATES;
/** Whether the one that leads expands no chunk, and others leave out what is known in any case. */
let leavesAllToOthers: bool = false;
/** Whether so many steps lead to known states that whoever expands them leaves those out. */
let sifts: bool = false;

/** Bytes of a thread's own, none of which is in a line with those of another one. */
function ownBytes(): u32 {
  return aligned(fieldBytes() + bytesToExpand() + STEPS * 4);
}

function fieldBytes(): u32 {
  return (endpoints + 1) * FIELD;
}

/** This thread is the only one. Returns false if there is no memory. */
export function beginAlone(): bool {
  return makeRoomFor(1, 1);
}

/** So many threads may search from now on, of which this is the one that leads; each chunk is of so many states, and that one may leave all of them to others. Returns false if there is no memory. */
export function accompany(count: u32, chunk: u32, leavesAll: bool): bool {
  leavesAllToOthers = leavesAll;
  statesOfChunk = min(STATES, chunk);
  const at = allocate(BOARD + LINE);
  // One chunk is for what the first expands alone.
  if (at === 0 || !makeRoomFor(count, 1 + count * AHEAD)) return false;
  beginBoard(aligned(at));
  return true;
}

function makeRoomFor(count: u32, chunks: u32): bool {
  threads = count;
  if (!beginChunks(chunks) || !makeRoomForRows(chunks, count, words)) return false;
  const at = allocate(ownBytes() * count + LINE);
  if (at === 0) return false;
  own = aligned(at);
  takeOwn(0);
  return true;
}

function aligned(at: u32): u32 {
  return (at + LINE - 1) & ~(LINE - 1);
}

/** What is a thread's own, but for its fields. */
function takeOwn(thread: u32): void {
  const at = own + thread * ownBytes() + fieldBytes();
  beginExpanding(at);
  setNear(at + bytesToExpand());
}

/**
 * Follows states from `first` on, in chunks that any thread expands. Returns how many it has followed: fewer if `why` says why. `areMostKnown`: it is likely that most steps lead to
 * known states.
 */
export function followTogether(first: u32, count: u32, limit: u32, areMostKnown: bool): u32 {
  sifts = areMostKnown || leavesAllToOthers;
  const ring = threads * AHEAD;
  let handed: u32 = 0;
  let head: u32 = 0;
  let tail: u32 = 0;
  let done: u32 = 0;
  startHandingOut();
  while (done < count && mayGoOn()) {
    if (!isAccompanied) letOthersGoOn();
    for (; handed < count && tail - head < ring; tail++) {
      const states = min(statesOfChunk, count - handed);
      fillChunk(1 + (tail % ring), first + handed, states);
      handed += states;
      handOut();
    }
    const oldest = 1 + (head % ring);
    if (!isExpanded(oldest)) {
      expandOther(oldest);
      continue;
    }
    const followed = followWhole(oldest, limit);
    publish(size);
    done += followed;
    // At a limit, a chunk may be followed to its end nevertheless.
    if (why !== DONE || followed < load<u32>(chunkAt(oldest), C_COUNT)) break;
    head++;
  }
  beAlone();
  return done;
}

/** Follows a chunk that is expanded, as far as it is; what is left of it is expanded alone. */
function followWhole(i: u32, limit: u32): u32 {
  const chunk = chunkAt(i);
  const expanded = load<u32>(chunk, C_EXPANDED);
  const followed = followChunk(i, limit);
  setWhy(obstacle);
  const left = load<u32>(chunk, C_COUNT) - expanded;
  if (left === 0 || obstacle !== DONE) return followed;
  return followed + followAlone(load<u32>(chunk, C_FIRST) + expanded, left, limit);
}

function isExpanded(i: u32): bool {
  return atomic.load<i32>(chunkAt(i) + C_DONE) !== 0;
}

/** Expands a chunk that nobody has begun with; if there is none, waits for this one. */
function expandOther(awaited: u32): void {
  const claimed = leavesAllToOthers ? -1 : claim();
  if (claimed < 0) awaitOthers(chunkAt(awaited) + C_DONE, 0);
  else expandClaimed(claimed, size);
}

/** Expands a chunk that was claimed. Whoever waits for it is woken. */
function expandClaimed(claimed: i32, bound: u32): void {
  const i = 1 + (u32(claimed) % (threads * AHEAD));
  expandChunk(i, sifts, bound);
  const done = chunkAt(i) + C_DONE;
  atomic.store<i32>(done, 1);
  atomic.notify(done, 1);
}

// What others must know, as words on the board, in the order of those who know it.
const OF_TABLES: u32 = KNOWLEDGE;
const OF_STATES: u32 = KNOWLEDGE + 64;
const OF_MEMORY: u32 = KNOWLEDGE + 128;
const OF_ARRIVALS: u32 = KNOWLEDGE + 192;
const OF_JUDGING: u32 = KNOWLEDGE + 196;
const OF_SAME: u32 = KNOWLEDGE + 200;
const OF_CHUNKS: u32 = KNOWLEDGE + 204;
const OF_THREADS: u32 = KNOWLEDGE + 208;

/** Tells the others what they must know, and lets them go on. */
function letOthersGoOn(): void {
  tellTables(board + OF_TABLES);
  tellStates(board + OF_STATES);
  tellMemory(board + OF_MEMORY);
  store<u32>(board, first, OF_ARRIVALS);
  store<u32>(board, u32(isJudging) | (u32(readsNetwork) << 1), OF_JUDGING);
  store<u32>(board, answers, OF_SAME);
  store<u32>(board, chunks, OF_CHUNKS);
  store<u32>(board, threads, OF_THREADS);
  store<u32>(board, own, OF_THREADS + 4);
  store<u32>(board, u32(sifts), OF_THREADS + 8);
  publish(size);
  resume();
}

/** Learns, as a thread with this number, what must be known. */
function learn(thread: u32): void {
  learnTables(board + OF_TABLES);
  learnStates(board + OF_STATES, thread);
  learnMemory(board + OF_MEMORY);
  setFirst(load<u32>(board, OF_ARRIVALS));
  const judging = load<u32>(board, OF_JUDGING);
  setJudging((judging & 1) !== 0, (judging & 2) !== 0, 0, 1);
  setAnswers(load<u32>(board, OF_SAME));
  setChunks(load<u32>(board, OF_CHUNKS));
  threads = load<u32>(board, OF_THREADS);
  own = load<u32>(board, OF_THREADS + 4);
  sifts = load<u32>(board, OF_THREADS + 8) !== 0;
  setRoom();
  takeOwn(thread);
  // What was at hand when they were written stands there, too: it is not to be believed.
  const ownFields = own + thread * ownBytes();
  memory.copy(ownFields, fields, fieldBytes());
  setFields(ownFields);
  forgetPlaces();
}

/** Expands chunks, as a thread with this number, until there is nothing to do any more. */
export function help(at: u32, thread: u32): void {
  setBoard(at);
  join();
  let known: i32 = -1;
  while (!hasEnded()) {
    if (!enter()) {
      awaitResumed();
      continue;
    }
    if (epoch() !== known) {
      known = epoch();
      learn(thread);
    }
    const claimed = claim();
    if (claimed >= 0) expandClaimed(claimed, published());
    leave();
    if (claimed < 0) awaitChunks();
  }
}
