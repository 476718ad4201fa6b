import type { LocationFacts } from '../model/set-facts.ts';
import type { Network } from '../network/network.ts';
import { BITS } from '../tables/bits.ts';
import { enlarged } from '../tables/sequences.ts';
import { CHANGES, DENSE, FLAGS, type Labels, PLAIN, SHOWS, THROWS, UNREFUSED } from './labels.ts';
import type { LocalSteps } from './local-steps.ts';
import { LocationTable, NO_LOCATION } from './location-table.ts';
import type { Refusals } from './restrictions/refusals.ts';

/** Instead of a label: the step changes nothing and shows nothing, whatever the state, or an assumption refuses the delivery. */
export const STUTTERING = 0;

const UNKNOWN = -1;

/** Instead of a label: what a delivery is, or whether it happens, depends on more than the location. */
const CONTEXTUAL = -2;

/** Numbers that are kept of each endpoint in the state at hand: its local state, and its stuttering packets. */
const OWN = 2;
const STUTTERING_PACKETS = 1;

/** No list is kept. */
const NO_LIST = 0;

/**
 * The labels of the steps that are enabled in a state, looked up by *location*: the acting endpoint's local state and the
 * history. Steps that are known to stutter are left out at once. Whatever depends on more is found anew each time.
 *
 * All that is known stands in a few typed arrays, side by side for each location: what is looked up for a state is mostly in
 * no cache, so as little as possible must be fetched.
 */
export class EnabledLabels {
  /** Lists of labels: at the place of a list stands how many there are, then the labels. */
  lists = new Int32Array(256);
  #endOfLists = NO_LIST + 1;
  readonly #steps: LocalSteps;
  readonly #labels: Labels;
  readonly #network: Network;
  readonly #refusals: Refusals | null;
  #known: LocationTable;
  /** For the state at hand, per endpoint: where it is. */
  readonly #locations: Int32Array;
  /** And side by side, OWN numbers an endpoint, since a loop pays for each array that it reads: its local state, its stuttering packets. */
  readonly #own: Int32Array;
  #history = UNKNOWN;
  #eventful = 0;
  #expiring = 0;
  /** The stuttering packets of all endpoints, as bits. */
  #stuttering = 0;
  #state: Uint32Array = new Uint32Array(0);
  /** There are so many histories that nothing is kept by history. */
  #isSparse = false;

  constructor(
    endpoints: number,
    steps: LocalSteps,
    labels: Labels,
    network: Network,
    refusals: Refusals | null,
  ) {
    this.#refusals = refusals;
    this.#steps = steps;
    this.#labels = labels;
    this.#network = network;
    this.#known = new LocationTable(endpoints);
    this.#locations = new Int32Array(endpoints);
    this.#own = new Int32Array(endpoints * OWN).fill(UNKNOWN);
  }

  /** Bytes held. */
  get bytes(): number {
    return this.lists.byteLength + this.#known.bytes;
  }

  /** Nothing is known of any location. */
  forget(): void {
    this.#known = new LocationTable(this.#locations.length);
    this.#own.fill(UNKNOWN);
    this.#endOfLists = NO_LIST + 1;
  }

  /** Steps in this state are asked for next. */
  start(state: Uint32Array): void {
    const own = this.#own;
    const history = state[state.length - 1] ?? 0;
    this.#state = state;
    if (history !== this.#history) this.#enterHistory(history);
    let stuttering = 0;
    for (let i = 0, at = 0; at < own.length; i++, at += OWN) {
      if (state[i] !== own[at]) this.#locate(i, at);
      stuttering |= own[at + STUTTERING_PACKETS] ?? 0;
    }
    this.#stuttering = stuttering;
  }

  /** Locations are others under another history. */
  #enterHistory(history: number): void {
    this.#history = history;
    this.#isSparse = history >= DENSE;
    this.#own.fill(UNKNOWN);
  }

