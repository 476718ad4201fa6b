import { BITS } from '../tables/bits.ts';
import { enlarged } from '../tables/sequences.ts';

/** A location about which nothing can be kept. */
export const NO_LOCATION = 0;

const UNKNOWN = -1;

/** Numbers that are kept of each location. */
const RECORD = 5;
const EVENTS = 0;
const EXPIRIES = 1;
/** Where the row of deliveries begins, and how long it is. */
const ROW = 2;
const LENGTH = 3;
/** Bits of packets: see idlePackets. */
const STUTTERING_PACKETS = 4;

/** Length of a row of deliveries at first. */
const FIRST = 16;

/** What is known of each *location*, a local state of an endpoint under a history, in flat arrays. */
export class LocationTable {
  /** Per endpoint, by local state and history: the location. */
  readonly #ids: Int32Array<ArrayBuffer>[];
  /** Histories for which there is room under each local state. */
  #histories = 1;
  #records = new Int32Array(RECORD * 64);
  /** Labels of deliveries by key, row by row. */
  #rows = new Int32Array(1024);
  #size = NO_LOCATION + 1;
  #endOfRows = 0;

  constructor(endpoints: number) {
    this.#ids = Array.from({ length: endpoints }, () => new Int32Array(64));
  }

  /** Bytes held. */
  get bytes(): number {
    const tables = [...this.#ids, this.#records, this.#rows];
    return tables.reduce((sum, table) => sum + table.byteLength, 0);
  }

  /** The location of an endpoint in a local state under a history. */
  of(endpoint: number, local: number, history: number): number {
    const ids = this.#ids[endpoint] ?? NONE;
    const at = local * this.#histories + history;
    const known = history < this.#histories && at < ids.length ? (ids[at] ?? NO_LOCATION) : NO_LOCATION;
    return known === NO_LOCATION ? this.#add(endpoint, local, history) : known;
  }

  /** The label of a delivery, or -1 if it is not known. */
  delivery(location: number, key: number): number {
    const records = this.#records;
    const at = location * RECORD;
    return key < (records[at + LENGTH] ?? 0)
      ? (this.#rows[(records[at + ROW] ?? 0) + key] ?? UNKNOWN)
      : UNKNOWN;
  }

  setDelivery(location: number, key: number, label: number): void {
    const at = location * RECORD;
    if (key >= (this.#records[at + LENGTH] ?? 0)) this.#lengthen(at, key);
    this.#rows[(this.#records[at + ROW] ?? 0) + key] = label;
  }

  /** The packets below BITS, as bits, of which it is known that they make no difference here if they stay in flight. */
  stutteringPackets(location: number): number {
    return this.#records[location * RECORD + STUTTERING_PACKETS] ?? 0;
  }

  setStutteringPacket(location: number, packet: number): void {
    const at = location * RECORD + STUTTERING_PACKETS;
    if (packet < BITS) this.#records[at] = (this.#records[at] ?? 0) | (1 << packet);
  }

  /** The list of external events; 0 if there is none yet. */
  events(location: number): number {
    return this.#records[location * RECORD + EVENTS] ?? 0;
  }

  setEvents(location: number, list: number): void {
    this.#records[location * RECORD + EVENTS] = list;
  }

  /** The list of expiries; 0 if there is none yet. */
  expiries(location: number): number {
    return this.#records[location * RECORD + EXPIRIES] ?? 0;
  }

  setExpiries(location: number, list: number): void {
    this.#records[location * RECORD + EXPIRIES] = list;
  }

  #add(endpoint: number, local: number, history: number): number {
    while (history >= this.#histories) this.#doubleHistories();
    const at = local * this.#histories + history;
    const ids = this.#ids[endpoint] ?? NONE;
    if (at >= ids.length) this.#ids[endpoint] = enlarged(ids, at + 1);
    const known = this.#ids[endpoint]?.[at] ?? NO_LOCATION;
    if (known !== NO_LOCATION) return known;
    const location = this.#size++;
    const end = (location + 1) * RECORD;
    if (end > this.#records.length) this.#records = enlarged(this.#records, end);
    const row = this.#ids[endpoint];
    if (row !== undefined) row[at] = location;
    return location;
  }

  #doubleHistories(): void {
    const before = this.#histories;
    this.#histories *= 2;
    for (const [endpoint, ids] of this.#ids.entries()) {
      const wider = new Int32Array(ids.length * 2);
      for (let at = 0; at < ids.length; at++) {
        const local = Math.floor(at / before);
        wider[local * this.#histories + (at % before)] = ids[at] ?? NO_LOCATION;
      }
      this.#ids[endpoint] = wider;
    }
  }

  /** Moves the row of a record to the end, where there is room for this key. */
  #lengthen(record: number, key: number): void {
    const old = this.#records[record + ROW] ?? 0;
    const oldLength = this.#records[record + LENGTH] ?? 0;
    const length = Math.max(FIRST, key + 1, oldLength * 2);
    const row = this.#endOfRows;
    this.#endOfRows += length;
    if (this.#endOfRows > this.#rows.length) this.#rows = enlarged(this.#rows, this.#endOfRows);
    this.#rows.copyWithin(row, old, old + oldLength);
    this.#rows.fill(UNKNOWN, row + oldLength, row + length);
    this.#records[record + ROW] = row;
    this.#records[record + LENGTH] = length;
  }
}

const NONE = new Int32Array(0);
