import type { LocalStates } from '../endpoint/local-states.ts';
import type { Steps } from '../model/steps.ts';
import type { InFlight } from '../network/in-flight.ts';
import type { OwnChange } from '../network/link-change.ts';
import type { Network } from '../network/network.ts';
import { NO_OPERATION } from '../network/operations.ts';
import { BITS, bitCount, hasBit } from '../tables/bits.ts';
import { BLOCKED, WAITS } from '../tables/ids.ts';
import type { RawAction } from './actions.ts';
import { EnabledLabels, STUTTERING } from './enabled-labels.ts';
import {
  ACTOR,
  CHANGES,
  FAULT,
  FLAGS,
  HISTORY,
  type Labels,
  NEXT,
  OPERATION,
  RECORD,
  SHOWS,
  THROWS,
} from './labels.ts';
import type { LocalSteps } from './local-steps.ts';
import type { Confinement } from './restrictions/confinement.ts';
import type { Refusals } from './restrictions/refusals.ts';

/** All packets, as bits. */
const ALL = -1;

/** What the steps of a composition are made of. */
export interface Components {
  readonly locals: readonly LocalStates[];
  readonly steps: LocalSteps;
  readonly labels: Labels;
  readonly network: Network;
  readonly refusals: Refusals | null;
  readonly confinement: Confinement | null;
  readonly timed: boolean;
}

/**
 * Finds the enabled steps of a state, in an order that depends on its content alone: deliveries, external events, expiries,
 * losses, what happens to links, the tick. This is the innermost part of a search.
 */
export class Expansion {
  readonly #width: number;
  readonly #locals: readonly LocalStates[];
  readonly #labels: Labels;
  readonly #network: Network;
  readonly #enabled: EnabledLabels;
  readonly #steps: LocalSteps;
  readonly #refusals: Refusals | null;
  /** The assumptions that refuse more than deliveries. */
  readonly #restricted: Refusals | null;
  readonly #confinement: Confinement | null;
  readonly #timed: boolean;
  readonly #tickStep: number;
  readonly #linkSteps: readonly number[];
  /** The network in the state at hand, and the packet that is delivered or lost. */
  #inFlight: InFlight | null = null;
  #before = 0;
  #place = 0;
  #copyStays = false;
  /** The state after a tick. */
  readonly #ticked: Uint32Array;

  constructor({ locals, steps, labels, network, refusals, confinement, timed }: Components) {
    this.#width = locals.length + 2;
    this.#locals = locals;
    this.#labels = labels;
    this.#network = network;
    this.#enabled = new EnabledLabels(locals.length, steps, labels, network, refusals);
    this.#steps = steps;
    this.#refusals = refusals;
    this.#restricted = refusals?.onlyDeliveries === false ? refusals : null;
    this.#confinement = confinement;
    this.#timed = timed;
    this.#tickStep = steps.tick;
    this.#linkSteps = steps.links;
    this.#ticked = new Uint32Array(this.#width);
    labels.networkAfter = (step, operation) => this.#networkAfter(step, operation);
  }

  /** Bytes held. */
  get bytes(): number {
    return this.#enabled.bytes;
  }

  /** What is known of single endpoints. */
  get enabled(): EnabledLabels {
    return this.#enabled;
  }

  /** Nothing is looked up that was known before. */
  forget(): void {
    this.#labels.forget();
    this.#enabled.forget();
  }

