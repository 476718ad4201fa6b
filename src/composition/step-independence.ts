import { type Independence, NO_MOVE } from '../model/independence.ts';
import type { Network } from '../network/network.ts';
import { NO_OPERATION } from '../network/operations.ts';
import { Interner } from '../tables/interner.ts';
import { enlarged } from '../tables/sequences.ts';
import type { Ledger } from '../tables/threads/ledger.ts';
import type { Actions } from './actions.ts';
import {
  CHANGES,
  DENSE,
  FAULT,
  FLAGS,
  type Labels,
  PLAIN,
  REMEMBERS_NOTHING,
  SHOWS,
  UNREFUSED,
} from './labels.ts';
import { type LocalSteps, NOBODY } from './local-steps.ts';

/** Moves that are told apart, at most: they are kept in 16 bits. */
const MOST_MOVES = 2 ** 16 - 1;

/**
 * Groups of steps are bits of a word: some for each endpoint's own steps, as many for the deliveries to it, the rest for losses, and
 * one for the tick. Endpoints beyond the last are in its groups.
 */
const ENDPOINTS = 14;
const BESIDE_TICK = 29;
const TICK = 1 << BESIDE_TICK;

const NO_PACKET = -1;

const UNKNOWN = -1;

const UNCHANGED = -1;

/** What of a step decides which others it commutes with. */
interface Move {
  /** The endpoint that acts, or NOBODY. */
  readonly endpoint: number;
  /** The packet that is delivered or lost, or NO_PACKET. */
  readonly packet: number;
  readonly operation: number;
  readonly isTick: boolean;
  /** The history before, if the move changes it, else UNCHANGED. */
  readonly historyBefore: number;
  /** It is a delivery that an assumption may refuse, whatever the receiver. */
  readonly mayBeRefused: boolean;
}

/** What has the id NO_MOVE: a tick that an assumption may refuse, which is none. */
const UNKNOWN_MOVE: Move = {
  endpoint: NOBODY,
  packet: NO_PACKET,
  operation: 0,
  isTick: true,
  historyBefore: UNCHANGED,
  mayBeRefused: true,
};

/** Whether assumptions may refuse deliveries; and whether they may refuse other steps, whatever these depend on. */
interface Refusable {
  readonly ofDeliveries: boolean;
  readonly ofOthers: boolean;
}

type Parts = readonly [number, number, number, boolean, number, boolean];

function partsOf({ endpoint, packet, operation, isTick, historyBefore, mayBeRefused }: Move): Parts {
  return [endpoint, packet, operation, isTick, historyBefore, mayBeRefused];
}

function moveOf([endpoint, packet, operation, isTick, historyBefore, mayBeRefused]: Parts): Move {
  return { endpoint, packet, operation, isTick, historyBefore, mayBeRefused };
}

/**
 * Which steps commute, by what they are, whatever the state.
 *
 * Only steps are considered whose effect follows from the endpoint that acts and from the history, and that leave the
 * history as it is; none in FIFO order, and none in a network that is not plain: room that steps wait for, links that go down, and
 * channels of different rules make steps depend on each other in more ways; nor where assumptions say which actions happen. A step by which a state was reached may change the history: then it commutes with those
 * steps only that are the same under the history before. Two of them commute if different endpoints act, they take or lose different
 * packets, neither sends what the other takes or loses, and neither changes the mark of a packet that the other touches.
 * A tick commutes with a loss: after it, the packet is lost that was another one before, younger by a tick. That there is room for what both send depends on the state: see Sleep.
 */
export class StepIndependence implements Independence {
  readonly #labels: Labels;
  readonly #steps: LocalSteps;
  readonly #actions: Actions;
  readonly #network: Network;
  readonly #refusals: Refusable;
  /** Endpoints that have groups; groups of each for its own steps, and for deliveries; groups of losses. */
  readonly #endpoints: number;
  readonly #share: number;
  readonly #lossGroups: number;
  readonly #moves = new Interner<Move>();
  /** Per label: its group; and its move, or UNKNOWN. */
  #groups = new Int32Array(64);
  #known = new Int32Array(64).fill(UNKNOWN);
  /** Per label of steps that change the history: the move by which they lead to a state, or UNKNOWN. */
  #arrivals = new Int32Array(64).fill(UNKNOWN);

  constructor(
    labels: Labels,
    steps: LocalSteps,
    actions: Actions,
    network: Network,
    endpoints: number,
    refusals: Refusable,
  ) {
    this.#labels = labels;
    this.#steps = steps;
    this.#actions = actions;
    this.#network = network;
    this.#refusals = refusals;
    this.#endpoints = Math.min(endpoints, ENDPOINTS);
    this.#share = Math.floor(BESIDE_TICK / (this.#endpoints * 2 + 1));
    this.#lossGroups = BESIDE_TICK - this.#endpoints * 2 * this.#share;
    this.#intern(UNKNOWN_MOVE);
  }

