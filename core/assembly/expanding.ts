import { arrivalGroups, arrivalMove } from './arrivals';
import { group } from './asked';
import { beSure, differenceIn, isJudging, keyBy, partOf, setKey } from './judging';
import {
  A_FIELD,
  A_FLAGS,
  A_HISTORY,
  A_MOVE,
  A_NEXT,
  A_OPERATION,
  ALWAYS,
  CHANGES,
  F_CLASSES,
  F_FACTOR,
  F_HERE,
  F_LOCALS,
  F_LOCATIONS,
  F_MASK,
  F_NOW,
  F_SHIFT,
  F_TERM,
  F_WORD,
  FIELD,
  L_EVENT_COUNT,
  L_EVENTS,
  L_EXPIRIES,
  L_EXPIRY_COUNT,
  L_IDLE,
  L_KNOWN,
  L_ROW,
  LOSSES,
  NEVER,
  NO_FIELD,
  NOTHING,
  O_CHANGES,
  O_INTO,
  O_KNOWN,
  O_SENDS,
  P_FIELD,
  P_LABEL,
  P_RANK,
  PACKET,
  S_KNOWN,
  S_ROW,
  SETTLED,
  SHOWS,
} from './records';
import { isSame, SAME, VAGUE } from './same';
import {
  bitsOf,
  current,
  fetch,
  hashOf,
  isUnfit,
  netMask,
  netShift,
  netWord,
  networkIn,
  networkTerm,
  rows,
  STEPS,
  valueIn,
  words,
} from './states';
import {
  endpoints,
  fields,
  groups,
  histories,
  historyMoves,
  labelAt,
  losses,
  moves,
  packets,
} from './tables';
import { UNFIT, UNKNOWN } from './why';

/* The steps of a state, in their order: deliveries, events, expiries, losses; those that sleep are only counted. */

/** Steps of one state that are known to have room. */
export const MOST_STEPS: u32 = 512;
/** Beside the label of a successor: what is in flight is as before. */
export const UNMOVED: u32 = 1 << 31;

/** Where the hashes, labels and keys of successors go. */
let hashes: u32 = 0;
let labelOf: u32 = 0;
let keys: u32 = 0;
/** Packets in canonical order. */
let sorted: u32 = 0;
const SORTED: u32 = 64;

// Per endpoint, of where it is: packets as in its location; whether it has events, and timers that expire. Side by side, since all of them are read for each state.
const PLACE: u32 = 32;
const H_KNOWN: u32 = 0;
const H_IDLE: u32 = 8;
const H_ACTS: u32 = 16;
/** What it adds to the key of the state. */
const H_PART: u32 = 24;
const HAS_EVENTS: u32 = 1;
const HAS_EXPIRIES: u32 = 2;
let places: u32 = 0;
/** Whether something is known of the history, and of where endpoints are. */
let isSettled: bool = false;
/** The sum of the terms of all endpoints. */
let terms: u64 = 0;

// The state at hand: what is in flight, the history, the groups that sleep, the arrival, what is known of moves after it, whether it changed the history.
let net: u64 = 0;
let history: u32 = 0;
let historyPart: u64 = 0;
let sleeping: u32 = 0;
let arrival: u32 = 0;
let sleepRow: u32 = 0;
let hasOtherHistory: u32 = 0;
/** The sum from which the hash of the state is made. */
let base: u64 = 0;
/** Of its steps, how many sleep. */
export let counted: u32 = 0;
/** Whether it is not known if one of its steps sleeps. */
let isVague: bool = false;
/** Why it could not be expanded. */
export let hindrance: u32 = UNKNOWN;

/** Bytes that a thread needs to expand states. */
export function bytesToExpand(): u32 {
  return SORTED + endpoints * PLACE;
}

/** This thread has so many bytes from there on. */
export function beginExpanding(at: u32): void {
  sorted = at;
  places = at + SORTED;
}

/** The hashes, labels and keys of successors go there from now on. */
export function setSteps(hashesAt: u32, labelsAt: u32, keysAt: u32): void {
  hashes = hashesAt;
  labelOf = labelsAt;
  keys = keysAt;
}

function unknown(): i32 {
  hindrance = UNKNOWN;
  return -1;
}

function unfit(field: u32, value: u32): i32 {
  isUnfit(field, value);
  hindrance = UNFIT;
  return -1;
}

