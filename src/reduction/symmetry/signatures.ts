import type { Composition } from '../../composition/composition.ts';
import { canonicalText } from '../../tables/plain-data.ts';
import type { Renaming } from './renaming.ts';

/** Rows that are not computed yet have no beginning. */
const UNKNOWN = -1;

/**
 * What the parts of a state say of each endpoint that is alike to others, as hashes: a row of numbers per part, one
 * for each of these endpoints. Renamed, a part has the same row in another order.
 *
 * The sum of the rows of all parts tells endpoints apart that play different roles in a state. Where two of them get
 * the same number all the same, a state may be told from its mirror image, and searched twice; never more than that.
 */
export class Signatures {
  readonly #model: Composition;
  readonly #renaming: Renaming;
  readonly #alike: readonly number[];
  /** Per slot of the state vector: where the row of each id begins. */
  readonly #starts: Int32Array[];
  /** Per packet: its row. */
  readonly #packets: Int32Array[] = [];
  /** All rows. */
  rows = new Int32Array(1024);
  #length = 0;

  constructor(model: Composition, renaming: Renaming, alike: readonly number[]) {
    this.#model = model;
    this.#renaming = renaming;
    this.#alike = alike;
    this.#starts = Array.from({ length: model.width }, () => new Int32Array(64).fill(UNKNOWN));
  }

  /** Where in `rows` the row of the part begins that has this id at this slot of a state vector. */
  start(slot: number, id: number): number {
    const starts = this.#starts[slot];
    const known = starts !== undefined && id < starts.length ? (starts[id] ?? UNKNOWN) : UNKNOWN;
    return known >= 0 ? known : this.#learn(slot, id);
  }

  #learn(slot: number, id: number): number {
    const row = this.#compute(slot, id);
    const start = this.#length;
    this.#length += row.length;
    if (this.#length > this.rows.length) this.rows = enlarged(this.rows, this.#length);
    this.rows.set(row, start);
    const starts = this.#starts[slot] ?? new Int32Array(0);
    const longer = id < starts.length ? starts : enlarged(starts, id + 1);
    longer[id] = start;
    this.#starts[slot] = longer;
    return start;
  }

  #compute(slot: number, id: number): Int32Array {
    const endpoints = this.#model.width - 2;
    if (slot < endpoints) return this.#local(slot, id);
    return slot === endpoints ? this.#network(id) : this.#history(id);
  }

  #local(endpoint: number, id: number): Int32Array {
    const { value, context, status } = this.#model.reader.localState(endpoint, id);
    const { timers = [], life } = this.#model.values.locals[endpoint]?.content(id) ?? {};
    const plain = canonicalText([value, status, life?.crashes ?? 0]);
    const durable = life?.down?.durable;
    return this.#row((one) => {
      const armed = timers
        .map((timer) => {
          const seen = this.#renaming.timerSeenBy(one, endpoint, timer.id);
          return `${seen} ${timer.remaining} ${this.#renaming.eventSeenBy(one, timer.event)}`;
        })
        .sort();
      return `${this.#role(endpoint, one)} ${plain} ${this.#renaming.seenBy(one, [context, durable])} ${armed.join()}`;
    });
  }

  #network(id: number): Int32Array {
    const row = this.#links(id);
    for (const packet of this.#model.values.network.packets(id)) {
      this.#packets[packet] ??= this.#packet(packet);
      const part = this.#packets[packet];
      for (let i = 0; i < row.length; i++) row[i] = (row[i] ?? 0) + (part?.[i] ?? 0);
    }
    return row;
  }

  /** How the links are that are not the same to all. */
  #links(id: number): Int32Array {
    const sum = new Int32Array(this.#alike.length);
    const { network } = this.#model.values;
    for (const { link, up, downs, asked, closed } of network.conditions(id)) {
      this.#alike.forEach((one, i) => {
        const seen = this.#renaming.linkSeenBy(one, link);
        if (seen === null) return;
        const ends = network.endsOf(link).map((end, at) => {
          return `${this.#role(end, one)} ${(asked >> at) & 1} ${(closed >> at) & 1}`;
        });
        sum[i] = (sum[i] ?? 0) + hashText(`${seen} ${up} ${downs} ${ends.sort().join()}`);
      });
    }
    return sum;
  }

  #packet(id: number): Int32Array {
    const { message, mark, age, owed } = this.#model.values.network.packet(id);
    return this.#row((one) => {
      const way = `${this.#role(message.from, one)} > ${this.#role(message.to, one)}`;
      return `${way} ${this.#renaming.eventSeenBy(one, message.event)} ${this.#renaming.seenBy(one, mark)} ${age} ${owed}`;
    });
  }

  #history(id: number): Int32Array {
    const value = this.#model.values.history().value(id);
    return this.#row((one) => this.#renaming.seenBy(one, value));
  }

  #row(textFor: (endpoint: number) => string): Int32Array {
    return Int32Array.from(this.#alike, (endpoint) => hashText(textFor(endpoint)));
  }

  /** What an endpoint is to one of those that are alike. */
  #role(endpoint: number, one: number): string {
    if (endpoint === one) return 'self';
    return this.#alike.includes(endpoint) ? 'other' : `=${endpoint}`;
  }
}

function enlarged(array: Int32Array, length: number): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(Math.max(length, Math.ceil(array.length * 1.5))).fill(UNKNOWN);
  larger.set(array);
  return larger;
}

/** FNV-1a (Fowler, Noll, Vo; public domain), over UTF-16 units, and a last mixture. */
function hashText(text: string): number {
  let h = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  h = Math.imul(h ^ (h >>> 15), 0x85ebca6b);
  return h ^ (h >>> 13);
}
