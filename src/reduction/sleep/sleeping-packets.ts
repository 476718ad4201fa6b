import { BITS } from '../../tables/bits.ts';
import { enlarged } from '../../tables/sequences.ts';

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

  /** Bytes held. */
  get bytes(): number {
    return this.#candidates.byteLength + this.#moves.byteLength;
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
    return this.#candidates[place] ?? 0;
  }

  /**
   * Those of these packets of which the move sleeps.
   *
   * @param groups the groups that sleep after the incoming move
   * @param groupOf the group in which a move sleeps after the incoming move
   */
  asleep(packets: number, groups: number, groupOf: (move: number) => number): number {
    let asleep = 0;
    for (let rest = packets; rest !== 0; rest &= rest - 1) {
      const bit = rest & -rest;
      const move = this.#moves[BITS - Math.clz32(bit)] ?? NO_MOVE;
      if (move !== NO_MOVE && (groupOf(move) & groups) !== 0) asleep |= bit;
    }
    return asleep;
  }
}
