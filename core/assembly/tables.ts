import { allocate } from './memory';
import { FIELD, LABEL, PACKET } from './records';

/* What is taught. */

export let endpoints: u32 = 0;
/** Histories for which there is room in tables of locations. */
export let histories: u32 = 1;
/** A field for each endpoint, then one for the history. */
export let fields: u32 = 0;
export let packets: u32 = 0;
export let labels: u32 = 0;
/** By history: what is known of losses; 0 if nothing is ever lost. */
export let losses: u32 = 0;
/** By arrival and move: the group, 0 if that was never asked for; and how many moves there is room for. */
export let groups: u32 = 0;
export let moves: u32 = 0;
/** By arrival: whether it changed the history. */
export let historyMoves: u32 = 0;

export function beginTables(count: u32): void {
  endpoints = count;
  // They are written for each state, by the thread that leads: what others read must not stand in a line of the cache with them.
  fields = allocate((count + 1) * FIELD + 256) + 128;
  packets = allocate(64 * PACKET);
}

export function fieldAt(field: u32): u32 {
  return fields + field * FIELD;
}

export function packetAt(packet: u32): u32 {
  return packets + packet * PACKET;
}

export function setHistories(count: u32): void {
  histories = count;
}

export function setLabels(at: u32): void {
  labels = at;
}

export function setGroups(at: u32, changesHistory: u32, count: u32): void {
  groups = at;
  historyMoves = changesHistory;
  moves = count;
}

export function setLosses(at: u32): void {
  losses = at;
}

/** The record of a label. */
export function labelAt(label: u32): u32 {
  return labels + label * LABEL;
}

/** Writes what must be known of tables, for another thread. */
export function tellTables(at: u32): void {
  store<u32>(at, endpoints, 0);
  store<u32>(at, histories, 4);
  store<u32>(at, fields, 8);
  store<u32>(at, packets, 12);
  store<u32>(at, labels, 16);
  store<u32>(at, losses, 20);
  store<u32>(at, groups, 24);
  store<u32>(at, moves, 28);
  store<u32>(at, historyMoves, 32);
}

/** Reads what another thread has told. */
export function learnTables(at: u32): void {
  endpoints = load<u32>(at, 0);
  histories = load<u32>(at, 4);
  fields = load<u32>(at, 8);
  packets = load<u32>(at, 12);
  labels = load<u32>(at, 16);
  losses = load<u32>(at, 20);
  groups = load<u32>(at, 24);
  moves = load<u32>(at, 28);
  historyMoves = load<u32>(at, 32);
}

/** This thread has its fields there. */
export function setFields(at: u32): void {
  fields = at;
}
