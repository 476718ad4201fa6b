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
import {
  ACTION,
  type Bounds,
  type ComponentSize,
  type Model,
  OBSERVATIONS,
  SENT,
  type Steps,
  THROWN,
} from './model.ts';
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
  /** Offset of the vector of the step at hand. */
  #at = 0;

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#names = Object.keys(parts.endpoints);
    this.width = this.#names.length + 2;
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
    this.#history = new HistoryValues(
      parts.history,
      parts.parameters,
      this.width - 1,
      (vector, offset, reads) => this.reader.step(vector, offset, reads),
    );
    this.#mayDeliver = this.#deliveryFilter();
    this.#final = new ReadMemo((vector, offset, reads) =>
      Number(guarded('final', () => parts.final(this.reader.state(vector, offset, reads), parts.parameters))),
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
    return this.#final.get(state, 0) === 1;
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
    const network = state[this.width - 2] ?? 0;
    for (const delivery of this.#network.deliveries(network)) this.#deliver(state, delivery, steps);
    for (let i = 0; i < this.#locals.length; i++) this.#takeEvents(state, i, network, steps);
    for (let i = 0; i < this.#locals.length; i++) this.#expireTimers(state, i, network, steps);
    for (const { packet, after } of this.#network.losses(network)) {
      this.#begin(state, this.#actions.drop(packet), steps);
      this.#finish(after, 0, 0, steps);
    }
    if (this.#parts.time.timed) this.#tick(state, network, steps);
  }

  #localsOf(endpoint: number): LocalStates {
    const locals = this.#locals[endpoint];
    if (locals === undefined) throw new RangeError(`no endpoint has the number ${endpoint}`);
    return locals;
  }

  #takeEvents(state: Uint32Array, endpoint: number, network: number, steps: Steps): void {
    const locals = this.#localsOf(endpoint);
    const local = state[endpoint] ?? 0;
    for (const event of locals.externalEvents(local)) {
      this.#begin(state, this.#actions.event(endpoint, event), steps);
      this.#act(endpoint, locals.react(local, event), network, steps);
    }
  }

  #expireTimers(state: Uint32Array, endpoint: number, network: number, steps: Steps): void {
    const locals = this.#localsOf(endpoint);
    for (const { timer, outcome } of locals.expiries(state[endpoint] ?? 0)) {
      this.#begin(state, this.#actions.expire(endpoint, timer.name), steps);
      this.#act(endpoint, outcome, network, steps);
    }
  }

  #deliver(state: Uint32Array, { packet, after, copyStays }: Delivery, steps: Steps): void {
    this.#begin(state, this.#actions.deliver(packet, copyStays), steps);
    if (this.#mayDeliver !== null && this.#mayDeliver.get(steps.vectors, this.#at) === 0) return;
    const { to } = this.#network.packet(packet).letter;
    const outcome = this.#localsOf(to).react(state[to] ?? 0, this.#eventOf(packet));
    this.#act(to, outcome, after, steps);
  }

  #eventOf(packet: number): number {
    const known = this.#receiverEvents[packet];
    if (known !== undefined) return known;
    const { to, event } = this.#network.packet(packet).letter;
    const id = this.#localsOf(to).event(event);
    this.#receiverEvents[packet] = id;
    return id;
  }

  #tick(state: Uint32Array, network: number, steps: Steps): void {
    const after = this.#network.afterTick(network);
    if (after === BLOCKED) return;
    this.#begin(state, this.#actions.tick, steps);
    for (let i = 0; i < this.#locals.length; i++) {
      const local = this.#localsOf(i).afterTick(state[i] ?? 0);
      if (local === BLOCKED) return;
      steps.vectors[this.#at + this.width + i] = local;
    }
    this.#finish(after, 0, 0, steps);
  }

  /** Begins to write a step: the state before, the same state after, and the action. */
  #begin(state: Uint32Array, action: number, steps: Steps): void {
    this.#at = steps.room();
    const { vectors } = steps;
    const { width } = this;
    for (let i = 0; i < width; i++) {
      const id = state[i] ?? 0;
      vectors[this.#at + i] = id;
      vectors[this.#at + width + i] = id;
    }
    vectors[this.#at + width * 2 + ACTION] = action;
  }

  /** A step of one endpoint. */
  #act(endpoint: number, outcome: Outcome, network: number, steps: Steps): void {
    const extra = this.#at + this.width * 2;
    steps.vectors[extra + THROWN] = outcome.thrown;
    if (outcome.thrown !== 0) {
      steps.vectors[extra + OBSERVATIONS] = 0;
      steps.vectors[extra + SENT] = 0;
      steps.count++;
      return;
    }
    steps.vectors[this.#at + this.width + endpoint] = outcome.next;
    this.#finish(network, outcome.sends, outcome.observations, steps);
  }

  /** Completes a step whose local states are in place: history, marks, network; and counts it, unless it stutters. */
  #finish(network: number, sends: number, observations: number, steps: Steps): void {
    const { vectors } = steps;
    const { width } = this;
    const after = this.#at + width;
    const extra = after + width;
    vectors[extra + OBSERVATIONS] = observations;
    vectors[extra + SENT] = sends;
    vectors[extra + THROWN] = 0;
    if (this.#history.updates) vectors[extra - 1] = this.#history.after(vectors, this.#at);
    const networkAfter = this.#send(this.#remarked(network, vectors), sends, steps);
    if (networkAfter === BLOCKED) return;
    vectors[extra - 2] = networkAfter;
    if (observations !== 0 || this.#changed(vectors)) steps.count++;
  }

  #remarked(network: number, vectors: Uint32Array): number {
    if (!this.#history.marks) return network;
    const occasion = this.#history.occasion(vectors, this.#at);
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

  #changed(vectors: Uint32Array): boolean {
    const { width } = this;
    for (let i = this.#at; i < this.#at + width; i++) if (vectors[i] !== vectors[i + width]) return true;
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
    return new ReadMemo((vector, offset, reads) => {
      reads.push(actionPlace);
      const action = this.reader.action(vector[offset + actionPlace] ?? 0);
      if (action.kind !== 'deliver') return 1;
      const state = this.reader.state(vector, offset, reads);
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