  /** Writes every enabled step of the state into `steps`, but for those that sleep. */
  expand(state: Uint32Array, steps: Steps): void {
    const network = state[this.#width - 2] ?? 0;
    const endpoints = this.#locals.length;
    steps.begin(state, this.#labels);
    this.#labels.start(state);
    this.#enabled.start(state);
    const inFlight = this.#network.enter(network);
    this.#inFlight = inFlight;
    this.#before = network;
    steps.filter?.start(inFlight);
    this.#refusals?.start(state);
    if (inFlight.count > 0) this.#deliverAll(inFlight, network, steps);
    const enabled = this.#enabled;
    const { eventful, expiring } = enabled;
    for (let i = 0; i < endpoints && (eventful !== 0 || steps.keepsIdle); i++) {
      if (steps.keepsIdle) this.#takeAll(enabled.allEvents(i), inFlight, network, steps);
      else if (hasBit(eventful, i)) this.#takeAll(enabled.events(i), inFlight, network, steps);
    }
    for (let i = 0; i < endpoints && expiring !== 0; i++) {
      if (hasBit(expiring, i)) this.#takeAll(enabled.expiries(i), inFlight, network, steps);
    }
    if (this.#network.mayLose) this.#loseAll(state, inFlight, network, steps);
    if (this.#linkSteps.length > 0) this.#changeLinks(inFlight, network, steps);
    if (this.#timed) this.#tick(state, inFlight, steps);
    this.#confinement?.apply(steps);
  }

  #deliverAll(inFlight: InFlight, network: number, steps: Steps): void {
    if (this.#network.deliversAll && !steps.keepsIdle) {
      this.#deliverEach(inFlight, network, steps);
      return;
    }
    const count = inFlight.list(ALL);
    for (let i = 0; i < count; i++) {
      const place = inFlight.places[i] ?? 0;
      if (!inFlight.mayDeliver(place)) continue;
      const packet = inFlight.packetAt(place);
      if (this.#network.takes(packet)) this.#deliver(inFlight, network, place, packet, false, steps);
      if (this.#network.leaves(packet)) this.#deliver(inFlight, network, place, packet, true, steps);
    }
  }

  /**
   * Delivers every packet in flight, which stays there. Most deliveries are stuttering, or sleep: they are sorted out at once,
   * as bits, where there are few packets.
   */
  #deliverEach(inFlight: InFlight, network: number, steps: Steps): void {
    const enabled = this.#enabled;
    const { filter } = steps;
    let packets = inFlight.bits & ~enabled.idlePackets;
    if (filter !== null) {
      const asleep = filter.deliveries(packets, enabled.locations);
      steps.asleep += bitCount(asleep);
      packets &= ~asleep;
    }
    if (packets === 0) return;
    const count = inFlight.list(packets);
    for (let i = 0; i < count; i++) {
      const place = inFlight.places[i] ?? 0;
      const packet = inFlight.packetAt(place);
      if (packet < BITS || !enabled.isStuttering(packet)) {
        this.#deliver(inFlight, network, place, packet, true, steps);
      }
    }
  }

  #deliver(
    inFlight: InFlight,
    network: number,
    place: number,
    packet: number,
    copyStays: boolean,
    steps: Steps,
  ): void {
    this.#place = place;
    this.#copyStays = copyStays;
    if (this.#steps.hasWays(packet)) {
      this.#deliverInWays(inFlight, network, place, packet, copyStays, steps);
      return;
    }
    if (steps.keepsIdle && this.#refusals?.refuses(packet, copyStays)) return;
    const label = steps.keepsIdle
      ? this.#enabled.anyDelivery(packet, copyStays)
      : this.#enabled.delivery(packet, copyStays);
    if (label === STUTTERING || this.#isLeft(label)) return;
    if (steps.omits(label)) {
      if (copyStays && this.#enabled.isKnown(packet, true)) {
        steps.filter?.noteDelivery(this.#enabled.location(packet), packet, label);
      }
      return;
    }
    this.#deliverBy(label, inFlight, network, place, copyStays, steps);
  }

  /** Delivers a packet to an endpoint that may take it in several ways, or not yet. */
  #deliverInWays(
    inFlight: InFlight,
    network: number,
    place: number,
    packet: number,
    copyStays: boolean,
    steps: Steps,
  ): void {
    const local = steps.base[this.#steps.receiver(packet)] ?? 0;
    for (const step of this.#steps.ways(local, packet, copyStays)) {
      if (this.#refusals?.refusesAction(this.#steps.action[step] ?? 0)) continue;
      const label = this.#labels.of(step, null);
      if (!this.#isLeft(label) && !steps.omits(label))
        this.#deliverBy(label, inFlight, network, place, copyStays, steps);
    }
  }

  /** Whether a message is left in flight, since its delivery would neither change nor show anything: such a step is not enabled, and none that sleeps. */
  #isLeft(label: number): boolean {
    return this.#network.rules.leavesIgnored && this.#steps.isIgnored(this.#labels.localStep(label));
  }

  /** Adds the delivery with this label. */
  #deliverBy(
    label: number,
    inFlight: InFlight,
    network: number,
    place: number,
    copyStays: boolean,
    steps: Steps,
  ): void {
    const operation = this.#operationOf(label);
    if (operation !== NO_OPERATION) {
      const after = inFlight.afterDelivery(place, copyStays, operation);
      this.#add(label, after, network, inFlight.overflow, steps);
    } else {
      const after = copyStays ? inFlight.settled(place) : inFlight.without(place);
      this.#add(label, after, network, 0, steps);
    }
  }

  /** Takes all steps of a list of the enabled ones. */
  #takeAll(list: number, inFlight: InFlight, network: number, steps: Steps): void {
    const { lists } = this.#enabled;
    const end = list + (lists[list] ?? 0);
    for (let at = list + 1; at <= end; at++) {
      const label = lists[at] ?? 0;
      if (this.#isRefused(label) || steps.omits(label)) continue;
      const operation = this.#operationOf(label);
      if (operation === NO_OPERATION) this.#add(label, network, network, 0, steps);
      else {
        const after = inFlight.after(operation);
        this.#add(label, after, network, inFlight.overflow, steps);
      }
    }
  }

  #loseAll(state: Uint32Array, inFlight: InFlight, network: number, steps: Steps): void {
    const history = state[this.#width - 1] ?? 0;
    // In a set, no two packets are equal, so that each is lost for itself.
    const asleep =
      this.#network.isSet && steps.filter !== null ? steps.filter.losses(inFlight.bits, history) : 0;
    steps.asleep += bitCount(asleep);
    const count = inFlight.list(~asleep);
    for (let i = 0; i < count; i++) {
      const place = inFlight.places[i] ?? 0;
      if (inFlight.mayLose(place)) this.#lose(inFlight, network, place, history, steps);
    }
  }

  #lose(inFlight: InFlight, network: number, place: number, history: number, steps: Steps): void {
    const packet = inFlight.packetAt(place);
    this.#place = place;
    const label = this.#enabled.loss(packet);
    if (this.#isRefused(label)) return;
    if (steps.omits(label)) {
      steps.filter?.noteLoss(history, packet, label);
      return;
    }
    const operation = this.#operationOf(label);
    const after =
      operation === NO_OPERATION ? inFlight.without(place) : inFlight.afterDelivery(place, false, operation);
    this.#add(label, after, network, 0, steps);
  }

  /** Faults never sleep, and what mends them is no better known. */
  #changeLinks(inFlight: InFlight, network: number, steps: Steps): void {
    for (const [i, change] of this.#network.changes.entries()) {
      if (!inFlight.mayChange(change) || this.#isDownAtAnEnd(change, steps.base)) continue;
      const label = this.#enabled.linkChange(this.#linkSteps[i] ?? 0);
      if (this.#isRefused(label)) continue;
      const after = inFlight.after(this.#operationOf(label));
      this.#add(label, after, network, inFlight.overflow, steps);
    }
  }

  /** Whether a session could only be opened with an end that is down. */
  #isDownAtAnEnd({ kind, link }: OwnChange, state: Uint32Array): boolean {
    if (kind !== 'open' || !this.#network.breaksOnCrash(link)) return false;
    return this.#network.endsOf(link).some((end) => this.#locals[end]?.isDown(state[end] ?? 0));
  }

  /** What is in flight after a step that is being looked at; where it cannot be taken, what is now. */
  #networkAfter(step: number, operation: number): number {
    const inFlight = this.#inFlight;
    if (inFlight === null || (this.#steps.thrown[step] ?? 0) !== 0) return this.#before;
    const after = this.#afterStep(inFlight, this.#steps.kind(step), operation);
    return after === BLOCKED || after === WAITS ? this.#before : after;
  }

  #afterStep(inFlight: InFlight, kind: RawAction['kind'], operation: number): number {
    switch (kind) {
      case 'deliver':
        return inFlight.afterDelivery(this.#place, this.#copyStays, operation);
      case 'drop':
        return inFlight.afterDelivery(this.#place, false, operation);
      case 'tick':
        return inFlight.afterTick(operation);
      default:
        return inFlight.after(operation);
    }
  }

  /** Adds a step, unless it changes nothing and shows nothing, or a message found no room and may not be lost. */
  #add(label: number, after: number, before: number, overflow: number, steps: Steps): void {
    if (after === WAITS) {
      steps.waiting.push(label);
      return;
    }
    steps.overflows += overflow;
    if (after === BLOCKED) {
      steps.cut(label);
      return;
    }
    const { records } = this.#labels;
    const at = label * RECORD;
    const flags = (records[at + OPERATION] ?? 0) & (CHANGES | SHOWS | THROWS | FAULT);
    if (after === before && (flags & CHANGES) === 0) {
      if ((flags & SHOWS) === 0) {
        if (this.#operationOf(label) !== NO_OPERATION) steps.merged++;
        steps.addIdle(label);
        return;
      }
      if (steps.omitsLoop(label)) return;
    }
    const network = (flags & THROWS) === 0 ? after : before;
    steps.add(records[at + ACTOR] ?? 0, records[at + NEXT] ?? 0, network, records[at + HISTORY] ?? 0, label);
    if ((flags & FAULT) !== 0) steps.fault();
    if (overflow > 0) steps.crowd();
  }

  /** Whether an assumption refuses the action of a step that is no delivery. */
  #isRefused(label: number): boolean {
    const refusals = this.#restricted;
    return refusals?.refusesAction(this.#steps.action[this.#labels.localStep(label)] ?? 0) ?? false;
  }

  /** What a step with this label does to the network. */
  #operationOf(label: number): number {
    return (this.#labels.operation(label) / FLAGS) | 0;
  }

  #tick(state: Uint32Array, inFlight: InFlight, steps: Steps): void {
    if (!inFlight.tick()) return;
    const after = this.#ticked;
    const width = this.#width;
    for (let i = 0; i < width - 2; i++) {
      const local = this.#locals[i]?.afterTick(state[i] ?? 0) ?? BLOCKED;
      if (local === BLOCKED) return;
      after[i] = local;
    }
    const label = this.#labels.of(this.#tickStep, after);
    if (this.#isRefused(label)) return;
    after[width - 2] = inFlight.afterTick(this.#operationOf(label));
    after[width - 1] = this.#labels.records[label * RECORD + HISTORY] ?? 0;
    for (let i = 0; i < width; i++) {
      if (after[i] === state[i]) continue;
      if (steps.omits(label)) return;
      steps.addWhole(after, label);
      return;
    }
    if (this.#operationOf(label) !== NO_OPERATION) steps.merged++;
    steps.addIdle(label);
  }
}
