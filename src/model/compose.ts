import { Interner } from '../state/interner.ts';
import { canonicalText, PlainDataError } from '../state/plain-data.ts';
import { ReadMemo } from '../state/read-memo.ts';
import { Actions } from './actions.ts';
import type { Assumption } from './definition.ts';
import type { Endpoint, Machine } from './endpoint.ts';
import { ModelError } from './errors.ts';
import { type AnyHistory, guarded, HistoryValues, NO_OCCASION } from './history.ts';
import { type AnyLocalState, BLOCKED, LocalStates, type Outcome, type Outlet } from './local-states.ts';
import { Messages } from './messages.ts';
import { ACTION, type Bounds, type ComponentSize, type Model, ROW_EXTRA, type Steps } from './model.ts';
import { type Delivery, Network, NOTHING_IN_FLIGHT } from './network.ts';
import type { NetworkRules } from './network-options.ts';
import type { ParameterValue } from './parameters.ts';
import type { AnyObservation, AnyStateView } from './reader.ts';
import { TableReader } from './step-reader.ts';
import type { TimeRules } from './time.ts';
import type { EndpointMap } from './views.ts';
import type { EventObject } from './xstate.ts';

export type AnyParameters = Readonly<Record<string, ParameterValue>>;
export type AnyAssumption = Assumption<EndpointMap, unknown, string, AnyParameters>;

/** Everything that a model consists of, resolved for one choice of parameters. */
export interface Parts {
  readonly endpoints: Readonly<Record<string, Endpoint<Machine>>>;
  readonly network: NetworkRules;
  readonly time: TimeRules;
  /** The assumptions in force. */
  readonly assumptions: readonly (readonly [name: string, assumption: AnyAssumption])[];
  readonly history: AnyHistory;
  readonly final: (state: AnyStateView, parameters: AnyParameters) => boolean;
  readonly parameters: AnyParameters;
}

/**
 * The composition of endpoints, network and history into one transition system over vectors of ids.
 *
 * Its only work per global step is to look up ids: of the acting endpoint's next local state, of the network after
 * it, of the history. What is looked up is computed on first use, by LocalStates, Network and HistoryValues.
 */
