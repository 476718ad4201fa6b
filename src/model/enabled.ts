import { CHANGES, DENSE, FLAGS, type Labels, PLAIN, THROWS } from './labels.ts';
import type { LocalSteps } from './local-steps.ts';
import type { Network } from './network.ts';

/** Instead of a label: the step changes nothing and shows nothing, whatever the state. */
export const IDLE = 0;

const UNKNOWN = -1;

/** What is enabled in one local state of an endpoint under one history, as far as it follows from these two. */
class Here {
  /** By packet (twice its id, plus one if a copy stays): the label of its delivery, IDLE, or UNKNOWN. */
  deliveries = new Int32Array(0);
  /** The labels of external events, and of expiries; null if they are not known, or depend on more. */
  events: readonly number[] | null = null;
  expiries: readonly number[] | null = null;

  setDelivery(key: number, label: number): void {
    if (key >= this.deliveries.length) {
      const longer = new Int32Array(Math.max(8, key * 2)).fill(UNKNOWN);
      longer.set(this.deliveries);
      this.deliveries = longer;
    }
    this.deliveries[key] = label;
  }
}

/**
 * The labels of the steps that are enabled in a state, looked up by the acting endpoint's local state and the history.
 * Steps that are known to stutter are left out at once. Whatever depends on more is found anew each time.
 */
export class EnabledLabels {
  readonly #steps: LocalSteps;
  readonly #labels: Labels;
  readonly #network: Network;
  /** Per endpoint, by local state and history. */
  readonly #known: (Here | undefined)[][];
  /** For the state at hand, per endpoint. */
  readonly #here: Here[];
  #state: Uint32Array = new Uint32Array(0);
  /** There are so many histories that nothing is kept by history. */
  #isSparse = false;

  constructor(endpoints: number, steps: LocalSteps, labels: Labels, network: Network) {
    this.#steps = steps;
    this.#labels = labels;
    this.#network = network;
    this.#known = Array.from({ length: endpoints }, () => []);
    this.#here = Array.from({ length: endpoints }, () => new Here());
  }

  /** Steps in this state are asked for next. */
  start(state: Uint32Array): void {
    const history = state[state.length - 1] ?? 0;
    const here = this.#here;
    this.#state = state;
    this.#isSparse = history >= DENSE;
    for (let i = 0; i < here.length; i++) {
      const at = (state[i] ?? 0) * DENSE + history;
      here[i] = (this.#isSparse ? undefined : this.#known[i]?.[at]) ?? this.#enter(i, at);
    }
  }

  /** The delivery of a packet, or IDLE. */
  delivery(packet: number, copyStays: boolean): number {
    const to = this.#steps.receiver(packet);
    const key = packet * 2 + Number(copyStays);
    const row = this.#here[to]?.deliveries ?? NO_ROW;
    const known = key < row.length ? (row[key] ?? UNKNOWN) : UNKNOWN;
    return known >= 0 ? known : this.#learnDelivery(to, packet, copyStays, key);
  }

  /** The external events of an endpoint. */
  events(endpoint: number): readonly number[] {
    return this.#here[endpoint]?.events ?? this.#listEvents(endpoint);
  }

  /** The timers of an endpoint that may expire. */
  expiries(endpoint: number): readonly number[] {
    return this.#here[endpoint]?.expiries ?? this.#listExpiries(endpoint);
  }

  /** The loss of a packet. */
  loss(packet: number): number {
    return this.#labels.of(this.#steps.loss(packet), null);
  }

  #enter(endpoint: number, at: number): Here {
    const here = new Here();
    const known = this.#known[endpoint];
    if (known !== undefined && !this.#isSparse) known[at] = here;
    return here;
  }

  #learnDelivery(to: number, packet: number, copyStays: boolean, key: number): number {
    const label = this.#labels.of(this.#steps.delivery(this.#state[to] ?? 0, packet, copyStays), null);
    if (this.#isSparse || !this.#isPlain(label)) return label;
    // A delivery that takes the packet away, or keeps a promise, changes the network.
    const leaves = copyStays && !this.#network.packet(packet).owed;
    this.#here[to]?.setDelivery(key, leaves && this.#isIdle(label) ? IDLE : label);
    return label;
  }

  #listEvents(endpoint: number): readonly number[] {
    const labels = this.#labelsOf(this.#steps.events(endpoint, this.#state[endpoint] ?? 0));
    const here = this.#here[endpoint];
    if (here === undefined || !this.#isKept(labels)) return labels;
    here.events = labels.filter((label) => !this.#isIdle(label));
    return here.events;
  }

  #listExpiries(endpoint: number): readonly number[] {
    const labels = this.#labelsOf(this.#steps.expiries(endpoint, this.#state[endpoint] ?? 0));
    const here = this.#here[endpoint];
    if (here === undefined || !this.#isKept(labels)) return labels;
    here.expiries = labels;
    return labels;
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

  #isIdle(label: number): boolean {
    const operation = this.#labels.operation(label);
    return operation < FLAGS && (operation & (CHANGES | THROWS)) === 0;
  }
}

const NO_ROW = new Int32Array(0);