/** Writes the successors of a state from the row `to` on. Returns the row behind them; -1 if they are not known. */
export function expand(state: u32, to: u32): i32 {
  fetch(state);
  counted = 0;
  isVague = false;
  net = networkIn(current);
  const last = fields + endpoints * FIELD;
  const found = u32(valueIn(current, last));
  if (found !== history || !isSettled) settle(last, found);
  let parts = historyPart;
  if (history >= histories) return unknown();
  store<u32>(last, history, F_NOW);
  arrive(state);
  if (arrival >= moves) return unknown();
  let known = ~u64(0);
  let idle = ~u64(0);
  let acts: u32 = 0;
  let place = places;
  for (let field = fields; field < last; field += FIELD) {
    const local = u32(valueIn(current, field));
    if (local !== load<u32>(field, F_NOW) && !locate(field, place, local)) return unknown();
    known &= load<u64>(place, H_KNOWN);
    idle &= load<u64>(place, H_IDLE);
    acts |= load<u32>(place, H_ACTS);
    parts |= load<u64>(place, H_PART);
    place += PLACE;
  }
  if ((net & ~known) !== 0) return unknown();
  setKey(parts);
  const awake = net & ~idle;
  base = networkTerm(net) + u64(history) * load<u64>(last, F_FACTOR) + terms;
  let at = i32(to);
  if (awake !== 0) at = deliver(awake, at);
  if ((acts & HAS_EVENTS) !== 0 && at >= 0) at = takeLists(L_EVENTS, at);
  if ((acts & HAS_EXPIRIES) !== 0 && at >= 0) at = takeLists(L_EXPIRIES, at);
  if (losses !== 0 && net !== 0 && at >= 0) at = lose(at);
  return isVague ? unknown() : at;
}

/** Nothing is known of where endpoints are: all is looked up anew. */
export function forgetPlaces(): void {
  isSettled = false;
}

/** The history is this one, and nothing is known of where endpoints are under it. */
function settle(field: u32, found: u32): void {
  isSettled = true;
  history = found;
  historyPart = partOf(field, endpoints, found);
  terms = 0;
  for (let e: u32 = 0; e < endpoints; e++) {
    store<u32>(fields + e * FIELD, NOTHING, F_NOW);
    store<u64>(fields + e * FIELD, 0, F_TERM);
  }
}

/** An endpoint is in another local state than in the state before. Returns false if that is not known. */
function locate(field: u32, place: u32, local: u32): bool {
  if (local >= load<u32>(field, F_LOCALS)) return false;
  const location = load<u32>(load<u32>(field, F_LOCATIONS) + (local * histories + history) * 4);
  if (location === 0 || load<u32>(location, L_EVENTS) === 0 || load<u32>(location, L_EXPIRIES) === 0)
    return false;
  const events = load<u32>(location, L_EVENT_COUNT) === 0 ? 0 : HAS_EVENTS;
  const expiries = load<u32>(location, L_EXPIRY_COUNT) === 0 ? 0 : HAS_EXPIRIES;
  store<u64>(place, partOf(field, (field - fields) / FIELD, local), H_PART);
  store<u64>(place, load<u64>(location, L_KNOWN), H_KNOWN);
  store<u64>(place, load<u64>(location, L_IDLE), H_IDLE);
  store<u32>(place, events | expiries, H_ACTS);
  const term = u64(local) * load<u64>(field, F_FACTOR);
  terms += term - load<u64>(field, F_TERM);
  store<u64>(field, term, F_TERM);
  store<u32>(field, location, F_HERE);
  store<u32>(field, local, F_NOW);
  return true;
}

/** Takes all of one kind that endpoints do by themselves: what stands at `kind` of their locations, and the number behind the next one. */
function takeLists(kind: u32, to: i32): i32 {
  const last = fields + endpoints * FIELD;
  let at = to;
  for (let field = fields; field < last; field += FIELD) {
    const location = load<u32>(field, F_HERE);
    const list = load<u32>(location + kind);
    const count = load<u32>(location + kind, L_EVENT_COUNT - L_EVENTS);
    for (let i: u32 = 0; i < count; i++) {
      at = takeAwake(load<u32>(list + i * 4), net, at);
      if (at < 0) return at;
    }
  }
  return at;
}

function arrive(state: u32): void {
  arrival = arrivalMove(state);
  sleeping = arrival === 0 ? 0 : (arrivalGroups(state) | ALWAYS) & ~NEVER;
  sleepRow = groups + arrival * moves * 4;
  hasOtherHistory = arrival === 0 || arrival >= moves ? 0 : load<u8>(historyMoves + arrival);
}

/** Puts a packet in its position among those that are sorted. */
function sortIn(packet: u32, count: u32): void {
  const rank = load<u32>(packets + packet * PACKET, P_RANK);
  let at = count;
  for (; at > 0; at--) {
    const before = load<u8>(sorted + at - 1);
    if (load<u32>(packets + u32(before) * PACKET, P_RANK) < rank) break;
    store<u8>(sorted + at, before);
  }
  store<u8>(sorted + at, u8(packet));
}

function deliveryOf(packet: u32): u32 {
  const record = packets + packet * PACKET;
  const location = load<u32>(fields + load<u32>(record, P_FIELD), F_HERE);
  return load<u32>(load<u32>(location, L_ROW) + load<u32>(record, P_LABEL));
}

function deliver(awake: u64, to: i32): i32 {
  let count: u32 = 0;
  for (let rest = awake; rest !== 0; rest &= rest - 1) {
    const packet = u32(ctz(rest));
    const label = deliveryOf(packet);
    if ((load<u32>(labelAt(label), A_FLAGS) & SETTLED) === 0) return unknown();
    if (sleeps(label)) counted++;
    else sortIn(packet, count++);
  }
  let at = to;
  for (let i: u32 = 0; i < count && at >= 0; i++) at = take(deliveryOf(load<u8>(sorted + i)), net, at);
  return at;
}

