import { NO_LOCATION } from '../../composition/location-table.ts';
import { type Independence, NO_MOVE } from '../../model/independence.ts';
import type { Holding, StepFilter } from '../../model/step-filter.ts';
import { enlarged } from '../../tables/sequences.ts';
import { ALWAYS, NEVER } from './groups.ts';
import { SleepingPackets } from './sleeping-packets.ts';

/** Whether one move sleeps after another one: not known yet; if its group does, always, never. */
const UNKNOWN = 0;
const BY_GROUP = 1;
const IS_ALWAYS = 2;
const IS_NEVER = 3;

/** Histories of which losses that sleep are noted. */
const HISTORIES = 64;

/** Beside the groups that sleep in a state: the step that led to it left what is in flight as it was; and it found no room for a message. */
export const STILL = 1 << 30;
export const CROWDED = 1 << 31;

const UNCHANGED = -1;

/** What a move does to the network: see Independence. */
interface Effect {
  readonly sends: number;
  readonly sent: readonly number[] | null;
  readonly takes: boolean;
  readonly mayOverflow: boolean;
  readonly isTick: boolean;
}

const NO_EFFECT: Effect = { sends: 0, sent: null, takes: true, mayOverflow: false, isTick: false };

const NO_ROW = new Uint8Array(0);

/** No group sleeps. */
const AWAKE = 0;

const UNBOUNDED = 2 ** 31 - 1;

const NOTHING: Holding = { count: 0, holds: () => false };

/**
 * The steps of a state that are known to lead to visited states: they are *asleep*. They are counted like the others,
 * but where they lead need not be looked up.
 *
 * Let steps `a` and `b` be enabled in a state `p`, and commute: both orders lead to one state. If a breadth-first search
 * first came from `p` by `a` to `s`, and had been where `b` leads from `p` before it came to `s`, then it has expanded
 * that state before `s`. So it has been where `a` leads from there, which is where `b` leads from `s`: `b` is asleep in
 * `s`. These are the sleep sets of Godefroid ("Partial-Order Methods for the Verification of Concurrent Systems", 1996,
 * chapter 5); they leave out no state.
 *
 * Three things need a word. If `a` changes the history, `b` must be the same move under the history before, and leave each of the two as it is
 * (`isSameUnder`). If one of the two is a tick and the other a loss, what is lost is another packet before the tick, younger: its loss must
 * do no more than that of the older one (`losesAlike`). And if `b` sends, or a message of `a` found no room, there must be
 * room in both orders for the same messages: either for all that is sent (`#findsRoom`); or `b` finds as little as before, since `a` left what is in flight
 * as it was; and where `a` found too little, `b` makes none (`#makesNoRoom`).
 *
 * Only steps sleep at which no property need look.
 */
export class SleepSet implements StepFilter {
  readonly #independence: Independence;
  readonly #capacity: number;
  /** Per label: the move of the steps that may sleep, or NO_MOVE. */
  #movesThatMay = new Int32Array(64);
  /** Per label: whether no property need look at its steps. */
  #allowed = new Int32Array(64);
  /** By incoming move and move of the step: whether the step sleeps. */
  #rows: Uint8Array<ArrayBuffer>[] = [];
  #row = new Uint8Array(0);
  /** Per move: its group. */
  #groupOfMove = new Int32Array(64);
  #incoming = NO_MOVE;
  /** The history before the incoming move, if that changes it, else UNCHANGED. */
  #historyBefore = UNCHANGED;
  #asleep = AWAKE;
  /** Per move: the messages that must find room if it is to sleep; at least -1. */
  #needs = new Int32Array(64);
  /** Per move: what it does to the network. */
  readonly #effects: (Effect | undefined)[] = [];
  #room = UNBOUNDED;
  #isAfterTick = false;
  #isStill = false;
  #isCrowded = false;
  overflow = 0;
  #inFlight: Holding = NOTHING;
  #version = 0;
  readonly #sleepingDeliveries = new SleepingPackets();
  readonly #sleepingLosses = new SleepingPackets();
  readonly #lossesAfterTick = new SleepingPackets();

  constructor(independence: Independence, capacity: number) {
    this.#independence = independence;
    this.#capacity = Math.min(capacity, UNBOUNDED);
  }

