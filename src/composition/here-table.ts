import { BITS } from '../tables/bits.ts';
import { enlarged } from '../tables/sequences.ts';

/** A here about which nothing can be kept. */
export const NOWHERE = 0;

const UNKNOWN = -1;

/** Numbers that are kept of each here. */
const RECORD = 5;
const EVENTS = 0;
const EXPIRIES = 1;
/** Where the row of deliveries begins, and how long it is. */
const ROW = 2;
const LENGTH = 3;
/** Bits of packets: see idlePackets. */
const IDLE_PACKETS = 4;

/** Length of a row of deliveries at first. */
const FIRST = 16;

/** What is known of each *here*, a local state of an endpoint under a history, in flat arrays. */
export class HereTable {
  /** Per endpoint, by local state and history: the here. */
  readonly #ids: Int32Array<ArrayBuffer>[];
  /** Histories for which there is room under each local state. */
  #histories = 1;
  #records = new Int32Array(RECORD * 64);
  /** Labels of deliveries by key, row by row. */
  #rows = new Int32Array(1024);
  #size = NOWHERE + 1;
  #endOfRows = 0;

  constructor(endpoints: number) {
    this.#ids = Array.from({ length: endpoints }, () => new Int32Array(64));
  }

  /** The here of an endpoint in a local state under a history. */
  of(endpoint: number, local: number, history: number): number {
    const ids = this.#ids[endpoint] ?? NONE;
    const at = local * this.#histories + history;
    const known = history < this.#histories && at < ids.length ? (ids[at] ?? NOWHERE) : NOWHERE;
    return known === NOWHERE ? this.#add(endpoint, local, history) : known;
  }

  /** The label of a delivery, or -1 if it is not known. */
  delivery(here: number, key: number): number {
    const records = this.#records;
    const at = here * RECORD;
    return key < (records[at + LENGTH] ?? 0)
      ? (this.#rows[(records[at + ROW] ?? 0) + key] ?? UNKNOWN)
      : UNKNOWN;
  }

  setDelivery(here: number, key: number, label: number): void {
    const at = here * RECORD;
    if (key >= (this.#records[at + LENGTH] ?? 0)) this.#lengthen(at, key);
    this.#rows[(this.#records[at + ROW] ?? 0) + key] = label;
  }

  /** The packets below BITS, as bits, of which it is known that they make no difference here if they stay in flight. */
  idlePackets(here: number): number {
    return this.#records[here * RECORD + IDLE_PACKETS] ?? 0;
  }

  setIdlePacket(here: number, packet: number): void {
    const at = here * RECORD + IDLE_PACKETS;
    if (packet < BITS) this.#records[at] = (this.#records[at] ?? 0) | (1 << packet);
  }

  /** The list of external events; 0 if there is none yet. */
  events(here: number): number {
    return this.#records[here * RECORD + EVENTS] ?? 0;
  }

  setEvents(here: number, list: number): void {
    this.#records[here * RECORD + EVENTS] = list;
  }

  /** The list of expiries; 0 if there is none yet. */
  expiries(here: number): number {
    return this.#records[here * RECORD + EXPIRIES] ?? 0;
  }

  setExpiries(here: number, list: number): void {
    this.#records[here * RECORD + EXPIRIES] = list;
  }

  #add(endpoint: number, local: number, history: number): number {
    while (history >= this.#histories) this.#doubleHistories();
    const at = local * this.#histories + history;
    const ids = this.#ids[endpoint] ?? NONE;
    if (at >= ids.length) this.#ids[endpoint] = enlarged(ids, at + 1);
    const known = this.#ids[endpoint]?.[at] ?? NOWHERE;
    if (known !== NOWHERE) return known;
    const here = this.#size++;
    if (here * RECORD >= this.#records.length) this.#records = enlarged(this.#records, (here + 1) * RECORD);
    const row = this.#ids[endpoint];
    if (row !== undefined) row[at] = here;
    return here;
  }

  #doubleHistories(): void {
    const before = this.#histories;
    this.#histories *= 2;
    for (const [endpoint, ids] of this.#ids.entries()) {
      const wider = new Int32Array(ids.length * 2);
      for (let at = 0; at < ids.length; at++) {
        const local = Math.floor(at / before);
        wider[local * this.#histories + (at % before)] = ids[at] ?? NOWHERE;
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