function lose(to: i32): i32 {
  const record = losses + history * LOSSES;
  if ((net & ~load<u64>(record, S_KNOWN)) !== 0) return unknown();
  const row = load<u32>(record, S_ROW);
  let count: u32 = 0;
  for (let rest = net; rest !== 0; rest &= rest - 1) {
    const packet = u32(ctz(rest));
    const label = load<u32>(row + packet * 4);
    if ((load<u32>(labelAt(label), A_FLAGS) & SETTLED) === 0) return unknown();
    if (sleeps(label)) counted++;
    else sortIn(packet, count++);
  }
  let at = to;
  for (let i: u32 = 0; i < count && at >= 0; i++) {
    const packet = u32(load<u8>(sorted + i));
    at = take(load<u32>(row + packet * 4), net & ~(u64(1) << u64(packet)), at);
  }
  return at;
}

function takeAwake(label: u32, from: u64, to: i32): i32 {
  if ((load<u32>(labelAt(label), A_FLAGS) & SETTLED) === 0) return unknown();
  if (!sleeps(label)) return take(label, from, to);
  counted++;
  return to;
}

/** Whether the steps with a label, which is settled, sleep in the state at hand. */
function sleeps(label: u32): bool {
  if (sleeping === 0) return false;
  const move = load<u32>(labelAt(label), A_MOVE);
  if (move === 0) return false;
  let known = load<u32>(sleepRow + move * 4);
  if (known === 0) {
    known = group(arrival, move);
    if (known === 0) isVague = true;
    else store<u32>(sleepRow + move * 4, known);
  }
  if ((known & sleeping) === 0) return false;
  if (hasOtherHistory === 0) return true;
  const same = isSame(arrival, label);
  if (same === VAGUE) isVague = true;
  return same === SAME;
}

/** Adds the step with a label, by which what is in flight becomes `from` at first, unless it changes nothing. */
function take(label: u32, from: u64, to: i32): i32 {
  const record = labelAt(label);
  const operation = load<u32>(record, A_OPERATION);
  let after = from;
  if (operation !== 0) {
    if ((from & ~load<u64>(operation, O_KNOWN)) !== 0) return unknown();
    const changed = from & load<u64>(operation, O_CHANGES);
    after ^= changed;
    for (let rest = changed; rest !== 0; rest &= rest - 1) {
      after |= u64(1) << u64(load<u8>(operation + u32(ctz(rest)), O_INTO));
    }
    after |= load<u64>(operation, O_SENDS);
  }
  const flags = load<u32>(record, A_FLAGS);
  if (after === net && (flags & CHANGES) === 0) {
    // A step that leads to the state itself, and shows something, leads to a visited one.
    if ((flags & SHOWS) !== 0) counted++;
    return to;
  }
  if (u32(to) + 1 >= STEPS) return unknown();
  const at = rows + u32(to) * words * 8;
  for (let j: u32 = 0; j < words * 8; j += 8) store<u64>(at + j, load<u64>(current + j));
  let sum = base + networkTerm(after - net);
  let difference: u64 = 0;
  beSure();
  const slot = load<u32>(record, A_FIELD);
  if (slot !== NO_FIELD) {
    const field = fields + slot * FIELD;
    const value = load<u32>(record, A_NEXT);
    if (!change(at, field, slot, value)) return -1;
    sum += u64(i64(i32(value - load<u32>(field, F_NOW)))) * load<u64>(field, F_FACTOR);
    if (load<u32>(field, F_CLASSES) !== 0) difference ^= differenceIn(field, slot, value);
  }
  const historyAfter = load<u32>(record, A_HISTORY);
  if (historyAfter !== history) {
    const field = fields + endpoints * FIELD;
    if (!change(at, field, endpoints, historyAfter)) return -1;
    sum += u64(i64(i32(historyAfter - history))) * load<u64>(field, F_FACTOR);
    if (load<u32>(field, F_CLASSES) !== 0) difference ^= differenceIn(field, endpoints, historyAfter);
  }
  if (after !== net) {
    if ((after & ~netMask) !== 0) return unfit(endpoints + 1, bitsOf(after));
    store<u64>(at + netWord, load<u64>(at + netWord) ^ ((after ^ net) << netShift));
  }
  if (isJudging) store<u64>(keys + u32(to) * 8, keyBy(difference, after !== net));
  store<u32>(hashes + u32(to) * 4, hashOf(sum));
  store<u32>(labelOf + u32(to) * 4, label | (after === net ? UNMOVED : 0));
  return to + 1;
}

function change(at: u32, field: u32, slot: u32, value: u32): bool {
  if ((u64(value) & ~load<u64>(field, F_MASK)) !== 0) return unfit(slot, value) >= 0;
  const word = at + load<u32>(field, F_WORD);
  store<u64>(
    word,
    load<u64>(word) ^ (u64(value ^ load<u32>(field, F_NOW)) << u64(load<u32>(field, F_SHIFT))),
  );
  return true;
}