  #locate(endpoint: number, at: number): void {
    const local = this.#state[endpoint] ?? 0;
    this.#locations[endpoint] = this.#isSparse ? NO_LOCATION : this.#known.of(endpoint, local, this.#history);
    this.#own[at] = local;
    this.#summarize(endpoint);
  }

  /** Notes what an endpoint certainly does not do. */
  #summarize(endpoint: number): void {
    const location = this.#locations[endpoint] ?? NO_LOCATION;
    const events = this.#known.events(location);
    const expiries = this.#known.expiries(location);
    const bit = 1 << Math.min(endpoint, BITS);
    if (events === NO_LIST || this.lists[events] !== 0) this.#eventful |= bit;
    else if (endpoint < BITS) this.#eventful &= ~bit;
    if (expiries === NO_LIST || this.lists[expiries] !== 0) this.#expiring |= bit;
    else if (endpoint < BITS) this.#expiring &= ~bit;
    this.#own[endpoint * OWN + STUTTERING_PACKETS] = this.#known.stutteringPackets(location);
  }

  /** The endpoints that may have external events, as bits: the highest stands for all beyond. */
  get eventful(): number {
    return this.#eventful;
  }

  /** The endpoints of which a timer may expire, as bits. */
  get expiring(): number {
    return this.#expiring;
  }

  /** Per endpoint, where it is. */
  get locations(): Int32Array {
    return this.#locations;
  }

  /** Where the endpoint is that a packet goes to. */
  location(packet: number): number {
    return this.#locations[this.#steps.receiver(packet)] ?? NO_LOCATION;
  }

  /** The packets below BITS, as bits, of which it is known that their delivery is stuttering if a copy stays. */
  get idlePackets(): number {
    return this.#stuttering;
  }

  /** Whether it is known that the delivery of a packet of which a copy stays is stuttering. */
  isStuttering(packet: number): boolean {
    const location = this.#locations[this.#steps.receiver(packet)] ?? NO_LOCATION;
    return this.#known.delivery(location, keyOf(packet, true)) === STUTTERING;
  }

  /** The delivery of a packet, or STUTTERING. */
  delivery(packet: number, copyStays: boolean): number {
    const to = this.#steps.receiver(packet);
    const known = this.#known.delivery(this.#locations[to] ?? NO_LOCATION, keyOf(packet, copyStays));
    return known >= 0 ? known : this.#findDelivery(to, packet, copyStays, known);
  }

  /** The delivery of a packet, also if it is stuttering. */
  anyDelivery(packet: number, copyStays: boolean): number {
    const local = this.#state[this.#steps.receiver(packet)] ?? 0;
    return this.#labels.of(this.#steps.delivery(local, packet, copyStays), null);
  }

  /** Where in `lists` all external events of an endpoint stand, those that stutter among them. Valid until the next call. */
  allEvents(endpoint: number): number {
    return this.#write(this.#labelsOf(this.#steps.events(endpoint, this.#state[endpoint] ?? 0)));
  }

  /** Where in `lists` the external events of an endpoint stand. Valid until the next call. */
  events(endpoint: number): number {
    const known = this.#known.events(this.#locations[endpoint] ?? NO_LOCATION);
    return known === NO_LIST ? this.#listEvents(endpoint) : known;
  }

  /** Where in `lists` the expiries of an endpoint's timers stand. Valid until the next call. */
  expiries(endpoint: number): number {
    const known = this.#known.expiries(this.#locations[endpoint] ?? NO_LOCATION);
    return known === NO_LIST ? this.#listExpiries(endpoint) : known;
  }

  /** The loss of a packet. */
  loss(packet: number): number {
    return this.#labels.of(this.#steps.loss(packet), null);
  }

  /** What happens to a link, as a local step. */
  linkChange(step: number): number {
    return this.#labels.of(step, null);
  }

  /** Whether it is known of the delivery of a packet what it is, and whether it happens, here. */
  isKnown(packet: number, copyStays: boolean): boolean {
    return this.#known.delivery(this.location(packet), keyOf(packet, copyStays)) >= 0;
  }

  /** What is known of an endpoint in a local state under a history; of this much is kept no more than what follows from these two. */
  known(endpoint: number, local: number, history: number): LocationFacts {
    const location = history >= DENSE ? NO_LOCATION : this.#known.of(endpoint, local, history);
    return {
      events: this.#listAt(this.#known.events(location)),
      expiries: this.#listAt(this.#known.expiries(location)),
      delivery: (packet) => this.#known.delivery(location, keyOf(packet, true)),
    };
  }

  #listAt(list: number): readonly number[] | null {
    return list === NO_LIST
      ? null
      : Array.from(this.lists.subarray(list + 1, list + 1 + (this.lists[list] ?? 0)));
  }

  #findDelivery(to: number, packet: number, copyStays: boolean, known: number): number {
    const isRefused = this.#refusals?.refuses(packet, copyStays) ?? false;
    const label = isRefused
      ? STUTTERING
      : this.#labels.of(this.#steps.delivery(this.#state[to] ?? 0, packet, copyStays), null);
    if (!this.#isSparse && known !== CONTEXTUAL) this.#learnDelivery(to, packet, copyStays, label);
    return label;
  }

  #learnDelivery(to: number, packet: number, copyStays: boolean, label: number): void {
    if (this.#refusals?.followsFrom(to) === false) {
      this.#keepDelivery(to, packet, copyStays, CONTEXTUAL);
    } else if (label === STUTTERING) {
      this.#keepDelivery(to, packet, copyStays, STUTTERING);
    } else {
      this.#labels.setFlag(label, UNREFUSED);
      // A delivery that takes the packet away, or keeps a promise, changes the network.
      const leaves = copyStays && !this.#network.packet(packet).owed;
      const isIdle = leaves && this.#isStuttering(label);
      const known = isIdle ? STUTTERING : label;
      this.#keepDelivery(to, packet, copyStays, this.#isPlain(label) ? known : CONTEXTUAL);
    }
  }

  #keepDelivery(to: number, packet: number, copyStays: boolean, known: number): void {
    const location = this.#locations[to] ?? NO_LOCATION;
    this.#known.setDelivery(location, keyOf(packet, copyStays), known);
    if (known === STUTTERING && copyStays) this.#known.setStutteringPacket(location, packet);
  }

  #listEvents(endpoint: number): number {
    const all = this.#labelsOf(this.#steps.events(endpoint, this.#state[endpoint] ?? 0));
    if (!this.#isKept(all)) return this.#write(all);
    const list = this.#keep(all.filter((label) => !this.#isStuttering(label)));
    this.#known.setEvents(this.#locations[endpoint] ?? NO_LOCATION, list);
    return list;
  }

  #listExpiries(endpoint: number): number {
    const all = this.#labelsOf(this.#steps.expiries(endpoint, this.#state[endpoint] ?? 0));
    if (!this.#isKept(all)) return this.#write(all);
    const list = this.#keep(all);
    this.#known.setExpiries(this.#locations[endpoint] ?? NO_LOCATION, list);
    return list;
  }

  /** Writes a list behind all that are kept. */
  #write(labels: readonly number[]): number {
    const list = this.#endOfLists;
    const end = list + 1 + labels.length;
    if (end > this.lists.length) this.lists = enlarged(this.lists, end);
    this.lists[list] = labels.length;
    this.lists.set(labels, list + 1);
    return list;
  }

  #keep(labels: readonly number[]): number {
    const list = this.#write(labels);
    this.#endOfLists += 1 + labels.length;
    return list;
  }

  #labelsOf(steps: readonly number[]): readonly number[] {
    return steps.map((step) => this.#labels.of(step, null));
  }

  #isKept(labels: readonly number[]): boolean {
    return !this.#isSparse && labels.every((label) => this.#isPlain(label));
  }

  #isPlain(label: number): boolean {
    return (this.#labels.operation(label) & PLAIN) !== 0;
  }

  #isStuttering(label: number): boolean {
    const operation = this.#labels.operation(label);
    return operation < FLAGS && (operation & (CHANGES | SHOWS | THROWS)) === 0;
  }
}

function keyOf(packet: number, copyStays: boolean): number {
  return copyStays ? packet * 2 + 1 : packet * 2;
}