export class Composition implements Model {
  readonly width: number;
  readonly initial: Uint32Array;
  readonly reader: TableReader;
  readonly bounds: Bounds;
  readonly #parts: Parts;
  readonly #names: readonly string[];
  readonly #locals: readonly LocalStates[];
  readonly #messages: Messages;
  readonly #network: Network;
  readonly #history: HistoryValues;
  readonly #actions = new Actions();
  readonly #observationLists = new Interner<readonly AnyObservation[]>();
  readonly #failures = new Interner<string>();
  /** Per packet: the id of its event at its receiver. */
  readonly #receiverEvents: number[] = [];
  readonly #mayDeliver: ReadMemo | null;
  readonly #final: ReadMemo;
  /** The step at hand: the state before, then a row of `Steps`. */
  readonly #vector: Uint32Array;

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#names = Object.keys(parts.endpoints);
    this.width = this.#names.length + 2;
    this.#vector = new Uint32Array(this.width * 2 + ROW_EXTRA);
    this.#observationLists.intern('', () => []);
    this.#failures.intern('', () => '');
    this.#messages = new Messages(this.#names);
    this.#locals = Object.entries(parts.endpoints).map(
      ([name, endpoint], i) => new LocalStates(name, endpoint, parts.time, this.#outlet(name, i)),
    );
    this.#network = new Network(parts.network, this.#messages, parts.history.marks?.initial ?? '');
    this.reader = new TableReader({
      names: this.#names,
      locals: this.#locals,
      messages: this.#messages,
      network: this.#network,
      actions: this.#actions,
      history: () => this.#history,
      observations: (id) => this.#observationLists.value(id),
      thrown: (id) => this.#failures.value(id),
    });
    this.#history = new HistoryValues(parts.history, parts.parameters, this.width - 1, (vector, reads) =>
      this.reader.step(vector, reads),
    );
    this.#mayDeliver = this.#deliveryFilter();
    this.#final = new ReadMemo((vector, reads) =>
      Number(guarded('final', () => parts.final(this.reader.state(vector, reads), parts.parameters))),
    );
    this.bounds = {
      network: parts.network,
      timed: parts.time.timed,
      elastic: parts.time.elastic,
      assumptions: parts.assumptions.map(([name, { sentence }]) => ({ name, sentence })),
    };
    this.initial = this.#start();
  }

  isFinal(state: Uint32Array): boolean {
    return this.#final.get(state) === 1;
  }

  sizes(): readonly ComponentSize[] {
    return [
      ...this.#names.map((name, i) => ({
        component: `endpoint ${name}`,
        distinct: this.#locals[i]?.size ?? 0,
      })),
      { component: 'network', distinct: this.#network.size },
      { component: 'history', distinct: this.#history.size },
    ];
  }

  xstateCalls(): number {
    return this.#locals.reduce((sum, locals) => sum + locals.calls, 0);
  }

  expand(state: Uint32Array, steps: Steps): void {
    steps.clear();
    this.#vector.set(state);
    const network = state[this.width - 2] ?? 0;
    for (const delivery of this.#network.deliveries(network)) this.#deliver(delivery, steps);
    this.#forEachEndpoint((locals, i, local) => {
      for (const event of locals.externalEvents(local)) {
        this.#act(i, this.#actions.event(i, event), locals.react(local, event), network, steps);
      }
    });
    this.#forEachEndpoint((locals, i, local) => {
      for (const { timer, outcome } of locals.expiries(local)) {
        this.#act(i, this.#actions.expire(i, timer.name), outcome, network, steps);
      }
    });
    for (const loss of this.#network.losses(network)) {
      this.#keepLocalStates();
      this.#finish(this.#actions.drop(loss.packet), loss.after, 0, 0, steps);
    }
    if (this.#parts.time.timed) this.#tick(network, steps);
  }

  #forEachEndpoint(visit: (locals: LocalStates, endpoint: number, local: number) => void): void {
    for (let i = 0; i < this.#locals.length; i++) {
      const locals = this.#locals[i];
      if (locals !== undefined) visit(locals, i, this.#vector[i] ?? 0);
    }
  }

  #deliver(delivery: Delivery, steps: Steps): void {
    const { packet, after, copyStays } = delivery;
    const action = this.#actions.deliver(packet, copyStays);
    if (this.#mayDeliver !== null) {
      this.#vector[this.width * 2 + ACTION] = action;
      if (this.#mayDeliver.get(this.#vector) === 0) return;
    }
    const { to } = this.#network.packet(packet).letter;
    const outcome = this.#locals[to]?.react(this.#vector[to] ?? 0, this.#eventOf(packet));
    if (outcome !== undefined) this.#act(to, action, outcome, after, steps);
  }

  #eventOf(packet: number): number {
    const known = this.#receiverEvents[packet];
    if (known !== undefined) return known;
    const { to, event } = this.#network.packet(packet).letter;
    const id = this.#locals[to]?.event(event) ?? 0;
    this.#receiverEvents[packet] = id;
    return id;
  }

  /** A step of one endpoint. */
  #act(endpoint: number, action: number, outcome: Outcome, network: number, steps: Steps): void {
    this.#keepLocalStates();
    this.#vector[this.width + endpoint] = outcome.next;
    if (outcome.thrown !== 0) this.#fail(action, outcome.thrown, steps);
    else this.#finish(action, network, outcome.sends, outcome.observations, steps);
  }

  #fail(action: number, thrown: number, steps: Steps): void {
    this.#vector.set(this.#vector.subarray(0, this.width), this.width);
    this.#writeExtra(action, 0, 0, thrown);
    steps.push(this.#vector, this.width);
  }

  #tick(network: number, steps: Steps): void {
    const after = this.#network.afterTick(network);
    if (after === BLOCKED) return;
    for (let i = 0; i < this.#locals.length; i++) {
      const local = this.#locals[i]?.afterTick(this.#vector[i] ?? 0) ?? BLOCKED;
      if (local === BLOCKED) return;
      this.#vector[this.width + i] = local;
    }
    this.#finish(this.#actions.tick, after, 0, 0, steps);
  }

  #keepLocalStates(): void {
    for (let i = 0; i < this.#locals.length; i++) this.#vector[this.width + i] = this.#vector[i] ?? 0;
  }

  #writeExtra(action: number, observations: number, sends: number, thrown: number): void {
    const at = this.width * 2;
    this.#vector[at] = action;
    this.#vector[at + 1] = observations;
    this.#vector[at + 2] = sends;
    this.#vector[at + 3] = thrown;
  }

  /** Completes a step whose local states are in place: history, marks, network; then appends it, unless it stutters. */
  #finish(action: number, network: number, sends: number, observations: number, steps: Steps): void {
    const vector = this.#vector;
    const { width } = this;
    this.#writeExtra(action, observations, sends, 0);
    vector[width * 2 - 1] = this.#history.updates ? this.#history.after(vector) : (vector[width - 1] ?? 0);
    const after = this.#send(this.#remarked(network), sends, steps);
    if (after === BLOCKED) return;
    vector[width * 2 - 2] = after;
    if (observations !== 0 || this.#changed()) steps.push(vector, width);
  }

  #remarked(network: number): number {
    if (!this.#history.marks) return network;
    const occasion = this.#history.occasion(this.#vector);
    if (occasion === NO_OCCASION) return network;
    return this.#network.remark(network, occasion, (packet) =>
      this.#history.remark(this.reader.message(packet.letter, packet.mark), occasion),
    );
  }

  #send(network: number, sends: number, steps: Steps): number {
    if (sends === 0) return network;
    const { after, overflow } = this.#network.send(network, sends);
    steps.overflows += overflow;
    if (after === BLOCKED) steps.cuts++;
    return after;
  }

  #changed(): boolean {
    for (let i = 0; i < this.width; i++) if (this.#vector[i] !== this.#vector[this.width + i]) return true;
    return false;
  }

  #start(): Uint32Array {
    const state = new Uint32Array(this.width);
    let network = NOTHING_IN_FLIGHT;
    this.#locals.forEach((locals, i) => {
      const { next, sends } = locals.start();
      state[i] = next;
      if (sends === 0) return;
      const { after, overflow } = this.#network.send(network, sends);
      if (overflow > 0) {
        throw new ModelError(
          `endpoint "${this.#names[i]}" sends more when it starts than the network holds; network.capacity (${this.#parts.network.capacity}) is too small`,
        );
      }
      network = after;
    });
    state[this.width - 2] = network;
    return state;
  }

  #deliveryFilter(): ReadMemo | null {
    const filters = this.#parts.assumptions.filter(([, { deliverable }]) => deliverable !== undefined);
    if (filters.length === 0) return null;
    const actionPlace = this.width * 2 + ACTION;
    return new ReadMemo((vector, reads) => {
      reads.push(actionPlace);
      const action = this.reader.action(vector[actionPlace] ?? 0);
      if (action.kind !== 'deliver') return 1;
      const state = this.reader.state(vector, reads);
      const { parameters } = this.#parts;
      const refused = filters.some(([name, assumption]) =>
        guarded(
          `assumption "${name}"`,
          () => assumption.deliverable?.(action.message, state, parameters) === false,
        ),
      );
      return Number(!refused);
    });
  }

  #outlet(name: string, endpoint: number): Outlet {
    const carried = new Set(this.#parts.network.carries);
    return {
      carries: (type) => carried.has(type),
      send: (events, sender) =>
        this.#messages.internList(events.flatMap((event) => this.#sendings(endpoint, event, sender))),
      observe: (effects) => this.#observe(name, effects),
      fail: (message) => this.#failures.intern(message, () => message),
    };
  }

  #sendings(from: number, event: EventObject, sender: AnyLocalState) {
    return this.#messages.receivers(from, event).map((to) => {
      const letter = this.#messages.internLetter(from, to, event);
      return { letter, owed: this.#isOwed(letter, sender) };
    });
  }

  #isOwed(letter: number, sender: AnyLocalState): boolean {
    const { assumptions, parameters, history } = this.#parts;
    const message = this.reader.message(this.#messages.letter(letter), history.marks?.initial ?? '');
    return assumptions.some(([name, assumption]) =>
      guarded(`assumption "${name}"`, () => assumption.reliable?.(message, sender, parameters) === true),
    );
  }

  #observe(name: string, effects: readonly EventObject[]): number {
    try {
      const text = `${JSON.stringify(name)} ${canonicalText(effects, 'observations')}`;
      return this.#observationLists.intern(text, () => effects.map((effect) => ({ endpoint: name, effect })));
    } catch (error) {
      if (!(error instanceof PlainDataError)) throw error;
      throw new ModelError(
        `endpoint "${name}" has an effect whose ${error.message}; observations must be plain data (JSON values)`,
      );
    }
  }
}
