import { BITS } from '../../tables/bits.ts';
import { enlarged } from '../../tables/sequences.ts';

/** Results that are remembered: as many as there are numbers of 12 bits. */
const RECENT = 1 << 12;

const UNKNOWN = -1;
const NO_MOVE = 0;

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
  /** Recent results of `asleep`: the incoming, the groups that sleep, the packets. */
  readonly #recent = new Int32Array(RECENT * 3).fill(UNKNOWN);

  /** Bytes held. */
  get bytes(): number {
    return this.#candidates.byteLength + this.#moves.byteLength + this.#recent.byteLength;
  }

  /** Notes that the move of a packet at a place may sleep, and needs no room. */
  note(place: number, packet: number, move: number): void {
    if (packet >= BITS) return;
    const known = this.#moves[packet] ?? NO_MOVE;
    if (known !== NO_MOVE && known !== move) return;
    if (known === NO_MOVE) {
      this.#moves[packet] = move;
      this.forget();
    }
    if (place >= this.#candidates.length) this.#candidates = enlarged(this.#candidates, place + 1);
    this.#candidates[place] = (this.#candidates[place] ?? 0) | (1 << packet);
  }

  /** The packets noted at a place. */
  at(place: number): number {
    return this.#candidates[place] ?? 0;
  }

  /**
   * Packets of which a move that needs no room sleeps.
   *
   * @param groups the groups that sleep after the incoming move
   * @param groupOf the group in which a move sleeps after the incoming move
   */
  asleep(incoming: number, groups: number, groupOf: (move: number) => number): number {
    const recent = this.#recent;
    const at = ((Math.imul(groups, 0x9e3779b1) ^ Math.imul(incoming, 0x85ebca6b)) >>> 20) * 3;
    if (recent[at] === incoming && recent[at + 1] === groups) return recent[at + 2] ?? 0;
    let packets = 0;
    for (let packet = 0; packet < BITS; packet++) {
      const move = this.#moves[packet] ?? NO_MOVE;
      if (move !== NO_MOVE && (groupOf(move) & groups) !== 0) packets |= 1 << packet;
    }
    recent[at] = incoming;
    recent[at + 1] = groups;
    recent[at + 2] = packets;
    return packets;
  }

  /** Forgets which moves sleep after which incoming moves. */
  forget(): void {
    this.#recent.fill(UNKNOWN);
  }
}
