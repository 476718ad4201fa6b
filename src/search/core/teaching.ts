import type { Independence } from '../../model/independence.ts';
import type { SetFacts } from '../../model/set-facts.ts';
import { type CoreMemory, Outgrown } from './memory.ts';
import {
  A_ARRIVAL,
  A_FIELD,
  A_FLAGS,
  A_GROUP,
  A_HISTORY,
  A_MOVE,
  A_NEXT,
  A_OPERATION,
  CHANGES,
  F_LOCALS,
  F_LOCATIONS,
  FIELD,
  L_EVENT_COUNT,
  L_EVENTS,
  L_EXPIRIES,
  L_IDLE,
  L_KNOWN,
  L_ROW,
  LABEL,
  LOSSES,
  NO_FIELD,
  O_CHANGES,
  O_INTO,
  O_KNOWN,
  O_SENDS,
  P_FIELD,
  P_LABEL,
  P_RANK,
  S_KNOWN,
  S_ROW,
  SETTLED,
  SHOWS,
} from './records.ts';
import { MOST_PACKETS } from './states.ts';

/** Bytes of a location, and those of an operation before what it makes of packets. */
const LOCATION = 48;
const OPERATION = O_INTO;

/** From a list of a location to how long it is. */
const TO_COUNT = L_EVENT_COUNT - L_EVENTS;

const WORD = 4;

/** Histories, and moves, that are told apart, at most: there are tables by two of them. */
const MOST_HISTORIES = 64;
const MOST_MOVES = 2048;

const NO_MOVE = 0;

/** A location in the core. */
interface Location {
  readonly at: number;
  /** Labels for which there is room in its row. */
  room: number;
}

/** Writes into a core what is known of a model, state by state: what is enabled there, and what that does. */
export class Teaching {
  readonly #memory: CoreMemory;
  readonly #facts: SetFacts;
  readonly #independence: Independence;
  readonly #isSettled: (label: number) => boolean;
  /** Per endpoint, its locations by local state and history. */
  readonly #locations: Map<number, Location>[];
  readonly #localsRoom: number[];
  #histories = 0;
  readonly #noEvents: number;
  readonly #lists = new Map<string, number>();
  readonly #operations = new Map<number, number>();
  /** Labels that the core knows. */
  readonly #taught = new Set<number>();
  #labels = 0;
  #labelsRoom = 0;
  #moves = 0;
  #groups = 0;
  #historyMoves = 0;
  #losses = 0;
  /** Per packet that the core knows: its place among those that go to the same endpoint. */
  readonly #places: number[] = [];
  #version: number;
  #learned = 0;

