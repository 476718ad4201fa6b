import { BITS } from '../../tables/bits.ts';
import { enlarged } from '../../tables/sequences.ts';
import { ALWAYS, GROUPS, NEVER } from './groups.ts';

const NO_MOVE = 0;

/** Numbers that are kept of each incoming move, packets as bits: of which it is known when their moves sleep, which always do, which do with their group. */
const RECORD = 3;
const KNOWN = 0;
const AT_ALL_TIMES = 1;
const BY_GROUP = 2;

/**
 * Packets whose delivery (or loss) may sleep at a certain place, and needs no room: as bits, so that all that sleep are
 * sorted out at once. For each packet only the first move is known that its delivery made; if it makes another one
 * elsewhere, it is none of them there.
 */
export class SleepingPackets {
  /** Per place: the packets. */
  #candidates = new Int32Array(64);
  /** Per packet: the move that is made. */
  readonly #moves = new Int32Array(BITS);
  #records = new Int32Array(64 * RECORD);
  /** Per group, by the number of its bit: the packets whose moves are in it. */
  readonly #packetsOf = new Int32Array(BITS);

  /** Bytes held. */
  get bytes(): number {
    const tables = [this.#candidates, this.#moves, this.#records, this.#packetsOf];
    return tables.reduce((sum, { byteLength }) => sum + byteLength, 0);
  }

  /** Notes that the move of a packet at a place may sleep, and needs no room. */
  note(place: number, packet: number, move: number): void {
    if (packet >= BITS) return;
    const known = this.#moves[packet] ?? NO_MOVE;
    if (known !== NO_MOVE && known !== move) return;
    this.#moves[packet] = move;
    if (place >= this.#candidates.length) this.#candidates = enlarged(this.#candidates, place + 1);
    this.#candidates[place] = (this.#candidates[place] ?? 0) | (1 << packet);
  }

  /** The packets noted at a place. */
  at(place: number): number {
    return place < this.#candidates.length ? (this.#candidates[place] ?? 0) : 0;
  }

  /** The packets noted at any of these places. */
  atAny(places: Int32Array): number {
    const candidates = this.#candidates;
    let noted = 0;
    for (let i = 0; i < places.length; i++) {
      const place = places[i] ?? 0;
      if (place < candidates.length) noted |= candidates[place] ?? 0;
    }
    return noted;
  }

  /** What was known of when moves sleep no longer holds. */
  forget(): void {
    this.#records.fill(0);
  }

  /**
   * Those of these packets, noted at some place, of which the move sleeps.
   *
   * @param groups the groups that sleep after the incoming move
   * @param groupOf the group in which a move sleeps after the incoming move; ALWAYS or NEVER
   */
  asleep(packets: number, incoming: number, groups: number, groupOf: (move: number) => number): number {
    if (packets === 0) return 0;
    const at = incoming * RECORD;
    if (at >= this.#records.length) this.#records = enlarged(this.#records, at + RECORD);
    if ((packets & ~(this.#records[at + KNOWN] ?? 0)) !== 0) this.#learn(packets, at, groupOf);
    const records = this.#records;
    let awake = 0;
    for (let rest = ~groups & GROUPS; rest !== 0; rest &= rest - 1) {
      awake |= this.#packetsOf[BITS - Math.clz32(rest & -rest)] ?? 0;
    }
    return packets & ((records[at + AT_ALL_TIMES] ?? 0) | ((records[at + BY_GROUP] ?? 0) & ~awake));
  }

  #learn(packets: number, at: number, groupOf: (move: number) => number): void {
    for (let rest = packets & ~(this.#records[at + KNOWN] ?? 0); rest !== 0; rest &= rest - 1) {
      const bit = rest & -rest;
      const move = this.#moves[BITS - Math.clz32(bit)] ?? NO_MOVE;
      if (move === NO_MOVE) continue;
      const group = groupOf(move);
      this.#set(at + KNOWN, bit);
      if (group === ALWAYS) this.#set(at + AT_ALL_TIMES, bit);
      if (group === ALWAYS || group === NEVER) continue;
      this.#set(at + BY_GROUP, bit);
      const number = BITS - Math.clz32(group);
      this.#packetsOf[number] = (this.#packetsOf[number] ?? 0) | bit;
    }
  }

  #set(at: number, bit: number): void {
    this.#records[at] = (this.#records[at] ?? 0) | bit;
  }
}