  /** Bytes held. */
  get bytes(): number {
    const tables = [this.#movesThatMay, this.#allowed, this.#needs, this.#groupOfMove, ...this.#rows];
    const packets = this.#sleepingDeliveries.bytes + this.#sleepingLosses.bytes + this.#lossesAfterTick.bytes;
    return tables.reduce((sum, table) => sum + table.byteLength, packets);
  }

  /** Lets steps with this label sleep: no property need look at them. */
  allow(label: number): void {
    if (label >= this.#allowed.length) this.#allowed = enlarged(this.#allowed, label + 1);
    this.#allowed[label] = 1;
    if (!this.#independence.isSurelyStep(label)) return;
    if (label >= this.#movesThatMay.length) this.#movesThatMay = enlarged(this.#movesThatMay, label + 1);
    this.#movesThatMay[label] = this.#independence.moveOf(label);
  }

  /**
   * The steps of another state are asked for next.
   *
   * @param incoming the move by which the search first came to it, or NO_MOVE
   * @param groups of which all steps, in the state before, lead to states that were known earlier; with STILL and CROWDED
   */
  enter(incoming: number, groups: number): void {
    this.#isStill = (groups & STILL) !== 0;
    this.#isCrowded = (groups & CROWDED) !== 0;
    if (this.#version !== this.#independence.version) this.#forget();
    this.#incoming = incoming;
    this.#asleep = incoming === NO_MOVE ? AWAKE : (groups | ALWAYS) & ~NEVER;
    this.#row = this.#rowOf(incoming);
    this.#isAfterTick = incoming !== NO_MOVE && this.#independence.isTick(incoming);
    this.#historyBefore = incoming === NO_MOVE ? UNCHANGED : this.#independence.historyBefore(incoming);
  }

  /** Notes that a delivery of this packet here, of which a copy stays, sleeps in the state at hand. */
  noteDelivery(location: number, packet: number, label: number): void {
    if (location !== NO_LOCATION) this.#note(this.#sleepingDeliveries, location, packet, label);
  }

  /** Notes that the loss of this packet under a history sleeps in the state at hand. */
  noteLoss(history: number, packet: number, label: number): void {
    if (history >= HISTORIES) return;
    this.#note(this.#isAfterTick ? this.#lossesAfterTick : this.#sleepingLosses, history, packet, label);
  }

  /**
   * Those of the packets, as bits, whose deliveries are known to sleep in the state at hand if a copy stays.
   *
   * @param locations per endpoint, where it is
   */
  deliveries(packets: number, locations: Int32Array): number {
    if (!this.#sortsOut) return 0;
    const sleeping = this.#sleepingDeliveries;
    return sleeping.asleep(packets & sleeping.atAny(locations), this.#incoming, this.#asleep, this.#groupOf);
  }

  /** Those of the packets, as bits, whose losses are known to sleep in the state at hand. */
  losses(packets: number, history: number): number {
    if (!this.#sortsOut) return 0;
    const sleeping = this.#isAfterTick ? this.#lossesAfterTick : this.#sleepingLosses;
    const noted = history < HISTORIES ? sleeping.at(history) : 0;
    return sleeping.asleep(packets & noted, this.#incoming, this.#asleep, this.#groupOf);
  }

  /** Whether what was noted of packets holds in the state at hand: their moves do the same after any arrival of this kind. */
  get #sortsOut(): boolean {
    return this.#asleep !== AWAKE && !this.#isCrowded && this.#historyBefore === UNCHANGED;
  }

  #note(packets: SleepingPackets, place: number, packet: number, label: number): void {
    const move = this.#movesThatMay[label] ?? NO_MOVE;
    if ((this.#needs[move] ?? 0) < 0) packets.note(place, packet, move);
  }

  /** This is in flight in that state. */
  start(inFlight: Holding): void {
    this.#inFlight = inFlight;
    this.#room = this.#capacity - inFlight.count;
  }

  /** Whether a step with this label sleeps in the state at hand. */
  omits(label: number): boolean {
    const asleep = this.#asleep;
    this.overflow = 0;
    if (asleep === AWAKE) return false;
    const may = this.#movesThatMay;
    const move = label < may.length ? (may[label] ?? NO_MOVE) : NO_MOVE;
    if (move === NO_MOVE) return false;
    if ((this.#groupOf(move) & asleep) === 0) return false;
    const history = this.#historyBefore;
    if (history !== UNCHANGED && !this.#independence.isSameUnder(history, label)) return false;
    if (this.#isAging(move) && !this.#independence.losesAlike(this.#incoming, label)) return false;
    // Where the network was full, a move that makes room would let in what found none before.
    if (this.#isCrowded && !this.#makesNoRoom(move)) return false;
    return (this.#needs[move] ?? 0) <= this.#room || this.#findsRoom(move);
  }

  /** Whether the incoming move or this one is a tick. */
  #isAging(move: number): boolean {
    return this.#isAfterTick || (this.#effects[move] ?? NO_EFFECT).isTick;
  }

  #makesNoRoom(move: number): boolean {
    const { sent, takes } = this.#effects[move] ?? NO_EFFECT;
    return sent !== null && !takes;
  }

  /**
   * Whether there is room for those packets that a move sends and that are not in flight, now and before the incoming move. Or
   * there is none, but the same was in flight before that move: then the same messages found no room.
   */
  #findsRoom(move: number): boolean {
    const { sends, sent, mayOverflow } = this.#effects[move] ?? NO_EFFECT;
    // In the state before, there was one more packet if the incoming move took it away.
    let needed = this.#independence.takes(this.#incoming) ? 1 : 0;
    if (sent === null) return needed + sends <= this.#room;
    for (let i = 0; i < sent.length; i++) if (!this.#inFlight.holds(sent[i] ?? 0)) needed++;
    if (needed <= this.#room) return true;
    if (!this.#isStill || !mayOverflow) return false;
    this.overflow = needed - this.#room;
    return true;
  }

  /** A step that leads to the state itself always leads to a visited one. */
  omitsLoop(label: number): boolean {
    return label < this.#allowed.length && this.#allowed[label] === 1;
  }

  /** The group in which a move sleeps after the incoming move. */
  readonly #groupOf = (move: number): number => {
    const row = this.#row;
    const known = move < row.length ? (row[move] ?? UNKNOWN) : UNKNOWN;
    if (known === BY_GROUP) return this.#groupOfMove[move] ?? NEVER;
    if (known === UNKNOWN) return this.#learn(move);
    return known === IS_ALWAYS ? ALWAYS : NEVER;
  };

  #learn(move: number): number {
    const group = groupAfter(this.#independence, this.#incoming, move);
    if (move >= this.#row.length) {
      this.#row = longer(this.#row, move + 16);
      this.#rows[this.#incoming] = this.#row;
    }
    this.#row[move] = group === ALWAYS ? IS_ALWAYS : group === NEVER ? IS_NEVER : BY_GROUP;
    if (this.#effects[move] === undefined) this.#learnEffect(move);
    return group;
  }

  #learnEffect(move: number): void {
    const independence = this.#independence;
    const sends = independence.sends(move);
    if (move >= this.#needs.length) this.#needs = enlarged(this.#needs, move + 1);
    // Certainly enough, whatever the incoming move: see #findsRoom.
    this.#needs[move] = sends === 0 ? -1 : sends + 1;
    if (move >= this.#groupOfMove.length) this.#groupOfMove = enlarged(this.#groupOfMove, move + 1);
    this.#groupOfMove[move] = independence.groupOfMove(move);
    this.#effects[move] = {
      sends,
      sent: independence.sent(move),
      takes: independence.takes(move),
      mayOverflow: independence.mayOverflow(move),
      isTick: independence.isTick(move),
    };
  }

  #rowOf(incoming: number): Uint8Array<ArrayBuffer> {
    while (this.#rows.length <= incoming) this.#rows.push(NO_ROW);
    return this.#rows[incoming] ?? NO_ROW;
  }

  #forget(): void {
    this.#version = this.#independence.version;
    this.#rows = [];
    for (const packets of [this.#sleepingDeliveries, this.#sleepingLosses, this.#lossesAfterTick])
      packets.forget();
  }
}

/** The group of `b`, if that is to be asleep after `a` when the group is; or ALWAYS, or NEVER. */
export function groupAfter(independence: Independence, a: number, b: number): number {
  if (!independence.commute(a, b)) return NEVER;
  return independence.precedes(b, a) ? ALWAYS : independence.groupOfMove(b);
}

function longer(row: Uint8Array, length: number): Uint8Array<ArrayBuffer> {
  const longer = new Uint8Array(Math.max(length, Math.ceil(row.length * 1.5)));
  longer.set(row);
  return longer;
}