  constructor(
    memory: CoreMemory,
    facts: SetFacts,
    independence: Independence,
    isSettled: (label: number) => boolean,
  ) {
    this.#memory = memory;
    this.#facts = facts;
    this.#independence = independence;
    this.#isSettled = isSettled;
    this.#locations = Array.from({ length: facts.endpoints }, () => new Map());
    this.#localsRoom = Array.from({ length: facts.endpoints }, () => 0);
    this.#noEvents = memory.allocate(WORD);
    this.#version = independence.version;
    this.#makeRoomForHistories(1);
    this.#makeRoomForMoves(64);
    if (facts.mayLose) {
      this.#losses = memory.allocate(MOST_HISTORIES * LOSSES);
      memory.core.setLosses(this.#losses);
    }
  }

  /** How much the core was taught so far. */
  get learned(): number {
    return this.#learned;
  }

  /**
   * Teaches all that is known of a state: the ids of endpoints and history, as they stand in its vector, and the packets in flight.
   *
   * @throws Outgrown for what has no room in the core
   */
  teach(state: Uint32Array, packets: readonly number[]): void {
    const { endpoints } = this.#facts;
    const history = state[endpoints + 1] ?? 0;
    this.#makeRoomForHistories(this.#facts.histories);
    this.#learnPackets();
    for (let endpoint = 0; endpoint < endpoints; endpoint++) {
      this.#teachEndpoint(endpoint, state[endpoint] ?? 0, history, packets);
    }
    if (this.#losses !== 0) this.#teachLosses(history, packets);
    if (this.#version !== this.#independence.version) this.#forgetGroups();
    // What was not known to be the same may be now.
    this.#memory.core.forgetSame();
  }

  #teachEndpoint(endpoint: number, local: number, history: number, packets: readonly number[]): void {
    const facts = this.#facts.location(endpoint, local, history);
    const location = this.#locationAt(endpoint, local, history);
    this.#teachList(location.at + L_EVENTS, facts.events, packets);
    this.#teachList(location.at + L_EXPIRIES, facts.expiries, packets);
    for (const packet of packets) {
      if (this.#facts.receiver(packet) === endpoint)
        this.#teachDelivery(location, packet, facts.delivery(packet), packets);
    }
  }

  /** Teaches what an endpoint does by itself, which is to stand at a place of its location. */
  #teachList(at: number, labels: readonly number[] | null, packets: readonly number[]): void {
    if (labels === null) return;
    for (const label of labels) this.#teachLabel(label, packets);
    if (this.#memory.get(at) !== 0) return;
    this.#memory.set(at, this.#listOf(labels));
    this.#memory.set(at + TO_COUNT, labels.length);
    this.#learned++;
  }

  #teachDelivery({ at }: Location, packet: number, label: number, packets: readonly number[]): void {
    if (label < 0) return;
    const memory = this.#memory;
    if (label > 0) this.#teachLabel(label, packets);
    if (memory.hasBit(at + L_KNOWN, packet)) return;
    if (label > 0) memory.set(memory.get(at + L_ROW) + (this.#places[packet] ?? 0) * WORD, label);
    memory.setBit(at + L_IDLE, packet, label === 0);
    memory.setBit(at + L_KNOWN, packet, true);
    this.#learned++;
  }

  #teachLosses(history: number, packets: readonly number[]): void {
    const memory = this.#memory;
    const at = this.#losses + history * LOSSES;
    if (memory.get(at + S_ROW) === 0) memory.set(at + S_ROW, memory.allocate(MOST_PACKETS * WORD));
    for (const packet of packets) {
      const label = this.#facts.loss(packet, history);
      if (label === 0) continue;
      // What is lost is no longer there when marks change: nobody need know what would become of it.
      this.#teachLabel(
        label,
        packets.filter((other) => other !== packet),
      );
      if (memory.hasBit(at + S_KNOWN, packet)) continue;
      memory.set(memory.get(at + S_ROW) + packet * WORD, label);
      memory.setBit(at + S_KNOWN, packet, true);
      this.#learned++;
    }
  }

  /** Teaches what the steps with a label do; what they do to packets in flight, too. Labels that are not settled stay unknown. */
  #teachLabel(label: number, packets: readonly number[]): void {
    // The core may come across it, known or not.
    this.#makeRoomForLabels(label + 1);
    const facts = this.#facts.label(label);
    if (!facts.isPlain || !this.#isSettled(label)) return;
    if (this.#facts.changesMarks(facts.operation)) this.#teachMarks(facts.operation, packets);
    if (this.#taught.has(label)) return;
    this.#taught.add(label);
    this.#learned++;
    const independence = this.#independence;
    const arrival = independence.arrivalOf(label);
    const move = independence.isSurelyStep(label) ? independence.moveOf(label) : NO_MOVE;
    this.#makeRoomForMoves(Math.max(arrival, move) + 1);
    const memory = this.#memory;
    const at = this.#labels + label * LABEL;
    memory.set(at + A_FIELD, facts.endpoint < this.#facts.endpoints ? facts.endpoint : NO_FIELD);
    memory.set(at + A_NEXT, facts.next);
    memory.set(at + A_HISTORY, facts.history);
    memory.set(at + A_OPERATION, this.#operationAt(facts.operation));
    memory.set(at + A_MOVE, move);
    memory.set(at + A_ARRIVAL, arrival);
    memory.set(at + A_GROUP, independence.groupOf(label));
    memory.setByte(this.#historyMoves + arrival, independence.historyBefore(arrival) < 0 ? 0 : 1);
    memory.set(at + A_FLAGS, SETTLED | (facts.changes ? CHANGES : 0) | (facts.shows ? SHOWS : 0));
  }

  /** What an operation makes of the packets that are in flight when it happens. */
  #teachMarks(operation: number, packets: readonly number[]): void {
    const memory = this.#memory;
    const at = this.#operationAt(operation);
    for (const packet of packets) {
      if (memory.hasBit(at + O_KNOWN, packet)) continue;
      const into = this.#facts.remarked(operation, packet);
      this.#learnPackets();
      memory.setByte(at + O_INTO + packet, into);
      memory.setBit(at + O_CHANGES, packet, into !== packet);
      memory.setBit(at + O_KNOWN, packet, true);
      this.#learned++;
    }
  }

  /** Where an operation stands in the core; 0 for one that does nothing. */
  #operationAt(operation: number): number {
    if (operation === 0) return 0;
    const known = this.#operations.get(operation);
    if (known !== undefined) return known;
    const memory = this.#memory;
    const hasMarks = this.#facts.changesMarks(operation);
    const at = memory.allocate(OPERATION + (hasMarks ? MOST_PACKETS : 0));
    this.#learnPackets();
    for (const packet of this.#facts.sent(operation)) memory.setBit(at + O_SENDS, packet, true);
    if (!hasMarks) this.#setAll(at + O_KNOWN);
    this.#operations.set(operation, at);
    return at;
  }

  /** Gives packets that were not there before a place, and all their ranks. */
  #learnPackets(): void {
    const { packets } = this.#facts;
    if (this.#places.length === packets) return;
    if (packets > MOST_PACKETS) throw new Outgrown('there are too many messages');
    while (this.#places.length < packets) this.#addPacket(this.#places.length);
    for (let packet = 0; packet < packets; packet++) {
      this.#memory.set(this.#memory.core.packetAt(packet) + P_RANK, this.#facts.rank(packet));
    }
  }

  #addPacket(packet: number): void {
    if (this.#facts.isOwed(packet)) throw new Outgrown('messages are promised to be delivered');
    const memory = this.#memory;
    const to = this.#facts.receiver(packet);
    const place = this.#places.filter((_, other) => this.#facts.receiver(other) === to).length;
    this.#places.push(place);
    const at = memory.core.packetAt(packet);
    memory.set(at + P_FIELD, to * FIELD);
    memory.set(at + P_LABEL, place * WORD);
    for (const location of this.#locations[to]?.values() ?? []) {
      memory.setBit(location.at + L_KNOWN, packet, false);
      memory.setBit(location.at + L_IDLE, packet, false);
      if (place >= location.room) this.#lengthen(location, place + 1);
    }
  }

  #lengthen(location: Location, length: number): void {
    const row = this.#memory.get(location.at + L_ROW);
    const room = Math.max(length, location.room * 2);
    this.#memory.set(location.at + L_ROW, this.#memory.moved(row, location.room * WORD, room * WORD));
    location.room = room;
  }

  #locationAt(endpoint: number, local: number, history: number): Location {
    const key = local * MOST_HISTORIES + history;
    const known = this.#locations[endpoint]?.get(key);
    if (known !== undefined) return known;
    const memory = this.#memory;
    const ofEndpoint = this.#places.filter((_, packet) => this.#facts.receiver(packet) === endpoint).length;
    const room = Math.max(4, ofEndpoint);
    const at = memory.allocate(LOCATION + room * WORD);
    memory.set(at + L_ROW, at + LOCATION);
    this.#setAll(at + L_KNOWN);
    this.#setAll(at + L_IDLE);
    for (let packet = 0; packet < this.#places.length; packet++) {
      if (this.#facts.receiver(packet) !== endpoint) continue;
      memory.setBit(at + L_KNOWN, packet, false);
      memory.setBit(at + L_IDLE, packet, false);
    }
    const location = { at, room };
    this.#locations[endpoint]?.set(key, location);
    this.#makeRoomForLocals(endpoint, local + 1);
    this.#enter(endpoint, key, at);
    this.#learned++;
    return location;
  }

  #enter(endpoint: number, key: number, at: number): void {
    const memory = this.#memory;
    const table = memory.get(memory.core.fieldAt(endpoint) + F_LOCATIONS);
    const local = Math.floor(key / MOST_HISTORIES);
    memory.set(table + (local * this.#histories + (key % MOST_HISTORIES)) * WORD, at);
  }

  #setAll(at: number): void {
    this.#memory.set(at, -1);
    this.#memory.set(at + WORD, -1);
  }

  #listOf(labels: readonly number[]): number {
    if (labels.length === 0) return this.#noEvents;
    const text = labels.join();
    const known = this.#lists.get(text);
    if (known !== undefined) return known;
    const at = this.#memory.allocate(labels.length * WORD);
    for (const [i, label] of labels.entries()) this.#memory.set(at + i * WORD, label);
    this.#lists.set(text, at);
    return at;
  }

  #makeRoomForLocals(endpoint: number, locals: number): void {
    if (locals <= (this.#localsRoom[endpoint] ?? 0)) return;
    this.#localsRoom[endpoint] = Math.max(8, locals * 2);
    this.#writeTable(endpoint);
  }

  #makeRoomForHistories(histories: number): void {
    if (histories <= this.#histories) return;
    if (histories > MOST_HISTORIES) throw new Outgrown('there are too many histories');
    this.#histories = 2 ** Math.ceil(Math.log2(histories));
    for (let endpoint = 0; endpoint < this.#facts.endpoints; endpoint++) this.#writeTable(endpoint);
    this.#memory.core.setHistories(this.#histories);
  }

  /** The locations of an endpoint, in a table with room for all. */
  #writeTable(endpoint: number): void {
    const memory = this.#memory;
    const locals = this.#localsRoom[endpoint] ?? 0;
    const field = memory.core.fieldAt(endpoint);
    memory.set(field + F_LOCATIONS, memory.allocate(Math.max(1, locals * this.#histories) * WORD));
    memory.set(field + F_LOCALS, locals);
    for (const [key, { at }] of this.#locations[endpoint] ?? []) this.#enter(endpoint, key, at);
  }

  #makeRoomForLabels(labels: number): void {
    if (labels <= this.#labelsRoom) return;
    const room = Math.max(256, Math.ceil(labels * 1.5));
    this.#labels = this.#memory.moved(this.#labels, this.#labelsRoom * LABEL, room * LABEL);
    this.#labelsRoom = room;
    this.#memory.core.setLabels(this.#labels);
  }

  #makeRoomForMoves(moves: number): void {
    if (moves <= this.#moves) return;
    if (moves > MOST_MOVES) throw new Outgrown('there are too many moves');
    const before = this.#moves;
    this.#moves = Math.min(MOST_MOVES, Math.max(64, Math.ceil(moves * 1.25)));
    const memory = this.#memory;
    this.#groups = memory.allocate(this.#moves * this.#moves * WORD);
    this.#historyMoves = memory.moved(this.#historyMoves, before, this.#moves);
    memory.core.setGroups(this.#groups, this.#historyMoves, this.#moves);
  }

  /** Which moves commute may be otherwise now. */
  #forgetGroups(): void {
    this.#version = this.#independence.version;
    const from = this.#groups >>> 2;
    this.#memory.words.fill(0, from, from + this.#moves * this.#moves);
  }
}