  /** From now on, ids of moves are those that all threads agree on which share this ledger, as those are of what moves are made of. */
  share(ledger: Ledger): void {
    this.#moves.share(
      ledger,
      (move) => JSON.stringify(partsOf(move)),
      (text) => this.#intern(moveOf(JSON.parse(text))),
    );
  }

  get version(): number {
    return this.#network.marks;
  }

  groupOf(label: number): number {
    const known = label < this.#groups.length ? (this.#groups[label] ?? 0) : 0;
    return known === 0 ? this.#learnGroup(label) : known;
  }

  arrivalOf(label: number): number {
    const move = this.moveOf(label);
    if (move !== NO_MOVE || (this.#labels.operation(label) & REMEMBERS_NOTHING) !== 0) return move;
    const known = label < this.#arrivals.length ? (this.#arrivals[label] ?? UNKNOWN) : UNKNOWN;
    if (known !== UNKNOWN) return known;
    const history = this.#labels.historyBefore(label);
    // Of later histories no step is known to be the same: their moves would be told apart in vain.
    const isKnown = this.#isKnown(label) && history < DENSE;
    const arrival = isKnown ? this.#id({ ...this.#moveOf(label), historyBefore: history }) : NO_MOVE;
    this.#arrivals = withRoom(this.#arrivals, label);
    this.#arrivals[label] = arrival;
    return arrival;
  }

  historyBefore(arrival: number): number {
    return this.#moves.value(arrival).historyBefore;
  }

  isSameUnder(history: number, label: number): boolean {
    const other = this.#labels.known(this.#labels.localStep(label), history);
    const move = this.moveOf(label);
    return other !== 0 && move !== NO_MOVE && this.moveOf(other) === move;
  }

  isTick(move: number): boolean {
    return this.#moves.value(move).isTick;
  }

  losesAlike(arrival: number, label: number): boolean {
    const { isTick, packet, historyBefore } = this.#moves.value(arrival);
    if (historyBefore !== UNCHANGED) return false;
    const other = isTick ? this.#network.younger(this.#moveOf(label).packet) : this.#network.older(packet);
    // What dies with the tick is gone after it, lost before or not.
    if (other === NO_PACKET) return !isTick;
    return this.#isQuietLoss(other, this.#labels.historyBefore(label));
  }

  /** Whether the loss of a packet is known to leave the history, and all marks, as they are. */
  #isQuietLoss(packet: number, history: number): boolean {
    const label = this.#labels.known(this.#steps.loss(packet), history);
    return label !== 0 && this.moveOf(label) !== NO_MOVE && this.#moveOf(label).operation === NO_OPERATION;
  }

  moveOf(label: number): number {
    const known = label < this.#known.length ? (this.#known[label] ?? UNKNOWN) : UNKNOWN;
    return known === UNKNOWN ? this.#learn(label) : known;
  }

  #learn(label: number): number {
    this.#known = withRoom(this.#known, label);
    const remembersNothing = (this.#labels.operation(label) & REMEMBERS_NOTHING) !== 0;
    const move = remembersNothing && this.#isKnown(label) ? this.#id(this.#moveOf(label)) : NO_MOVE;
    this.#known[label] = move;
    return move;
  }

  /** Whether what the steps with a label do follows from who acts and the history, in any order. */
  #isKnown(label: number): boolean {
    const flags = this.#labels.operation(label) & (FLAGS - 1);
    const { isPlain, order } = this.#network.rules;
    return (flags & (PLAIN | FAULT)) === PLAIN && isPlain && order === 'none' && !this.#refusals.ofOthers;
  }

  isSurelyStep(label: number): boolean {
    if ((this.#labels.operation(label) & (CHANGES | SHOWS)) !== 0) return true;
    const action = this.#actionOf(label);
    // A tick is found to be stuttering or not before anybody asks.
    return action.kind === 'drop' || action.kind === 'tick';
  }

  sends(move: number): number {
    return this.#network.operations.sentBy(this.#moves.value(move).operation).length;
  }

  sent(move: number): readonly number[] | null {
    const { operations, isSet } = this.#network;
    const { operation } = this.#moves.value(move);
    return isSet && !operations.changesMarks(operation) ? operations.sentBy(operation) : null;
  }

  mayOverflow(move: number): boolean {
    const sent = this.#network.operations.sentBy(this.#moves.value(move).operation);
    const isOwed = sent.some((packet) => this.#network.packet(packet).owed);
    return this.#network.rules.loss && !isOwed && new Set(sent).size === sent.length;
  }

  takes(move: number): boolean {
    const { packet, endpoint } = this.#moves.value(move);
    return packet !== NO_PACKET && (endpoint === NOBODY || this.#network.deliveryTakes);
  }

  groupOfMove(move: number): number {
    return this.#group(this.#moves.value(move));
  }

  commute(a: number, b: number): boolean {
    return this.#commute(this.#moves.value(a), this.#moves.value(b));
  }

  /** Deliveries among each other, and losses among each other, come in the order of their packets; the tick comes last. */
  precedes(first: number, second: number): boolean {
    const [a, b] = [this.#moves.value(first), this.#moves.value(second)];
    if (a.isTick || b.isTick) return b.isTick && !a.isTick;
    const alike = (a.endpoint === NOBODY) === (b.endpoint === NOBODY);
    const ordered = alike && a.packet !== NO_PACKET && b.packet !== NO_PACKET;
    return ordered && this.#network.compare(a.packet, b.packet) < 0;
  }

  #commute(first: Move, second: Move): boolean {
    if (first.isTick) return this.#commutesWithTick(second, first);
    if (second.isTick) return this.#commutesWithTick(first, second);
    if (first.endpoint !== NOBODY && first.endpoint === second.endpoint) return false;
    if (first.packet !== NO_PACKET && first.packet === second.packet) return false;
    const { operations } = this.#network;
    if (operations.changesMarks(first.operation)) {
      // Packets that become alike may make room that was not there before.
      const needsNoRoom = operations.sentBy(second.operation).length === 0;
      if (!needsNoRoom || operations.changesMarks(second.operation)) return false;
    }
    return this.#leavesAlone(first, second) && this.#leavesAlone(second, first);
  }

  /** A loss, of the packet or of what it was before it aged, if packets of different ages stay different. */
  #commutesWithTick(other: Move, tick: Move): boolean {
    const { operations } = this.#network;
    const isLoss = other.endpoint === NOBODY && other.packet !== NO_PACKET;
    const changesMarks = operations.changesMarks(other.operation) || operations.changesMarks(tick.operation);
    return isLoss && !changesMarks && !this.#network.forgetsAges;
  }

  /** Whether a move neither sends the packet that another one touches, nor changes marks of packets of the other's. */
  #leavesAlone(move: Move, other: Move): boolean {
    const { operations } = this.#network;
    const { packet, operation } = other;
    if (packet !== NO_PACKET) {
      if (this.#network.packet(packet).owed) return false;
      if (other.mayBeRefused) return false;
      if (operations.sentBy(move.operation).includes(packet)) return false;
      if (!operations.keepsApart(move.operation, packet)) return false;
    }
    return operations.sentBy(operation).every((sent) => operations.keepsMark(move.operation, sent));
  }

  #group({ endpoint, packet, operation, isTick }: Move): number {
    if (isTick) return TICK;
    const share = this.#share;
    const ofEndpoints = this.#endpoints * share;
    if (endpoint === NOBODY) return 1 << (ofEndpoints * 2 + (packet % this.#lossGroups));
    const first = Math.min(endpoint, this.#endpoints - 1) * share;
    return packet === NO_PACKET
      ? 1 << (first + (operation % share))
      : 1 << (ofEndpoints + first + (packet % share));
  }

  #actionOf(label: number) {
    return this.#actions.action(this.#steps.action[this.#labels.localStep(label)] ?? 0);
  }

  #moveOf(label: number): Move {
    const action = this.#actionOf(label);
    const isUnrefused = (this.#labels.operation(label) & UNREFUSED) !== 0;
    return {
      endpoint: this.#steps.endpoint[this.#labels.localStep(label)] ?? NOBODY,
      packet: action.kind === 'deliver' || action.kind === 'drop' ? action.packet : NO_PACKET,
      operation: Math.floor(this.#labels.operation(label) / FLAGS),
      isTick: action.kind === 'tick',
      historyBefore: UNCHANGED,
      mayBeRefused: action.kind === 'deliver' && this.#refusals.ofDeliveries && !isUnrefused,
    };
  }

  #id(move: Move): number {
    const id = this.#intern(move);
    return id > MOST_MOVES ? NO_MOVE : id;
  }

  #intern(move: Move): number {
    return this.#moves.intern(partsOf(move).join(' '), () => move);
  }

  #learnGroup(label: number): number {
    const group = this.#group(this.#moveOf(label));
    if (label >= this.#groups.length) this.#groups = enlarged(this.#groups, label + 1);
    this.#groups[label] = group;
    return group;
  }
}

/** An array that has a place for this label; new places are UNKNOWN. */
function withRoom(array: Int32Array<ArrayBuffer>, label: number): Int32Array<ArrayBuffer> {
  if (label < array.length) return array;
  const longer = enlarged(array, label + 1);
  longer.fill(UNKNOWN, array.length);
  return longer;
}
